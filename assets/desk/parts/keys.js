/* The keyboard of the desk: a letter is a command only where nobody types, and Enter presses what the focus is on. */
(function (root) {
  "use strict";

  const { element } = root.commandCenterDeskElements;
  const { dialog } = root.commandCenterDeskOverlay;
  const FIELDS = "input, textarea, select, canvas, [contenteditable]";
  const PRESSED = "button, a, summary, label";
  const AGAIN = ["j", "k", "ArrowDown", "ArrowUp"];

  class Keys {
    /* `desk` has setup, inbox, report, composer, deeds, opened(), look(), many(), showFresh(), unmark(), view(). */
    constructor(desk) {
      this.desk = desk;
      this.does = this.commands();
    }

    pressed(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const at = event.target.closest ? event.target : document.body;
      const field = at.closest(FIELDS);
      if (field && event.key === "Escape") {
        event.preventDefault();
        field.blur();
        this.desk.inbox.box.focus();
        return;
      }
      if (field && field.tagName !== "CANVAS") return;
      if (event.key === "Enter" && at.closest(PRESSED)) return;
      /* Arrows scroll what the focus is in; from the list and from nowhere they go through the list. */
      if (event.key.startsWith("Arrow") && at !== document.body && !at.closest(".desk-inbox")) return;
      const act = this.does[event.getModifierState("CapsLock") ? event.key.toLowerCase() : event.key];
      if (!act || (event.repeat && !AGAIN.includes(event.key))) return;
      event.preventDefault();
      act();
    }

    commands() {
      const { desk } = this;
      const go = (step) => {
        desk.inbox.go(desk.inbox.at < 0 ? 0 : desk.inbox.at + step);
        const id = desk.inbox.current();
        if (id !== null) desk.opened(id, false);
      };
      const verify = () => {
        if (desk.inbox.marked.size) return desk.many("verify", {}).then((kept) => kept && desk.unmark());
        const button = document.querySelector('#desk-acts [data-act="verify"]');
        if (button) button.click();
      };
      return {
        j: () => go(1),
        ArrowDown: () => go(1),
        k: () => go(-1),
        ArrowUp: () => go(-1),
        x: () => desk.inbox.at >= 0 && desk.inbox.mark(desk.inbox.at),
        Enter: () => {
          const id = desk.inbox.current();
          const row = id === null ? null : desk.inbox.row(id);
          if (row) desk.look(row.number);
        },
        v: verify,
        d: () => desk.report.focusForward(),
        g: () => desk.report.focusIncident(),
        r: () => desk.composer.focus(),
        u: () => desk.deeds.undo(),
        ".": () => desk.showFresh(),
        "/": () => {
          desk.view("list");
          document.getElementById("desk-search").focus();
        },
        "?": () => this.help(),
        Escape: () => desk.inbox.box.focus(),
      };
    }

    help() {
      const { setup } = this.desk;
      const list = element("dl", "desk-help");
      for (const [key, told] of setup.keys) list.append(element("dt", "", element("kbd", "", key)), element("dd", "", told));
      dialog(setup.words.help, [list, element("p", "desk-hint", setup.words.help_hint)], [{ text: setup.words.close, main: true }]);
    }
  }

  root.commandCenterDeskKeys = Keys;
})(window);
