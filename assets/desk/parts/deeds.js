/* Acts on reports: shown at once, sent, undone for ten seconds; who was overtaken is told what changed and keeps what was typed. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const { dialog } = root.commandCenterDeskOverlay;
  const BECOMES = { verify: "verified", defer: "deferred", not_ours: "not_ours", archive: "archived", forward: "forwarded", return: "verified" };

  class Deeds {
    /* `desk` has api, inbox, toasts, setup, kept(rows), look(number), trouble(trouble). */
    constructor(desk) {
      this.desk = desk;
      this.last = null;
    }

    say(key, values) {
      return rules.say(this.desk.setup.words, key, values);
    }

    /* `acts` are the JSON of acts. Returns whether they were kept. */
    async do(acts) {
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
      const versions = new Map(done.filter((each) => !each.made).map((each) => [each.id, each.version]));
      if (!versions.size || acts[0].kind === "drop_proposal") {
        this.last = null;
        this.desk.toasts.show(text, 4000);
        return;
      }
      const undoing = { done: [...versions].map(([id, version]) => ({ id, version })), at: performance.now() };
      this.last = undoing;
      undoing.away = this.desk.toasts.show(text, rules.UNDO_MS, { text: this.say("undo") + " (u)", do: () => this.undo(undoing) });
    }

    async undo(wanted) {
      const undoing = wanted || this.last;
      if (!undoing || !rules.left(undoing.at, performance.now())) return;
      this.last = null;
      if (undoing.away) undoing.away();
      try {
        const told = await this.desk.api.post("undo", { done: undoing.done });
        for (const row of told.rows) this.desk.inbox.rows.set(row.id, row);
        this.desk.inbox.plan();
        for (const each of told.done) this.desk.toasts.show(this.say("undone", { number: each.number }), 4000);
        this.desk.kept(told);
      } catch (trouble) {
        if (this.desk.trouble(trouble)) return;
        this.desk.toasts.show(this.say("not_undone", { why: trouble.message }), 8000, null, true);
      }
    }

    failed(trouble, acts) {
      if (trouble.word === "overtaken") return this.overtaken(trouble, acts);
      if (this.desk.trouble(trouble)) return;
      this.desk.toasts.show(this.say("not_done", { why: trouble.message }), 10000, null, true);
    }

    /* Who was second: what the others did, in their order; what was typed stays in its field. */
    overtaken(trouble, acts) {
      const { number, changes } = trouble.answer;
      const list = element("ol", "desk-history");
      for (const each of changes) {
        const time = element("time", "", new Date(each.at).toLocaleTimeString(this.desk.setup.language, { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" }));
        list.append(element("li", "", time, element("span", "", element("strong", "", each.by), " " + this.desk.facts(each))));
      }
      const words = this.desk.setup.words;
      dialog(words.conflict, [element("p", "", number), list, element("p", "desk-hint", words.conflict_hint)], [
        { text: words.conflict_look, main: true, do: () => this.desk.look(number) },
        { text: words.conflict_do, do: () => this.again(number, acts) },
      ]);
    }

    /* Once more, on what there is now: the person has seen what changed. */
    async again(number, acts) {
      try {
        const now = await this.desk.api.get("reports/" + number);
        await this.do(acts.map((act) => (act.id === now.id ? { ...act, version: now.version } : act)));
      } catch (trouble) {
        this.failed(trouble, acts);
      }
    }
  }

  root.commandCenterDeskDeeds = Deeds;
})(window);
