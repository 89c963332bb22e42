/* What the desk's script makes of the page: elements, and the mark of a category. Texts are texts here, never HTML. */
(function (root) {
  "use strict";

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /* The mark of a category: colour and shape together. */
  function mark(category) {
    const made = element("span", "mark mark-" + (category ? category.shape : "dot"));
    made.style.setProperty("--c", category ? category.colour : "#9AA7B2");
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", category ? category.name : "");
    return made;
  }

  root.commandCenterDeskElements = { element, mark };
})(window);
