/* The answer that is being written: its draft is kept at the server while one types, its size is told, and it is sent once. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const KEEP_MS = 800;
  const SIZE_MS = 300;
  const TICKS = ["incident", "publish"];
  const hex = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  class Composer {
    /* `desk` has api, setup, typed, toasts, deeds, report, trouble(), view(). */
    constructor(desk) {
      this.desk = desk;
      this.box = null;
      /* A tab that was loaded anew may have what the server has not. */
      this.failed = true;
      this.keeping = null;
    }

    get text() {
      return this.box ? this.box.querySelector('[data-field="text"]') : null;
    }

    /* Whether something is written that is not sent yet. */
    get busy() {
      return Boolean(this.text && (this.text.value.trim() || this.photos.length));
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
      this.dirty = false;
      this.sending = false;
      if (!box) return;
      const form = box.querySelector("form");
      if (form) {
        this.text.addEventListener("input", () => this.wrote());
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

    /* All that stands in the panel, to be there again when the same report was loaded anew; null where nothing does. */
    state() {
      if (!this.busy) return null;
      const ticks = TICKS.filter((name) => this.field(name) && this.field(name).checked);
      const { key, filled, photos } = this;
      return { key, filled, photos, ticks, text: this.text.value, template: this.field("template").value, status: this.field("status").value };
    }

    /* Put it back. Where somebody else has answered, or nothing can be answered any more, the text stands there to be copied. */
    take(was) {
      if (!was) return;
      if (!this.text || this.box.querySelector(".desk-ended")) return this.left(was.text);
      this.key = was.key;
      this.text.value = was.text;
      this.filled = was.filled || "";
      this.photos = was.photos || [];
      for (const name of ["template", "status"]) {
        if ([...this.field(name).options].some((each) => each.value === was[name])) this.field(name).value = was[name];
      }
      for (const name of was.ticks || []) if (this.field(name)) this.field(name).checked = true;
      this.drawPhotos();
      this.wrote();
    }

    /* What can only be copied. */
    left(text) {
      if (!this.box || !text.trim()) return;
      const words = this.desk.setup.words;
      let kept = this.box.querySelector(".desk-kept");
      if (!kept) {
        const button = (name, told) => {
          const made = element("button", "desk-button", told);
          made.type = "button";
          made.dataset.do = name;
          return made;
        };
        kept = element("pre", "desk-kept");
        kept.tabIndex = 0;
        kept.setAttribute("aria-label", words.kept);
        const row = element("div", "desk-buttons", button("copy", words.copy), button("drop", words.throw_away));
        const box = element("div", "desk-ended", element("p", "desk-doubt", words.not_sent), kept, row);
        box.setAttribute("role", "alert");
        this.box.querySelector(".desk-panel-head").after(box);
      }
      kept.textContent = text;
    }

    /* Another report is opened: what is typed is kept first. */
    leave() {
      clearTimeout(this.waits);
      clearTimeout(this.sizes);
      if (this.dirty && !this.sending) this.keep();
      this.box = null;
    }

    focus() {
      if (!this.text) return;
      this.desk.view("acts");
      this.text.scrollIntoView({ block: "center" });
      this.text.focus();
    }

    get draft() {
      return { id: this.report.id, key: this.key, text: this.text.value, template: this.field("template").value };
    }

    wrote() {
      this.dirty = true;
      this.desk.typed.keep(this.report.number, "answer", this.draft);
      clearTimeout(this.waits);
      clearTimeout(this.sizes);
      this.waits = setTimeout(() => this.keep(), KEEP_MS);
      this.sizes = setTimeout(() => this.measure(), SIZE_MS);
    }

    keep() {
      this.dirty = false;
      this.keeping = this.put(this.report.number, this.draft);
      return this.keeping;
    }

    /* Bring a draft to the server; until it is there this tab has it. */
    async put(number, draft) {
      try {
        await this.desk.api.post("draft", draft);
        this.desk.typed.done(number, "answer", draft);
      } catch (trouble) {
        if (trouble.answer.word === "sent") return this.gone(number, draft);
        this.failed = true;
        if (!this.desk.trouble(trouble, true)) this.desk.toasts.show(this.desk.why(trouble), 8000, null, true);
      }
    }

    /* The draft of a page that is left for good. */
    last() {
      return this.dirty && this.box && !this.sending ? this.draft : null;
    }

    /* The server answers again: what it has not got goes to it. */
    again() {
      if (!this.failed) return;
      this.failed = false;
      for (const [number, draft] of this.desk.typed.answers()) this.put(number, draft);
    }

    /* This answer was sent already, from another window or before the line was cut. */
    gone(number, draft) {
      this.desk.typed.done(number, "answer", draft);
      if (this.sending || !this.box || this.key !== draft.key) return;
      this.desk.toasts.show(rules.say(this.desk.setup.words, "sent_before", { number }), 8000);
      this.text.value = "";
      this.photos = [];
      this.desk.typed.keep(number, "answer", null);
      this.desk.report.open(number).then(() => {
        if (!this.box || this.report.number !== number) return;
        const sent = [...this.box.querySelectorAll(".desk-sent .desk-said")].map((each) => each.textContent.trim());
        if (!sent.includes(draft.text.trim())) this.left(draft.text);
      });
    }

    /* A template fills the field unless somebody wrote another text. */
    template() {
      const chosen = this.field("template").selectedOptions[0];
      const text = chosen.dataset.text || "";
      if (this.text.value.trim() && this.text.value !== this.filled) return this.wrote();
      this.text.value = this.filled = text;
      const status = this.field("status");
      if (chosen.dataset.status && [...status.options].some((each) => each.value === chosen.dataset.status)) status.value = chosen.dataset.status;
      this.drawPhotos();
      this.wrote();
    }

    async add() {
      const { report } = this;
      const field = this.field("photo");
      const files = [...field.files];
      field.value = "";
      for (const file of files) {
        try {
          const kept = await this.desk.api.picture(file);
          if (this.report.id === report.id) this.photos.push(kept);
        } catch (trouble) {
          if (this.desk.trouble(trouble)) continue;
          this.desk.toasts.show(rules.say(this.desk.setup.words, "photo_refused", { why: this.desk.why(trouble) }), 10000, null, true);
        }
      }
      if (this.report.id === report.id) this.drawPhotos();
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
      if (!box || !this.text) return;
      const size = box.querySelector(".desk-size");
      if (!this.text.value.trim()) {
        size.textContent = "";
        return;
      }
      try {
        const told = await this.desk.api.post("preview", { ...this.asked(), language: this.desk.setup.language });
        if (this.box !== box) return;
        const own = told.previews[0];
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
      const { report, key, box } = this;
      const asked = { ...this.asked(), number: report.number, key, version: report.version };
      this.sending = true;
      clearTimeout(this.waits);
      const button = box.querySelector("[type=submit]");
      button.disabled = true;
      try {
        await this.keeping;
        const told = await this.desk.api.post("answer", asked);
        this.desk.typed.keep(report.number, "answer", null);
        this.sent(report, asked, told);
      } catch (trouble) {
        this.refused(trouble, asked);
      } finally {
        if (this.box === box) this.sending = false;
        button.disabled = false;
      }
    }

    /* It is written; the report is loaded anew where it is still the one that is open. */
    sent(report, asked, told) {
      const words = this.desk.setup.words;
      const ids = told.answers.map((each) => each.id);
      const text = rules.say(words, "done", { number: report.number, what: words.answered });
      this.desk.deeds.undoable(text, () => this.takeBack(report, ids, asked));
      if (!this.box || this.report.id !== report.id) return;
      this.dirty = false;
      this.text.value = "";
      this.photos = [];
      this.desk.report.open(report.number);
    }

    /* Who was second is told what was done. Where somebody else has answered the draft is over; else it may go all the same. */
    refused(trouble, asked) {
      if (trouble.word === "overtaken") {
        const answered = trouble.answer.changes.some((each) => each.facts.status && ["answered", "settled", "incomplete"].includes(each.facts.status));
        const again = (version) => {
          if (!this.box || this.report.id !== asked.id) return;
          this.report = { ...this.report, version };
          this.send();
        };
        return this.desk.deeds.overtaken(trouble, answered ? null : again);
      }
      if (this.desk.trouble(trouble)) {
        this.failed = true;
        return;
      }
      if (trouble.answer.word === "ended") this.desk.report.open(asked.number);
      this.desk.toasts.show(rules.say(this.desk.setup.words, "not_done", { why: this.desk.why(trouble) }), 10000, null, true);
    }

    /* Within ten seconds: nothing left the house yet, and the text is a draft again, with another key. */
    async takeBack(report, ids, asked) {
      const words = this.desk.setup.words;
      try {
        const told = await this.desk.api.post("answers/cancel", { answers: ids });
        const left = told.answers.filter((each) => each.state !== "cancelled").length;
        const key = hex();
        await this.desk.api.post("draft", { id: report.id, key, text: asked.text, template: asked.template });
        this.desk.toasts.show(left ? rules.say(words, "cancelled_some", { n: ids.length - left, left }) : words.cancelled, left ? 10000 : 5000);
        await this.desk.look(report.number);
        if (this.box && this.report.id === report.id) this.take({ ...asked, key, photos: asked.media, ticks: TICKS.filter((name) => asked[name]) });
      } catch (trouble) {
        if (!this.desk.trouble(trouble)) this.desk.toasts.show(rules.say(words, "not_undone", { why: this.desk.why(trouble) }), 8000, null, true);
      }
    }

    async do(what, answer) {
      const words = this.desk.setup.words;
      if (what === "preview") return this.preview();
      if (what === "copy") {
        const kept = this.box.querySelector(".desk-kept");
        try {
          await navigator.clipboard.writeText(kept.textContent);
          this.desk.toasts.show(words.copied, 3000);
        } catch {
          getSelection().selectAllChildren(kept);
        }
        return;
      }
      try {
        if (what === "drop") {
          this.desk.typed.keep(this.report.number, "answer", null);
          await this.desk.api.post("draft", { id: this.report.id, key: this.key, text: "", template: "" });
        } else await this.desk.api.post("answers/" + what, { answers: [answer] });
        this.desk.report.open(this.report.number);
      } catch (trouble) {
        if (!this.desk.trouble(trouble)) this.desk.toasts.show(rules.say(words, "not_done", { why: this.desk.why(trouble) }), 8000, null, true);
      }
    }
  }

  root.commandCenterDeskComposer = Composer;
})(window);
