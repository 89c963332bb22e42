/* The answer that is being written: its draft is kept at the server while one types, its size is told, and it is sent once. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const KEEP_MS = 800;
  const SIZE_MS = 300;

  class Composer {
    /* `desk` has api, setup, toasts, deeds, report, trouble(), view(). */
    constructor(desk) {
      this.desk = desk;
      this.box = null;
    }

    get text() {
      return this.box ? this.box.querySelector('[data-field="text"]') : null;
    }

    /* Whether something is written that is not sent yet. */
    get busy() {
      return Boolean(this.text && this.text.value.trim());
    }

    field(name) {
      return this.box.querySelector('[data-field="' + name + '"]');
    }

    show(box, report) {
      this.box = box;
      this.report = report;
      this.key = box ? box.dataset.key : "";
      this.filled = "";
      this.photos = [];
      if (!box) return;
      const form = box.querySelector("form");
      if (form) {
        this.text.addEventListener("input", () => this.typed());
        this.field("template").addEventListener("change", () => this.template());
        this.field("photo").addEventListener("change", () => this.add());
        this.field("status").addEventListener("change", () => this.drawPhotos());
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          event.stopPropagation();
          this.send();
        });
        if (this.text.value) this.measure();
      }
      box.addEventListener("click", (event) => {
        const button = event.target.closest("[data-do]");
        if (!button) return;
        event.stopPropagation();
        this.do(button.dataset.do, Number(button.dataset.answer));
      });
    }

    /* Another report is opened: what is typed is kept first. */
    leave() {
      clearTimeout(this.waits);
      clearTimeout(this.sizes);
      if (this.dirty) this.keep();
      this.box = null;
    }

    focus() {
      if (!this.text) return;
      this.desk.view("acts");
      this.text.scrollIntoView({ block: "center" });
      this.text.focus();
    }

    typed() {
      this.dirty = true;
      clearTimeout(this.waits);
      clearTimeout(this.sizes);
      this.waits = setTimeout(() => this.keep(), KEEP_MS);
      this.sizes = setTimeout(() => this.measure(), SIZE_MS);
    }

    async keep() {
      const draft = { id: this.report.id, key: this.key, text: this.text.value, template: this.field("template").value };
      this.dirty = false;
      try {
        await this.desk.api.post("draft", draft);
      } catch (trouble) {
        this.dirty = true;
        if (!this.desk.trouble(trouble, true)) this.desk.toasts.show(trouble.message, 8000, null, true);
      }
    }

    /* A template fills the field unless somebody wrote another text. */
    template() {
      const chosen = this.field("template").selectedOptions[0];
      const text = chosen.dataset.text || "";
      if (this.text.value.trim() && this.text.value !== this.filled) return this.typed();
      this.text.value = this.filled = text;
      const status = this.field("status");
      if (chosen.dataset.status && [...status.options].some((each) => each.value === chosen.dataset.status)) status.value = chosen.dataset.status;
      this.drawPhotos();
      this.typed();
    }

    async add() {
      const field = this.field("photo");
      const files = [...field.files];
      field.value = "";
      for (const file of files) {
        try {
          this.photos.push(await this.desk.api.picture(file));
        } catch (trouble) {
          if (this.desk.trouble(trouble)) continue;
          this.desk.toasts.show(rules.say(this.desk.setup.words, "photo_refused", { why: trouble.message }), 10000, null, true);
        }
      }
      this.drawPhotos();
    }

    /* The photos that go with it; that a report is settled without any is said before it is done. */
    drawPhotos() {
      const words = this.desk.setup.words;
      const list = this.box.querySelector(".desk-evidence");
      list.replaceChildren(...this.photos.map((photo, at) => {
        const button = element("button", "desk-link", rules.say(words, "photo", { n: at + 1 }));
        button.type = "button";
        button.addEventListener("click", () => {
          this.photos.splice(at, 1);
          this.drawPhotos();
        });
        return element("li", "", button);
      }));
      if (this.field("status").value === "settled" && !this.photos.length) list.append(element("li", "desk-doubt", "▲ " + words.no_evidence));
    }

    asked() {
      const ticked = (name) => Boolean(this.field(name) && this.field(name).checked);
      return {
        id: this.report.id,
        text: this.text.value,
        status: this.field("status").value,
        template: this.field("template").value,
        incident: ticked("incident"),
        publish: ticked("publish"),
        media: this.photos,
      };
    }

    async measure() {
      const box = this.box;
      if (!box || !this.text.value.trim()) return;
      try {
        const told = await this.desk.api.post("preview", { ...this.asked(), language: this.desk.setup.language });
        if (this.box !== box) return;
        const own = told.previews[0];
        const size = box.querySelector(".desk-size");
        size.textContent = own.size + (own.why ? " · " + own.why : "");
        size.classList.toggle("desk-over", !own.fits);
        return told.previews;
      } catch (trouble) {
        this.desk.trouble(trouble, true);
      }
    }

    async preview() {
      const previews = await this.measure();
      const box = this.box && this.box.querySelector(".desk-previews");
      if (!previews || !box) return;
      box.replaceChildren(...previews.map((each) =>
        element(
          "div",
          "desk-preview" + (each.sent ? "" : " desk-preview-not"),
          element("p", "desk-hint", (this.desk.setup.channels[each.channel] || each.channel) + " · " + each.number + " · " + (each.why || each.size)),
          element("p", "desk-said", each.text)
        )
      ));
      box.hidden = false;
    }

    async send() {
      const words = this.desk.setup.words;
      if (this.sending) return;
      if (!this.text.value.trim()) {
        this.text.focus();
        return this.desk.toasts.show(words.empty_answer, 4000);
      }
      const asked = { ...this.asked(), key: this.key, version: this.report.version };
      const { report } = this;
      this.sending = true;
      clearTimeout(this.waits);
      const button = this.box.querySelector("[type=submit]");
      button.disabled = true;
      try {
        const told = await this.desk.api.post("answer", asked);
        this.dirty = false;
        this.text.value = "";
        const ids = told.answers.map((each) => each.id);
        const undo = { text: words.undo, do: () => this.takeBack(report, ids, asked) };
        this.desk.toasts.show(rules.say(words, "done", { number: report.number, what: words.answered }), rules.UNDO_MS, undo);
        this.desk.report.open(report.number);
      } catch (trouble) {
        if (trouble.word === "overtaken") this.desk.deeds.overtaken(trouble, []);
        else if (!this.desk.trouble(trouble)) this.desk.toasts.show(rules.say(words, "not_done", { why: trouble.message }), 10000, null, true);
      } finally {
        this.sending = false;
        button.disabled = false;
      }
    }

    /* Within ten seconds: nothing left the house yet, and the text is a draft again. */
    async takeBack(report, ids, asked) {
      const words = this.desk.setup.words;
      try {
        const told = await this.desk.api.post("answers/cancel", { answers: ids });
        const left = told.answers.filter((each) => each.state !== "cancelled").length;
        const key = Math.random().toString(16).slice(2, 14) + Math.random().toString(16).slice(2, 14);
        await this.desk.api.post("draft", { id: report.id, key, text: asked.text, template: asked.template });
        this.desk.toasts.show(left ? rules.say(words, "cancelled_some", { n: ids.length - left, left }) : words.cancelled, left ? 10000 : 5000);
        this.desk.look(report.number);
      } catch (trouble) {
        if (!this.desk.trouble(trouble)) this.desk.toasts.show(rules.say(words, "not_undone", { why: trouble.message }), 8000, null, true);
      }
    }

    async do(what, answer) {
      const words = this.desk.setup.words;
      if (what === "preview") return this.preview();
      if (what === "copy") {
        const kept = this.box.querySelector(".desk-kept").textContent;
        try {
          await navigator.clipboard.writeText(kept);
          this.desk.toasts.show(words.copied, 3000);
        } catch {
          getSelection().selectAllChildren(this.box.querySelector(".desk-kept"));
        }
        return;
      }
      try {
        if (what === "drop") await this.desk.api.post("draft", { id: this.report.id, key: this.key, text: "", template: "" });
        else await this.desk.api.post("answers/" + what, { answers: [answer] });
        this.desk.report.open(this.report.number);
      } catch (trouble) {
        if (!this.desk.trouble(trouble)) this.desk.toasts.show(rules.say(words, "not_done", { why: trouble.message }), 8000, null, true);
      }
    }
  }

  root.commandCenterDeskComposer = Composer;
})(window);
