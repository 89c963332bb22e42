/* A footnote opens its figure in the ledger. */
(function () {
  "use strict";

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target === null) return;
    const note = target.closest("a.brief-note");
    const entry = note && document.getElementById(note.getAttribute("href").slice(1));
    if (!entry) return;
    entry.open = true;
    const summary = entry.querySelector("summary");
    // After the link has led there, which takes the focus away.
    if (summary) setTimeout(() => summary.focus({ preventScroll: true }), 50);
  });
})();
