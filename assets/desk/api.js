/* The desk's questions to the server: JSON in, JSON out, with the token of the session; what goes wrong is a word and a sentence. */
(function (root) {
  "use strict";

  const PREFIX = "/api/desk/";
  const PATIENCE_MS = 15000;
  const PICTURE_MS = 180000;

  class Trouble extends Error {
    /* `word` is the server's own (conflict, overtaken, bad_act, forbidden ...), "ended" without a session, "offline" without a server. */
    constructor(word, message, answer) {
      super(message);
      this.word = word;
      this.answer = answer || {};
    }
  }

  class Api {
    constructor(token, language) {
      this.token = token;
      this.language = language;
    }

    get(path, query) {
      const asked = new URLSearchParams(query || {});
      asked.set("bahasa", this.language);
      return this.ask(PREFIX + path + "?" + asked, {});
    }

    post(path, body) {
      const asked = path + (path.includes("?") ? "&" : "?") + "bahasa=" + this.language;
      return this.ask(PREFIX + asked, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(body),
      });
    }

    /* The last word of a page that is being left: nobody waits for its answer. */
    leaving(path, body) {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
      fetch(PREFIX + path, { method: "POST", keepalive: true, headers, body: JSON.stringify(body) }).catch(() => {});
    }

    /* Put a picture away; what it is kept as comes back. A slow line takes its time for one. */
    picture(file) {
      const form = new FormData();
      form.append("photo", file);
      return this.ask("/berkas", { method: "POST", headers: { "X-CSRFToken": this.token }, body: form }, PICTURE_MS);
    }

    async ask(address, options, patience) {
      const end = new AbortController();
      const watch = setTimeout(() => end.abort(), patience || PATIENCE_MS);
      let answer;
      let told;
      try {
        answer = await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "manual", signal: end.signal, ...options });
        told = await answer.json();
      } catch (error) {
        if (answer && answer.type === "opaqueredirect") throw new Trouble("ended", "");
        throw new Trouble("offline", String(error));
      } finally {
        clearTimeout(watch);
      }
      if (answer.status === 401) throw new Trouble("ended", told.message, told);
      if (!answer.ok) throw new Trouble(told.error || "failed", told.message || "", told);
      return told;
    }
  }

  root.commandCenterDeskApi = { Api, Trouble };
})(window);
