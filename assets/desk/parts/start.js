/* The desk: what its address asks for, the parts that show it, the keys, and what happens meanwhile. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const { dialog, Toasts } = root.commandCenterDeskOverlay;
  const PRESENT_MS = 10000;
  const SEARCH_MS = 300;

  class Desk {
    constructor(setup) {
      this.setup = setup;
      this.page = Math.random().toString(36).slice(2, 14);
      this.state = rules.asked(location.search);
      this.root = document.getElementById("desk-root");
      this.api = new root.commandCenterDeskApi.Api(setup.token, setup.language);
      this.present = setup.present;
      this.upto = setup.upto;
      this.fresh = setup.fresh;
      this.toasts = new Toasts();
      this.inbox = new root.commandCenterDeskInbox(this);
      this.queues = new root.commandCenterDeskQueues(this);
      this.deeds = new root.commandCenterDeskDeeds(this);
      this.map = new root.commandCenterDeskMap(this);
      this.composer = root.commandCenterDeskComposer ? new root.commandCenterDeskComposer(this) : null;
      this.report = new root.commandCenterDeskOpened(this);
      this.listen();
      this.view("list");
      this.inbox.take({ ids: setup.ids, rows: setup.rows }, false);
      this.told(setup);
      if (setup.total > setup.ids.length || this.state.cari) this.load(true);
      if (this.state.laporan) this.look(this.state.laporan);
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

    /* Another queue, order, filter or search: the newest reports are in it. `whole` replaces all that was asked for. */
    ask(change, whole) {
      this.state = whole ? { ...rules.USUAL, ...change } : { ...this.state, ...change };
      const search = document.getElementById("desk-search");
      if (search.value !== (this.state.cari || "") && document.activeElement !== search) search.value = this.state.cari || "";
      document.getElementById("desk-order").value = this.state.urut;
      this.address();
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
        if (!others.length) return false;
        return this.deeds.do([{ kind, id: first, version: this.version(first), others }]);
      }
      return this.deeds.do(ids.map((id) => ({ kind, id, version: this.version(id), note, ...(kind === "forward" ? { opd } : {}) })));
    }

    version(id) {
      const row = this.inbox.row(id);
      return row ? row.version : null;
    }

    /* ---- the report ---- */

    opened(id, show) {
      const row = this.inbox.row(id);
      if (!row) return;
      this.report.soon(row.number);
      if (show) this.view("report");
    }

    look(number) {
      this.view("report");
      return this.report.open(number, true);
    }

    shown(told) {
      this.state.laporan = told.number;
      this.address();
      this.inbox.stand(told.id);
      this.present = { ...this.present, [told.id]: told.present };
      this.here();
    }

    /* After an act: what is open is loaded anew, so that it says what holds now. */
    kept(told) {
      const open = this.report.now;
      const made = told.done.find((each) => each.made);
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
      this.present = told.present;
      this.alerts(told.alerts);
      if (told.reset) {
        this.upto = 0;
        this.load(true);
      } else {
        this.inbox.change(told.rows);
        this.upto = this.upto || told.upto;
        this.told({ counts: told.counts, fresh: told.fresh });
      }
      this.inbox.plan();
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

    /* ---- address, views, keys ---- */

    address() {
      const query = new URLSearchParams(rules.query(this.state)).toString();
      history.replaceState(null, "", location.pathname + (query ? "?" + query : ""));
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
        waits = setTimeout(() => this.ask({ cari: search.value.trim() }), SEARCH_MS);
      });
      order.addEventListener("change", () => this.ask({ urut: order.value }));
      document.querySelector(".desk-fresh").addEventListener("click", () => this.showFresh());
      document.querySelector(".desk-tabs").addEventListener("click", (event) => {
        const button = event.target.closest("[data-go]");
        if (button) this.view(button.dataset.go);
      });
      window.addEventListener("popstate", () => {
        this.state = rules.asked(location.search);
        this.load(false);
      });
      window.addEventListener("pagehide", () => {
        const gone = JSON.stringify({ page: this.page, id: 0 });
        fetch("/api/desk/presence", { method: "POST", keepalive: true, headers: { "Content-Type": "application/json", "X-CSRFToken": this.setup.token }, body: gone });
      });
      document.addEventListener("keydown", (event) => this.key(event));
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const field = event.target.closest ? event.target.closest("input, textarea, select, canvas, [contenteditable]") : null;
      if (field && event.key === "Escape") {
        event.preventDefault();
        field.blur();
        this.inbox.box.focus();
        return;
      }
      if (field && field.tagName !== "CANVAS") return;
      const act = this.keys()[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    keys() {
      const go = (step) => {
        this.inbox.go(this.inbox.at < 0 ? 0 : this.inbox.at + step);
        const id = this.inbox.current();
        if (id !== null) this.opened(id, false);
      };
      const verify = () => {
        if (this.inbox.marked.size) return this.many("verify", {}).then((kept) => kept && (this.inbox.marked.clear(), this.markedChanged(), this.inbox.draw()));
        const button = document.querySelector('#desk-acts [data-act="verify"]');
        if (button) button.click();
      };
      return {
        j: () => go(1),
        ArrowDown: () => go(1),
        k: () => go(-1),
        ArrowUp: () => go(-1),
        x: () => this.inbox.at >= 0 && this.inbox.mark(this.inbox.at),
        Enter: () => {
          const id = this.inbox.current();
          const row = id === null ? null : this.inbox.row(id);
          if (row) this.look(row.number);
        },
        v: verify,
        d: () => this.report.focusForward(),
        g: () => this.report.focusIncident(),
        r: () => this.composer && this.composer.focus(),
        u: () => this.deeds.undo(),
        ".": () => this.showFresh(),
        "/": () => {
          this.view("list");
          document.getElementById("desk-search").focus();
        },
        "?": () => this.help(),
        Escape: () => this.inbox.box.focus(),
      };
    }

    help() {
      const list = element("dl", "desk-help");
      for (const [key, told] of this.setup.keys) list.append(element("dt", "", element("kbd", "", key)), element("dd", "", told));
      dialog(this.setup.words.help, [list], [{ text: this.setup.words.close, main: true }]);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const desk = new Desk(JSON.parse(document.getElementById("desk-setup").textContent));
    root.commandCenterDesk = desk;
  });
})(window);
