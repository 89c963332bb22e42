/* The inbox: a list of any length of which only the lines in sight are in the page, kept in the order in which it was asked for. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const AT_ONCE = 60;

  class Inbox {
    /* `desk` has api, setup, clock(), opened(id), people(id). */
    constructor(desk) {
      this.desk = desk;
      this.box = document.querySelector(".desk-list");
      this.room = document.querySelector(".desk-rows");
      this.room.setAttribute("role", "presentation");
      this.ids = [];
      this.rows = new Map();
      this.marked = new Set();
      this.lines = new Map();
      this.spare = [];
      this.at = -1;
      this.asking = new Set();
      this.absent = new Set();
      this.height = 60;
      this.planned = false;
      this.box.addEventListener("scroll", () => this.plan(), { passive: true });
      this.box.addEventListener("click", (event) => this.clicked(event));
      new ResizeObserver(() => this.measure()).observe(this.box);
      this.measure();
    }

    measure() {
      this.height = Math.round(3.75 * parseFloat(getComputedStyle(this.box).fontSize));
      this.room.style.setProperty("--row", this.height + "px");
      this.size();
      this.draw();
    }

    size() {
      this.room.style.height = this.ids.length * this.height + "px";
    }

    /* A new order: the report that is open stays the current one where it is still there. */
    take(list, keep) {
      const current = keep ? this.current() : null;
      this.ids = list.ids;
      this.absent.clear();
      for (const row of list.rows) this.rows.set(row.id, row);
      const known = new Set(this.ids);
      for (const id of [...this.marked]) if (!known.has(id)) this.marked.delete(id);
      this.at = current === null ? -1 : this.ids.indexOf(current);
      if (!keep) this.box.scrollTop = 0;
      this.size();
      this.draw();
    }

    /* Lines that changed, each in its place. `gone` are those that stand in another queue by now: they stay until the list is asked for anew. */
    change(rows) {
      for (const row of rows) {
        const before = this.rows.get(row.id);
        if (before && before.version > row.version) continue;
        this.rows.set(row.id, { ...row, gone: row.closed || (before && (before.gone || before.status !== row.status)) || false });
      }
      this.plan();
    }

    current() {
      return this.at >= 0 ? this.ids[this.at] : null;
    }

    row(id) {
      return this.rows.get(id);
    }

    plan() {
      if (this.planned) return;
      this.planned = true;
      requestAnimationFrame(() => {
        this.planned = false;
        this.draw();
      });
    }

    draw() {
      const [first, last] = rules.seen(this.box.scrollTop, this.box.clientHeight, this.height, this.ids.length);
      for (const [index, line] of this.lines) {
        if (index >= first && index < last) continue;
        line.box.remove();
        this.lines.delete(index);
        this.spare.push(line);
      }
      const now = this.desk.clock();
      const missing = [];
      for (let index = first; index < last; index++) {
        const id = this.ids[index];
        const row = this.rows.get(id);
        if (!row && !this.asking.has(id) && !this.absent.has(id)) missing.push(id);
        let line = this.lines.get(index);
        if (!line) {
          line = this.spare.pop() || new root.commandCenterDeskLine(this.desk.setup);
          line.box.style.transform = "translateY(" + index * this.height + "px)";
          this.lines.set(index, line);
          this.room.append(line.box);
        }
        line.index = index;
        line.box.style.transform = "translateY(" + index * this.height + "px)";
        const look = { index, count: this.ids.length, current: index === this.at, marked: this.marked.has(id), people: this.desk.people(id), now };
        line.fill(row, look);
      }
      const here = this.current();
      if (here !== null && this.lines.has(this.at) && this.rows.has(here)) this.box.setAttribute("aria-activedescendant", "desk-row-" + here);
      else this.box.removeAttribute("aria-activedescendant");
      if (missing.length) this.ask(missing);
    }

    async ask(ids) {
      for (let start = 0; start < ids.length; start += AT_ONCE) {
        const part = ids.slice(start, start + AT_ONCE);
        for (const id of part) this.asking.add(id);
        try {
          const told = await this.desk.api.get("rows", { ids: part.join(",") });
          this.change(told.rows.filter((row) => this.rows.has(row.id)));
          for (const row of told.rows) if (!this.rows.has(row.id)) this.rows.set(row.id, row);
        } catch (trouble) {
          this.desk.trouble(trouble);
        }
        for (const id of part) {
          this.asking.delete(id);
          /* What was not told is not asked for again and again: the next answer of the stream asks for it. */
          if (!this.rows.has(id)) this.absent.add(id);
        }
        this.plan();
      }
    }

    /* More happened than is told one by one: lines in sight are asked for anew, in their place, the others when they come into sight. */
    refresh() {
      const seen = new Set([...this.lines.keys()].map((index) => this.ids[index]));
      for (const id of this.rows.keys()) if (!seen.has(id) && !this.marked.has(id)) this.rows.delete(id);
      this.ask([...seen]);
    }

    /* The server answers: lines that it did not tell are asked for once more. */
    again() {
      this.absent.clear();
      this.plan();
    }

    clicked(event) {
      const box = event.target.closest(".desk-row");
      for (const [index, line] of this.lines) {
        if (line.box !== box) continue;
        if (event.ctrlKey || event.metaKey) return this.mark(index);
        if (event.shiftKey && this.at >= 0) {
          for (let each = Math.min(index, this.at); each <= Math.max(index, this.at); each++) this.marked.add(this.ids[each]);
          this.desk.markedChanged();
          return this.draw();
        }
        this.go(index);
        return this.desk.opened(this.ids[index], true);
      }
    }

    mark(index) {
      const id = this.ids[index];
      if (id === undefined) return;
      if (!this.marked.delete(id)) this.marked.add(id);
      this.desk.markedChanged();
      this.draw();
    }

    /* Stand on a line and bring it into sight. */
    go(index) {
      if (!this.ids.length) return;
      this.at = Math.max(0, Math.min(this.ids.length - 1, index));
      this.box.scrollTop = rules.reaching(this.at, this.box.scrollTop, this.box.clientHeight, this.height);
      this.draw();
    }

    stand(id) {
      this.at = this.ids.indexOf(id);
      if (this.at >= 0) this.go(this.at);
      else this.draw();
    }
  }

  root.commandCenterDeskInbox = Inbox;
})(window);
