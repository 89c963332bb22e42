/* The desk: what its address asks for, the parts that show it, the keys, and what happens meanwhile. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const { Toasts } = root.commandCenterDeskOverlay;
  const PRESENT_MS = 10000;
  const SEARCH_MS = 300;

  class Desk {
    constructor(setup) {
      this.setup = setup;
      this.page = Math.random().toString(36).slice(2, 14);
      this.state = this.known(rules.asked(location.search));
      this.steps = false;
      this.root = document.getElementById("desk-root");
      this.api = new root.commandCenterDeskApi.Api(setup.token, setup.language);
      this.present = setup.present;
      this.upto = setup.upto;
      this.fresh = setup.fresh;
      this.toasts = new Toasts();
      this.typed = new root.commandCenterDeskTyped(sessionStorage, setup.me);
      this.inbox = new root.commandCenterDeskInbox(this);
      this.queues = new root.commandCenterDeskQueues(this);
      this.deeds = new root.commandCenterDeskDeeds(this);
      this.map = new root.commandCenterDeskMap(this);
      this.composer = new root.commandCenterDeskComposer(this);
      this.report = new root.commandCenterDeskOpened(this);
      this.keys = new root.commandCenterDeskKeys(this);
      this.listen();
      this.view("list");
      this.inbox.take({ ids: setup.ids, rows: setup.rows }, false);
      this.told(setup);
      if (setup.total > setup.ids.length || this.state.cari) this.load(true);
      if (this.state.laporan) this.show(this.state.laporan);
      this.stream = new root.commandCenterDeskStream(this);
      setInterval(() => this.inbox.draw(), 30000);
      setInterval(() => this.here(), PRESENT_MS);
      this.root.dataset.ready = "yes";
    }

    clock() {
      return Date.now();
    }

    /* ---- the list ---- */

    query() {
      const asked = rules.query({ ...this.state, laporan: "" });
      return this.upto ? { ...asked, sampai: this.upto } : asked;
    }

    /* What was asked for without what this city does not have: an address may come from anywhere. */
    known(state) {
      const { queues, orders, channels, categories, kecamatan, opd } = this.setup;
      const lists = { antrean: queues.map(([code]) => code), urut: orders, kanal: Object.keys(channels) };
      Object.assign(lists, { kategori: Object.keys(categories), kecamatan: Object.keys(kecamatan), opd: Object.keys(opd) });
      return rules.known(state, lists);
    }

    /* Another queue, order, filter or search: the newest reports are in it. `whole` replaces all that was asked for; each is
     * a step that the browser's own button goes back, but for the letters of one search. */
    ask(change, whole) {
      const before = this.state;
      this.state = this.known(whole ? { ...rules.USUAL, ...change } : { ...this.state, ...change });
      this.address(!(before.cari && "cari" in change && Object.keys(change).length === 1));
      return this.anew();
    }

    /* The list that the state asks for, with its fields. */
    anew() {
      const search = document.getElementById("desk-search");
      if (search.value.trim() !== (this.state.cari || "") && document.activeElement !== search) search.value = this.state.cari || "";
      document.getElementById("desk-order").value = this.state.urut;
      this.upto = 0;
      return this.load(false);
    }

    async load(keep) {
      const asked = JSON.stringify(this.state);
      this.inbox.box.setAttribute("aria-busy", "true");
      try {
        const list = await this.api.get("list", this.query());
        if (asked !== JSON.stringify(this.state)) return;
        this.upto = list.upto;
        this.inbox.take(list, keep);
        this.told(list);
        this.empty(list.ids.length, list.truncated);
        if (this.report.now) this.inbox.stand(this.report.now.id);
        this.queues.drawFilters();
        this.markedChanged();
      } catch (trouble) {
        this.trouble(trouble);
      }
      this.inbox.box.removeAttribute("aria-busy");
    }

    /* How many stand in each queue, and how many new ones wait. */
    told(list) {
      this.queues.draw(list.counts);
      const bar = document.querySelector(".desk-fresh");
      this.fresh = this.state.cari ? 0 : list.fresh;
      bar.hidden = this.fresh === 0;
      const words = this.setup.words;
      const text = this.fresh ? rules.say(words, "fresh", { n: this.fresh }) : "";
      if (bar.dataset.text !== text) {
        bar.dataset.text = text;
        if (!text) bar.replaceChildren();
        else bar.replaceChildren(element("span", "", "↑ " + text), element("span", "", words.show + " ", element("kbd", "", ".")));
      }
      if (list.ids) this.empty(list.ids.length, list.truncated);
      this.alerts(list.alerts);
    }

    /* The open alerts over the inbox; written only where others are open, so that the focus stays. */
    alerts(alerts) {
      const text = alerts && JSON.stringify(alerts);
      if (!text || text === this.alertsText) return;
      this.alertsText = text;
      const line = (one) => {
        const link = element("a", "desk-alert", mark(one), element("b", "", one.count), element("span", "desk-alert-said", element("b", "", one.group), element("span", "", one.rule)));
        link.href = one.href;
        link.dataset.severity = one.severity;
        return link;
      };
      const mark = (one) => {
        const made = element("span", "desk-alert-mark");
        made.setAttribute("role", "img");
        made.setAttribute("aria-label", one.said);
        return made;
      };
      const lines = alerts.named.map(line);
      if (alerts.more) {
        const more = element("a", "desk-alert desk-alerts-more", alerts.more);
        more.href = alerts.page;
        lines.push(more);
      }
      document.querySelector(".desk-alerts").replaceChildren(...lines);
    }

    empty(count, truncated) {
      const words = this.setup.words;
      const search = Boolean(this.state.cari);
      let note = this.inbox.box.querySelector(".desk-empty");
      if (note) note.remove();
      if (count && !truncated) return;
      note = element("div", "desk-empty");
      note.setAttribute("role", "presentation");
      if (truncated) note.append(element("p", "desk-hint", words.truncated));
      else note.append(element("strong", "", search ? words.empty_search : words.empty), element("p", "desk-hint", search ? words.empty_search_hint : words.empty_hint));
      this.inbox.box.prepend(note);
    }

    showFresh() {
      if (this.fresh) this.ask({});
    }

    markedChanged() {
      this.queues.drawMarked();
    }

    many(kind, more) {
      const ids = [...this.inbox.marked];
      const { note, opd } = more;
      if (kind === "merge") {
        const [first, ...others] = ids;
        if (!others.length) return Promise.resolve(this.toasts.show(this.setup.words.merge_two, 5000)).then(() => false);
        return this.deeds.do([{ kind, id: first, version: this.version(first), others }]);
      }
      return this.deeds.do(ids.map((id) => ({ kind, id, version: this.version(id), note, ...(kind === "forward" ? { opd } : {}) })));
    }

    /* Nothing is marked any more. */
    unmark() {
      this.inbox.marked.clear();
      this.markedChanged();
      this.inbox.draw();
    }

    version(id) {
      const row = this.inbox.row(id);
      return row ? row.version : null;
    }

    /* ---- the report ---- */

    opened(id, show) {
      const row = this.inbox.row(id);
      if (!row) return;
      this.steps = show;
      this.report.soon(row.number);
      if (show) this.view("report");
    }

    look(number) {
      this.steps = true;
      return this.show(number);
    }

    show(number) {
      this.view("report");
      return this.report.open(number, true);
    }

    shown(told) {
      this.state = { ...this.state, laporan: told.number };
      this.address(this.steps);
      this.steps = false;
      this.inbox.stand(told.id);
      this.present = { ...this.present, [told.id]: told.present };
      this.here();
    }

    /* After an act: what is open is loaded anew, so that it says what holds now. */
    kept(told) {
      const open = this.report.now;
      const made = told.done.find((each) => each.made);
      const own = open && told.done.find((each) => each.id === open.id);
      if (own && own.version) open.version = own.version;
      if (open && told.done.some((each) => each.id === open.id)) this.report.open(open.number);
      if (made) this.toasts.show(rules.say(this.setup.words, "made", { number: (told.rows.find((row) => row.id === made.made) || made).number }), 6000);
      this.stream.now();
    }

    async moved(lat, lon) {
      const open = this.report.now;
      return this.deeds.do([{ kind: "correct", id: open.id, version: open.version, position: [lat, lon] }]);
    }

    /* What an event set, in words. */
    facts(change) {
      const { facts, did, categories, opd, kelurahan, statuses } = this.setup;
      const say = (name, value) => {
        if (name === "category") return categories[value] ? categories[value].name : value;
        if (name === "opd") return opd[value] || value;
        if (name === "kelurahan") return kelurahan[value] || value;
        if (name === "status") return statuses[value] || value;
        return value === null ? "–" : String(value);
      };
      const status = change.kind === "report.step" && change.facts.status;
      if (status && did[status]) return rules.say(did, status, { opd: opd[change.facts.opd] || change.facts.opd || "" }).trim();
      const told = Object.entries(change.facts).filter(([name]) => facts[name] && name !== "lat").map(([name, value]) => facts[name] + " " + say(name, value));
      if ("lat" in change.facts) told.push(facts.lat);
      return (did[change.kind] || change.kind) + (told.length ? ": " + told.join(", ") : "");
    }

    /* ---- what happens meanwhile ---- */

    changed(told) {
      if (told.me !== this.setup.me) return location.reload();
      this.api.token = told.token;
      if (this.root.dataset.answers === "ended") delete this.root.dataset.answers;
      this.composer.again();
      this.present = told.present;
      this.alerts(told.alerts);
      if (told.restored) {
        this.upto = 0;
        this.load(true);
      } else {
        if (told.reset) this.inbox.refresh();
        else this.inbox.change(told.rows);
        this.upto = this.upto || told.upto;
        this.told({ counts: told.counts, fresh: told.fresh });
      }
      this.inbox.again();
      this.report.people();
      const open = this.report.now;
      const mine = open && (told.changed[open.id] || (told.reset ? { by: "" } : null));
      if (!mine) return;
      const row = told.rows.find((each) => each.id === open.id);
      if (!row || row.version !== open.version) this.report.overtaken(mine.by);
    }

    people(id) {
      return (this.present[id] || []).map((each) => each.who);
    }

    async here() {
      const id = this.report.now && !document.hidden ? this.report.now.id : 0;
      try {
        this.present = (await this.api.post("presence", { page: this.page, id })).present;
        this.inbox.plan();
        this.report.people();
      } catch (trouble) {
        this.trouble(trouble, true);
      }
    }

    /* How fresh the page is, in words; where the server is away that is said over the list. */
    fresher(state, byHttp) {
      const words = this.setup.words;
      const box = document.querySelector(".desk-live");
      const text = words[state] + (byHttp && state === "live" ? " · " + words.by_http : "");
      if (box.textContent !== text) box.textContent = text;
      if (this.root.dataset.live !== state) this.root.dataset.live = state;
      if (state === "live" && this.root.dataset.answers === "unanswered") delete this.root.dataset.answers;
    }

    /* What went wrong with a question. True where the page says so itself. */
    trouble(trouble, quiet) {
      if (!trouble.word) throw trouble;
      if (trouble.word === "ended" || trouble.word === "sign_in_required") {
        this.root.dataset.answers = "ended";
        const link = this.root.querySelector(".work-told-ended a");
        if (link) link.href = "/masuk?next=" + encodeURIComponent(location.pathname + location.search);
        return true;
      }
      if (trouble.word === "forbidden" && quiet) {
        this.root.dataset.answers = "denied";
        return true;
      }
      if (trouble.word === "offline" || trouble.word === "unavailable") {
        if (!quiet) this.toasts.show(this.setup.words.offline, 8000, null, true);
        return true;
      }
      return false;
    }

    /* Why something was refused, in words of the screen; the server's own where there are none. */
    why(trouble) {
      const { refused, troubles } = this.setup;
      const { word, field, trouble: told } = trouble.answer || {};
      return troubles[told] || refused[word] || refused[trouble.word + "_" + field] || refused[trouble.word] || trouble.message;
    }

    /* ---- address, views, keys ---- */

    /* The address of what is shown; `step` is one that the browser's own button goes back. */
    address(step) {
      const query = new URLSearchParams(rules.query(this.state)).toString();
      const wanted = location.pathname + (query ? "?" + query : "");
      if (wanted !== location.pathname + location.search) history[step ? "pushState" : "replaceState"](null, "", wanted);
    }

    /* Back or forward: list, fields and report are those of the address. */
    went() {
      this.state = this.known(rules.asked(location.search));
      const search = document.getElementById("desk-search");
      search.value = this.state.cari || "";
      this.anew();
      const { laporan } = this.state;
      const open = this.report.now;
      if (!laporan) {
        this.composer.leave();
        this.report.close();
        this.view("list");
        this.here();
      } else if (!open || open.number !== laporan) this.show(laporan);
    }

    /* On a telephone one of the three columns is to be seen. */
    view(name) {
      this.root.dataset.view = name;
    }

    listen() {
      const search = document.getElementById("desk-search");
      const order = document.getElementById("desk-order");
      search.value = this.state.cari || "";
      order.value = this.state.urut;
      let waits = null;
      search.addEventListener("input", () => {
        clearTimeout(waits);
        waits = setTimeout(() => search.value.trim() !== (this.state.cari || "") && this.ask({ cari: search.value.trim() }), SEARCH_MS);
      });
      order.addEventListener("change", () => this.ask({ urut: order.value }));
      document.querySelector(".desk-fresh").addEventListener("click", () => this.showFresh());
      document.querySelector(".desk-tabs").addEventListener("click", (event) => {
        const button = event.target.closest("[data-go]");
        if (button) this.view(button.dataset.go);
      });
      window.addEventListener("popstate", () => this.went());
      window.addEventListener("pagehide", () => {
        const draft = this.composer.last();
        if (draft) this.api.leaving("draft", draft);
        this.api.leaving("presence", { page: this.page, id: 0 });
      });
      window.addEventListener("pageshow", (event) => event.persisted && this.here());
      document.addEventListener("visibilitychange", () => this.here());
      document.addEventListener("keydown", (event) => this.keys.pressed(event));
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const desk = new Desk(JSON.parse(document.getElementById("desk-setup").textContent));
    root.commandCenterDesk = desk;
  });
})(window);
