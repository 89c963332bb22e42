/* A page stays open for hours: when its session has ended, its role was taken away or the server is gone, the next click says so. */
(function () {
  "use strict";

  const CALLBACKS = "/_dash-update-component";
  const fetched = window.fetch;
  /* Why a part of the page was not answered, by Dash's name for that part, the newest last. */
  const failed = new Map();
  let leaving = false;

  /* A part stays old until that very part is answered: what others are answered says nothing of it. */
  function note(body, state) {
    if (leaving || (!state && !failed.size)) return;
    const output = outputOf(body);
    failed.delete(output);
    if (state) failed.set(output, state);
    tell([...failed.values()].pop() || "");
    if (state) document.dispatchEvent(new CustomEvent("work-unanswered"));
  }

  function outputOf(body) {
    try {
      return String(JSON.parse(body).output);
    } catch {
      return "";
    }
  }

  /* Which of the sentences in the page's frame is to be seen; "" for none. */
  function tell(state) {
    const frame = document.querySelector(".work");
    if (!frame) return;
    if (!state) {
      delete frame.dataset.answers;
      return;
    }
    frame.dataset.answers = state;
    const here = location.pathname + location.search;
    const ways = { ended: "/masuk?next=" + encodeURIComponent(here), unanswered: here };
    const link = frame.querySelector(".work-told-" + state + " a");
    if (link && ways[state]) link.href = ways[state];
  }

  function state(status) {
    if (status === 401) return "ended";
    if (status === 403) return "denied";
    return status >= 400 ? "unanswered" : "";
  }

  window.fetch = function (what, ...more) {
    const answer = fetched.call(this, what, ...more);
    const address = typeof what === "string" ? what : (what && what.url) || "";
    if (address.includes(CALLBACKS)) {
      const body = more.length && more[0] ? more[0].body : "";
      answer.then((response) => note(body, state(response.status)), () => note(body, "unanswered"));
    }
    return answer;
  };

  /* What is broken off because another page is opened is no fault. */
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
