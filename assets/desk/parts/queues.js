/* Above the list: the queues with how many stand in each, the filters, the queues that a person keeps, and acts on marked lines. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const MANY = ["verify", "forward", "defer", "not_ours", "archive", "merge"];
  const WITH_REASON = ["defer", "not_ours", "archive"];

  function select(options, value, label, change) {
    const made = element("select", "");
    made.setAttribute("aria-label", label);
    for (const [code, name] of options) {
      const option = element("option", "", name);
      option.value = code;
      option.selected = code === value;
      made.append(option);
    }
    made.addEventListener("change", () => change(made.value));
    return made;
  }

  class Queues {
    /* `desk` has setup, state, api, inbox, deeds, toasts, ask(change), trouble(). */
    constructor(desk) {
      this.desk = desk;
      this.box = document.querySelector(".desk-queues");
      this.filters = document.querySelector(".desk-filters");
      this.bar = document.querySelector(".desk-marked");
      this.saved = desk.setup.saved;
      this.buttons = new Map();
      for (const [code, name] of desk.setup.queues) {
        const count = element("b", "");
        const button = element("button", "desk-queue", name + " ", count);
        button.type = "button";
        button.addEventListener("click", () => desk.ask({ antrean: code, cari: "" }));
        this.buttons.set(code, { button, count });
        this.box.append(button);
      }
      this.drawFilters();
    }

    draw(counts) {
      const { state, setup } = this.desk;
      for (const [code, { button, count }] of this.buttons) {
        const n = counts[code] || 0;
        count.textContent = n.toLocaleString(setup.language === "id" ? "id-ID" : "en-GB");
        button.setAttribute("aria-pressed", String(code === state.antrean && !state.cari));
        button.classList.toggle("desk-queue-none", n === 0);
        button.classList.toggle("desk-queue-over", code === "gagal" && n > 0);
        button.classList.toggle("desk-queue-near", (code === "tempo" || code === "ragu") && n > 0);
      }
    }

    drawFilters() {
      const { setup, state } = this.desk;
      const words = setup.words;
      const named = (map, label) => [["", label + ": " + words.all], ...Object.entries(map)];
      const categories = Object.fromEntries(Object.entries(setup.categories).map(([code, category]) => [code, category.name]));
      const fields = [
        ["kanal", named(setup.channels, words.channel), words.channel],
        ["kategori", named(categories, words.category), words.category],
        ["kecamatan", named(setup.kecamatan, words.kecamatan), words.kecamatan],
        ["opd", named(setup.opd, words.opd), words.opd],
      ].map(([name, options, label]) => select(options, state[name] || "", label, (value) => this.desk.ask({ [name]: value })));
      const name = element("input", "");
      name.type = "text";
      name.maxLength = 60;
      name.placeholder = words.name;
      name.setAttribute("aria-label", words.name);
      const keep = element("form", "desk-keep", name, element("button", "desk-button", words.save_as));
      keep.addEventListener("submit", (event) => {
        event.preventDefault();
        this.keep(name.value);
      });
      const own = this.saved.map((each) => {
        const open = element("button", "desk-link", each.name);
        open.type = "button";
        open.addEventListener("click", () => this.desk.ask({ ...rules.asked(each.query), laporan: state.laporan }, true));
        const away = element("button", "desk-link", "×");
        away.type = "button";
        away.setAttribute("aria-label", rules.say(words, "remove", { name: each.name }));
        away.addEventListener("click", () => this.change({ remove: each.id }));
        return element("span", "desk-saved", open, away);
      });
      this.filters.replaceChildren(...fields, keep, ...(own.length ? [element("p", "desk-hint", words.saved), ...own] : []));
      const filtered = ["kanal", "kategori", "kecamatan", "opd"].some((each) => state[each]);
      this.filters.closest("details").open = this.filters.closest("details").open || filtered;
    }

    keep(name) {
      const kept = rules.query({ ...this.desk.state, laporan: "" });
      return this.change({ name, query: new URLSearchParams(kept).toString() });
    }

    async change(body) {
      try {
        this.saved = (await this.desk.api.post("queues", body)).saved;
        this.drawFilters();
      } catch (trouble) {
        if (!this.desk.trouble(trouble)) this.desk.toasts.show(this.desk.why(trouble), 8000, null, true);
      }
    }

    /* The bar of marked lines: one act for all of them. */
    drawMarked() {
      const { inbox, setup } = this.desk;
      const words = setup.words;
      const n = inbox.marked.size;
      if (!n) {
        this.bar.hidden = true;
        this.bar.replaceChildren();
        return;
      }
      if (!this.bar.hidden && this.bar.firstChild) {
        this.bar.querySelector("b").textContent = rules.say(words, "marked", { n });
        return;
      }
      const note = element("input", "");
      note.type = "text";
      note.maxLength = 2000;
      note.setAttribute("aria-label", setup.acts.reason);
      note.placeholder = setup.acts.reason;
      const opd = select(Object.entries(setup.opd), "", words.opd, () => {});
      let kind = MANY[0];
      const fit = () => {
        note.hidden = !WITH_REASON.includes(kind) && kind !== "forward";
        note.required = WITH_REASON.includes(kind);
        opd.hidden = kind !== "forward";
      };
      const kinds = select(MANY.map((each) => [each, setup.acts[each]]), kind, setup.acts.title, (value) => {
        kind = value;
        fit();
      });
      const clear = element("button", "desk-link", words.clear);
      clear.type = "button";
      clear.addEventListener("click", () => {
        this.desk.unmark();
      });
      const form = element("form", "desk-many", kinds, opd, note, element("button", "desk-button desk-main", setup.acts.do));
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (await this.desk.many(kind, { note: note.value, opd: opd.value })) this.desk.unmark();
      });
      fit();
      this.bar.replaceChildren(element("b", "", rules.say(words, "marked", { n })), clear, form);
      this.bar.hidden = false;
    }
  }

  root.commandCenterDeskQueues = Queues;
})(window);
