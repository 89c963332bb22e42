/* What lies over the desk: a dialog that keeps the focus, and the short messages at its foot. */
(function (root) {
  "use strict";

  const { element } = root.commandCenterDeskElements;

  /* A dialog with a title, its content and buttons [{text, main, do}]; Esc shuts it, and the focus goes back. */
  function dialog(title, content, buttons) {
    const before = document.activeElement;
    const box = element("dialog", "desk-dialog");
    const heading = element("h2", "", title);
    heading.id = "desk-dialog-title";
    box.setAttribute("aria-labelledby", heading.id);
    const row = element("div", "desk-buttons");
    const shut = () => {
      box.close();
      box.remove();
      if (before && before.isConnected) before.focus();
    };
    for (const each of buttons) {
      const button = element("button", "desk-button" + (each.main ? " desk-main" : ""), each.text);
      button.type = "button";
      button.addEventListener("click", () => {
        shut();
        if (each.do) each.do();
      });
      row.append(button);
    }
    box.append(heading, ...content, row);
    box.addEventListener("cancel", (event) => {
      event.preventDefault();
      shut();
    });
    document.querySelector(".work").append(box);
    box.showModal();
    return box;
  }

  class Toasts {
    constructor() {
      this.box = document.querySelector(".desk-toasts");
    }

    /* A message; `button` is {text, do}. It goes after `ms`, 0 for never. Returns what takes it away. */
    show(text, ms, button, bad) {
      const toast = element("div", "desk-toast" + (bad ? " desk-toast-bad" : ""), element("span", "", text));
      const away = () => toast.remove();
      if (button) {
        const press = element("button", "desk-link", button.text);
        press.type = "button";
        press.addEventListener("click", () => {
          away();
          button.do();
        });
        toast.append(press);
      }
      for (const other of [...this.box.children]) if (other.firstChild.textContent === text) other.remove();
      this.box.append(toast);
      while (this.box.children.length > 3) this.box.firstChild.remove();
      if (ms) setTimeout(away, ms);
      return away;
    }
  }

  root.commandCenterDeskOverlay = { dialog, Toasts };
})(window);
