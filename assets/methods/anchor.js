/* The page of methods: an address with an anchor is shown at its section, which Dash draws after the browser looked for it. */
(function () {
  "use strict";

  if (!location.hash) return;
  const anchor = decodeURIComponent(location.hash.slice(1));

  function arrive() {
    if (!document.getElementById(anchor)) return false;
    // Going to the same anchor once more scrolls there and makes it the target of the styles.
    location.replace("#" + anchor);
    return true;
  }

  const waiting = new MutationObserver(() => {
    if (arrive()) waiting.disconnect();
  });
  waiting.observe(document, { childList: true, subtree: true });
})();
