/* Acts on reports: shown at once, sent, undone for ten seconds; who was overtaken is told what changed and keeps what was typed. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const { dialog } = root.commandCenterDeskOverlay;
  const LASTING = ["drop_proposal", "alike"];
  const BECOMES = { verify: "verified", defer: "deferred", not_ours: "not_ours", archive: "archived", forward: "forwarded", return: "verified" };

  class Deeds {
    /* `desk` has api, inbox, toasts, setup, kept(rows), look(number), trouble(trouble). */
    constructor(desk) {
      this.desk = desk;
      this.last = null;
      this.pending = new Set();
    }

    say(key, values) {
      return rules.say(this.desk.setup.words, key, values);
    }

    /* `acts` are the JSON of acts. Returns whether they were kept. A second press while the first is on its way does nothing. */
    async do(acts) {
      const ids = acts.map((act) => act.id);
      if (ids.some((id) => this.pending.has(id))) return false;
      for (const id of ids) this.pending.add(id);
      try {
        return await this.sent(acts);
      } finally {
        for (const id of ids) this.pending.delete(id);
      }
    }

    async sent(acts) {
      const { inbox } = this.desk;
      const before = new Map(acts.map((act) => [act.id, inbox.row(act.id)]));
      for (const act of acts) {
        const row = before.get(act.id);
        if (row && BECOMES[act.kind]) {
          inbox.rows.set(act.id, { ...row, status: BECOMES[act.kind], opd: act.opd || row.opd, doubtful: false, gone: true });
        }
      }
      inbox.plan();
      let told;
      try {
        told = await this.desk.api.post("acts", { acts });
      } catch (trouble) {
        for (const [id, row] of before) if (row) inbox.rows.set(id, row);
        inbox.plan();
        this.failed(trouble, acts);
        return false;
      }
      inbox.change(told.rows);
      this.told(acts, told.done);
      this.desk.kept(told);
      return true;
    }

    told(acts, done) {
      const what = this.desk.setup.done[acts[0].kind];
      const numbers = [...new Set(done.map((each) => each.number))];
      const text = numbers.length === 1 ? this.say("done", { number: numbers[0], what }) : this.say("done_many", { n: numbers.length, what });
      const versions = new Map(done.map((each) => [each.id, each.version]));
      if (acts[0].kind === "apart") return this.undoable(text, () => this.do([{ ...acts[0], kind: "alike" }]));
      if (LASTING.includes(acts[0].kind)) {
        this.last = null;
        this.desk.toasts.show(text, 4000);
        return;
      }
      const made = [...versions].map(([id, version]) => ({ id, version }));
      this.undoable(text, () => this.takeBack(made));
    }

    /* Tell of something that `back` takes back for ten seconds, by the button or by the key. */
    undoable(text, back) {
      const undoing = { back, at: performance.now() };
      this.last = undoing;
      undoing.away = this.desk.toasts.show(text, rules.UNDO_MS, { text: this.say("undo") + " (u)", do: () => this.undo(undoing) });
    }

    undo(wanted) {
      const undoing = wanted || this.last;
      if (!undoing || !rules.left(undoing.at, performance.now())) return;
      if (this.last === undoing) this.last = null;
      undoing.away();
      return undoing.back();
    }

    async takeBack(made) {
      try {
        const told = await this.desk.api.post("undo", { done: made });
        for (const row of told.rows) this.desk.inbox.rows.set(row.id, row);
        this.desk.inbox.plan();
        for (const each of told.done) this.desk.toasts.show(this.say("undone", { number: each.number }), 4000);
        this.desk.kept(told);
      } catch (trouble) {
        if (this.desk.trouble(trouble)) return;
        this.desk.toasts.show(this.say("not_undone", { why: this.desk.why(trouble) }), 8000, null, true);
      }
    }

    failed(trouble, acts) {
      if (trouble.word === "overtaken") {
        return this.overtaken(trouble, (version, id) => this.do(acts.map((act) => (act.id === id ? { ...act, version } : act))));
      }
      if (this.desk.trouble(trouble)) return;
      this.desk.toasts.show(this.say("not_done", { why: this.desk.why(trouble) }), 10000, null, true);
    }

    /* Who was second: what the others did, in their order; what was typed stays in its field. `again(version, id)` does it
     * on what there is now; null where that makes no sense any more. */
    overtaken(trouble, again) {
      const { number, changes } = trouble.answer;
      const list = element("ol", "desk-history");
      for (const each of changes) {
        const time = element("time", "", new Date(each.at).toLocaleTimeString(this.desk.setup.language, { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" }));
        list.append(element("li", "", time, element("span", "", element("strong", "", each.by), " " + this.desk.facts(each))));
      }
      const words = this.desk.setup.words;
      dialog(words.conflict, [element("p", "", number), list, element("p", "desk-hint", words.conflict_hint)], [
        { text: words.conflict_look, main: true, do: () => this.desk.look(number) },
        ...(again ? [{ text: words.conflict_do, do: () => this.again(number, again) }] : []),
      ]);
    }

    /* Once more, on what there is now: the person has seen what changed. */
    async again(number, again) {
      try {
        const now = await this.desk.api.get("reports/" + number);
        await again(now.version, now.id);
      } catch (trouble) {
        this.failed(trouble, []);
      }
    }
  }

  root.commandCenterDeskDeeds = Deeds;
})(window);
