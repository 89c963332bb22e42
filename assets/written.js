/* Parts of a page that come as one text of HTML (layouts/written.py): put in as soon as they are there, and anew when they change. */
(function () {
  "use strict";

  function write(element) {
    element.innerHTML = element.dataset.html;
  }

  function within(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    return node.matches("[data-html]") ? [node] : [...node.querySelectorAll("[data-html]")];
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") write(change.target);
      else for (const node of change.addedNodes) within(node).forEach(write);
    }
  }).observe(document.documentElement, { attributeFilter: ["data-html"], childList: true, subtree: true });
})();
