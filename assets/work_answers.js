/* A page stays open for hours: when its session has ended, its role was taken away or the server is gone, the next click says so. */
(function () {
  "use strict";

  const CALLBACKS = "/_dash-update-component";
  const fetched = window.fetch;
  let leaving = false;

  /* Which of the sentences in the page's frame is to be seen; "" for none. */
  function tell(state) {
    const frame = document.querySelector(".work");
    if (!frame || leaving) return;
    if (!state) {
      delete frame.dataset.answers;
      return;
    }
    frame.dataset.answers = state;
    document.dispatchEvent(new CustomEvent("work-unanswered"));
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
      answer.then((response) => tell(state(response.status)), () => tell("unanswered"));
    }
    return answer;
  };

  /* What is broken off because another page is opened is no fault. */
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
