/* The report that is open: its parts from the server, its buttons and forms, its map, and who else has it open. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const PAUSE_MS = 90;

  class Opened {
    /* `desk` has api, setup, deeds, inbox, map, trouble(), colleagues(id), show(view). */
    constructor(desk) {
      this.desk = desk;
      this.middle = document.getElementById("desk-report");
      this.aside = document.getElementById("desk-acts");
      this.blank = this.middle.innerHTML;
      this.now = null;
      this.wanted = "";
      this.asks = "";
      this.waits = null;
      for (const box of [this.middle, this.aside]) {
        box.addEventListener("click", (event) => this.clicked(event));
        box.addEventListener("submit", (event) => this.submitted(event));
        box.addEventListener("input", () => this.keep());
      }
    }

    /* Open a report soon: who runs through the list with j asks for the last one alone. */
    soon(number) {
      this.wanted = number;
      clearTimeout(this.waits);
      this.waits = setTimeout(() => this.open(number), PAUSE_MS);
    }

    async open(number, focus) {
      clearTimeout(this.waits);
      this.wanted = number;
      if (!this.now || this.now.number !== number) this.middle.setAttribute("aria-busy", "true");
      let told;
      try {
        told = await this.desk.api.get("reports/" + encodeURIComponent(number));
      } catch (trouble) {
        if (this.wanted !== number) return;
        this.middle.removeAttribute("aria-busy");
        if (this.desk.trouble(trouble)) return;
        this.fail(trouble.word === "not_found" ? "not_found" : "broken", number);
        return;
      }
      if (this.wanted !== number) return;
      this.show(told);
      if (focus) this.middle.querySelector(".desk-number").focus({ preventScroll: true });
    }

    fail(word, number) {
      const words = this.desk.setup.words;
      const again = element("button", "desk-button", words.again);
      again.type = "button";
      again.addEventListener("click", () => this.open(number));
      this.now = null;
      this.middle.replaceChildren(element("div", "desk-blank", element("p", "", number), element("p", "", words[word]), again));
      this.aside.replaceChildren();
    }

    show(told) {
      const { composer, typed } = this.desk;
      const same = this.now && this.now.number === told.number;
      const at = [this.middle.scrollTop, this.aside.scrollTop];
      const answer = (same && composer.state()) || typed.of(told.number).answer;
      if (this.now) composer.leave();
      this.now = told;
      this.middle.removeAttribute("aria-busy");
      this.middle.innerHTML = told.middle;
      this.aside.innerHTML = told.aside;
      this.middle.scrollTop = same ? at[0] : 0;
      this.aside.scrollTop = same ? at[1] : 0;
      this.type(typed.of(told.number).forms || {});
      this.desk.map.show(this.middle.querySelector(".desk-map"), told);
      this.people();
      composer.show(this.aside.querySelector("[data-composer]"), told);
      composer.take(answer);
      this.desk.shown(told);
    }

    close() {
      clearTimeout(this.waits);
      this.wanted = "";
      this.now = null;
      this.middle.innerHTML = this.blank;
      this.aside.replaceChildren();
    }

    /* What stands in the fields of each form otherwise than it was sent: form -> {values, open, asks}. */
    typed() {
      const kept = {};
      for (const form of this.aside.querySelectorAll("form:not([data-form=answer])")) {
        const changed = [...form.querySelectorAll("textarea, select, input")].filter(rules.differs);
        if (!changed.length) continue;
        const values = Object.fromEntries(changed.map((field) => [field.dataset.field || field.id, field.value]));
        kept[form.dataset.form] = { values, open: !form.hidden, asks: this.asks };
      }
      return kept;
    }

    keep() {
      if (!this.now) return;
      const forms = this.typed();
      this.desk.typed.keep(this.now.number, "forms", Object.keys(forms).length ? forms : null);
    }

    /* Put it back, after the report was loaded anew or opened again. */
    type(kept) {
      for (const [name, was] of Object.entries(kept)) {
        const form = this.aside.querySelector('form[data-form="' + name + '"]');
        if (!form) continue;
        for (const field of form.querySelectorAll("textarea, select, input")) {
          const value = was.values[field.dataset.field || field.id];
          const there = field.tagName !== "SELECT" || [...field.options].some((each) => each.value === value);
          if (value !== undefined && there) field.value = value;
        }
        const more = form.closest("details");
        if (more) more.open = true;
        if (name === "reason" && was.open) this.ask(was.asks, false);
      }
    }

    get busy() {
      return this.desk.map.moved || Object.keys(this.typed()).length > 0;
    }

    /* Somebody else changed it: what is typed is not touched, what is read is loaded anew. */
    overtaken(by) {
      if (!this.now) return;
      if (!this.busy && !this.desk.composer.busy) return this.open(this.now.number);
      const words = this.desk.setup.words;
      this.standing(this.now.number);
      if (this.middle.querySelector(".desk-changed")) return;
      const button = element("button", "desk-link", words.reload);
      button.type = "button";
      button.addEventListener("click", () => this.open(this.now.number));
      const bar = element("div", "desk-changed", rules.say(words, "changed", { who: by }), button);
      bar.setAttribute("role", "status");
      this.middle.prepend(bar);
    }

    /* How earlier answers stand is only read: one that did not arrive is red at once, whatever is being typed below it. */
    async standing(number) {
      let told;
      try {
        told = await this.desk.api.get("reports/" + encodeURIComponent(number));
      } catch {
        /* Without a server the desk says so itself. */
        return;
      }
      const panel = this.aside.querySelector("[data-composer]");
      if (!panel || !this.now || this.now.number !== number) return;
      const fresh = document.createElement("template");
      fresh.innerHTML = told.aside;
      for (const old of panel.querySelectorAll(".desk-sent")) old.remove();
      panel.querySelector(".desk-panel-head").after(...fresh.content.querySelectorAll("[data-composer] .desk-sent"));
    }

    people() {
      const box = this.middle.querySelector(".desk-colleagues");
      if (!box || !this.now) return;
      const names = this.desk.people(this.now.id);
      const shown = names.join("\n");
      if (box.dataset.shown === shown) return;
      box.dataset.shown = shown;
      box.replaceChildren(...names.flatMap((who) => [
        element("span", "desk-initials", rules.initials(who)),
        element("span", "", rules.say(this.desk.setup.words, "colleague", { who })),
      ]));
    }

    act(kind, more) {
      const { id, version } = this.now;
      return this.desk.deeds.do([{ kind, id, version, ...more }]);
    }

    clicked(event) {
      const link = event.target.closest("[data-open]");
      if (link && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        return this.desk.look(link.dataset.open);
      }
      const button = event.target.closest("button");
      if (!button || !this.now) return;
      const { act, ask, shut, category, zoom, go } = button.dataset;
      if (go) return this.desk.view(go);
      if (zoom) return this.desk.map.zoom(Number(zoom));
      if (category && button.getAttribute("aria-pressed") === "false") return this.act("correct", { category });
      if (ask) return this.ask(ask, true);
      if (shut) return this.shut(shut);
      if (act === "reveal") return this.reveal(button);
      if (act === "split_message") return this.act(act, { message: button.dataset.message.split("\n") });
      if (act === "apart") return this.act(act, { others: [Number(button.dataset.other)], version: null });
      if (act === "merge") return this.act(act, { others: [Number(button.dataset.other)] });
      if (act === "take_proposal" || act === "drop_proposal") return this.act(act, { field: button.dataset.field });
      if (act) return this.act(act);
    }

    /* Open the field for the reason of a step. */
    ask(kind, focus) {
      const form = this.aside.querySelector('form[data-form="reason"]');
      if (!form) return;
      this.asks = kind;
      form.hidden = false;
      form.querySelector(".desk-level").hidden = kind !== "not_ours";
      form.querySelector("[type=submit]").textContent = (this.aside.querySelector('[data-ask="' + kind + '"]') || form).textContent;
      if (focus) form.querySelector("textarea").focus();
    }

    shut(name) {
      const form = this.aside.querySelector('form[data-form="' + name + '"]');
      form.reset();
      form.hidden = true;
      this.keep();
    }

    async submitted(event) {
      event.preventDefault();
      const form = event.target;
      if (!this.now || form.dataset.busy) return;
      const value = (field) => {
        const found = form.querySelector('[data-field="' + field + '"]');
        return found ? found.value : "";
      };
      const { number } = this.now;
      form.dataset.busy = "yes";
      try {
        let kept = false;
        if (form.dataset.form === "reason") {
          const level = this.asks === "not_ours" ? value("level") : "";
          kept = await this.act(this.asks, { note: form.querySelector("textarea").value, level });
        } else if (form.dataset.form === "forward") {
          kept = await this.act("forward", { opd: value("opd"), note: value("note") });
        } else if (form.dataset.form === "correct") {
          kept = await this.correct(value);
        }
        /* What was kept needs its field no more; what was not stays as it was typed. */
        if (kept) {
          form.reset();
          this.desk.typed.keep(number, "forms", null);
        }
      } finally {
        delete form.dataset.busy;
      }
    }

    /* Only what differs is a correction. */
    correct(value) {
      const now = this.now;
      const was = { category: now.category, kelurahan: now.kelurahan, opd: now.opd, report_class: now.reportClass, visibility: now.visibility, policy: now.policy };
      const changed = Object.fromEntries(Object.keys(was).map((name) => [name, value(name)]).filter(([name, said]) => said && said !== was[name]));
      return Object.keys(changed).length ? this.act("correct", changed) : false;
    }

    async reveal(button) {
      try {
        const told = await this.desk.api.post("reveal", { id: this.now.id });
        const contact = this.middle.querySelector(".desk-contact");
        contact.textContent = [told.name, told.contact].filter(Boolean).join(" · ");
        button.remove();
      } catch (trouble) {
        if (!this.desk.trouble(trouble)) this.desk.toasts.show(this.desk.why(trouble), 8000, null, true);
      }
    }

    /* The parts that keys lead to. */
    focusForward() {
      const field = this.aside.querySelector("#desk-forward-opd");
      if (field) this.reveal_(field);
    }

    focusIncident() {
      const button = this.aside.querySelector("#desk-incident button");
      if (button) this.reveal_(button);
    }

    reveal_(field) {
      this.desk.view("acts");
      field.scrollIntoView({ block: "center" });
      field.focus();
    }
  }

  root.commandCenterDeskOpened = Opened;
})(window);
