/* What the wall asks of the server's callbacks: the same questions that Dash's own script would ask. */
(function (root) {
  "use strict";

  const ANSWER_MS = 10000;

  /* The body of a question to the callback with this one output: `input` and `states` are {id, property, value}. */
  function body(output, input, states) {
    const [id, property] = [output, "data"];
    return {
      output: id + "." + property,
      outputs: { id, property },
      inputs: [input],
      changedPropIds: [input.id + "." + input.property],
      state: states,
    };
  }

  /* Ask, and get what the output becomes. Rejected where the server does not answer in time, or with something else. */
  function ask(fetch, output, input, states) {
    const end = new AbortController();
    const watch = setTimeout(() => end.abort(), ANSWER_MS);
    return fetch("/_dash-update-component", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body(output, input, states)),
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      signal: end.signal,
    })
      .then((answer) => {
        if (answer.status !== 200) throw new Error("server answers " + answer.status);
        return answer.json();
      })
      .then((told) => told.response[output].data)
      .finally(() => clearTimeout(watch));
  }

  class Questions {
    constructor(language) {
      this.language = language;
      this.fetch = (url, how) => root.fetch(url, how);
    }

    /* The panels of a scene: {scene, slots: id -> HTML, facts}. */
    panels(scene) {
      const input = { id: "wall-refresh", property: "data", value: { scene } };
      return ask(this.fetch, "wall-panels", input, [{ id: "wall-root", property: "lang", value: this.language }]);
    }

    /* All points anew, as columns. */
    points() {
      return ask(this.fetch, "wall-points", { id: "wall-resync", property: "data", value: { at: Date.now() } }, []).then(
        JSON.parse
      );
    }
  }

  Questions.body = body;
  Questions.ask = ask;
  if (typeof module === "object" && module.exports) module.exports = Questions;
  else root.commandCenterQuestions = Questions;
})(typeof window === "undefined" ? globalThis : window);
