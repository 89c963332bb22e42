/* One line of the inbox: made once, filled again and again. Texts of citizens are texts here, never HTML. */
(function (root) {
  "use strict";

  const rules = root.commandCenterDeskRules;
  const live = root.commandCenterLive;

  const { element, mark } = root.commandCenterDeskElements;

  class Line {
    constructor(setup) {
      this.setup = setup;
      this.box = element("div", "desk-row");
      this.box.setAttribute("role", "option");
      this.side = element("span", "desk-row-side");
      this.title = element("span", "desk-row-line");
      this.people = element("span", "desk-row-people");
      this.facts = element("span", "desk-row-facts");
      this.when = element("span", "desk-row-when");
      this.box.append(
        this.side,
        element("span", "desk-row-top", this.title, this.people),
        element("span", "desk-row-low", this.facts, this.when)
      );
      this.drawn = "";
    }

    /* `row` is undefined while it is asked for; `look` tells {index, count, current, marked, people, now}. */
    fill(row, look) {
      const shown = JSON.stringify([row, look.current, look.marked, look.people, look.index, look.count, Math.floor(look.now / 30000)]);
      if (shown === this.drawn) return;
      this.drawn = shown;
      this.box.id = row ? "desk-row-" + row.id : "";
      this.box.setAttribute("aria-setsize", look.count);
      this.box.setAttribute("aria-posinset", look.index + 1);
      this.box.setAttribute("aria-selected", String(look.current || look.marked));
      this.box.className = "desk-row" + (look.current ? " desk-row-now" : "") + (look.marked ? " desk-row-marked" : "");
      if (!row) {
        this.box.classList.add("desk-row-waits");
        for (const part of [this.side, this.title, this.people, this.facts, this.when]) part.replaceChildren();
        return;
      }
      const words = this.setup.words;
      if (row.gone) this.box.classList.add("desk-row-gone");
      this.side.replaceChildren(mark(this.setup.categories[row.category]), element("span", "desk-row-channel", this.setup.channels[row.channel] || row.channel));
      this.title.textContent = row.line || row.number;
      this.people.replaceChildren(...look.people.map((who) => {
        const badge = element("span", "desk-initials", rules.initials(who));
        badge.title = rules.say(words, "colleague", { who });
        return badge;
      }));
      this.facts.textContent = this.told(row).join(" · ");
      this.when.replaceChildren(...this.signs(row, look.now));
    }

    told(row) {
      const { words, kelurahan, kecamatan, statuses } = this.setup;
      const parts = [kelurahan[row.place] || kecamatan[row.place] || words.no_place];
      if (row.messages > 1) parts.push(rules.say(words, "messages", { n: row.messages }));
      if (row.photos) parts.push(rules.say(words, "photos", { n: row.photos }));
      if (row.confidential) parts.push(words.confidential);
      if (row.status !== "received") parts.push(statuses[row.status] + (row.status === "forwarded" ? " " + (this.setup.opd[row.opd] || row.opd) : ""));
      return parts;
    }

    signs(row, now) {
      const { words, months } = this.setup;
      const parts = [];
      if (row.failed) parts.push(element("span", "desk-over", "✕ " + words.failed));
      if (row.doubtful) parts.push(element("span", "desk-doubt", "▲ " + words.doubt));
      const due = row.due ? Date.parse(row.due) : null;
      if (due !== null && due < now) {
        parts.push(element("span", "desk-over", rules.say(words, "over", { age: this.age(now - due) })));
      } else if (due !== null && due - now < 2 * 86400000) {
        const day = new Date(due + live.WIB_MS);
        parts.push(element("span", "desk-near-due", rules.say(words, "due", { date: day.getUTCDate() + " " + months[day.getUTCMonth()] })));
      }
      parts.push(element("span", "desk-row-age", this.age(now - Date.parse(row.at))));
      return parts;
    }

    age(ms) {
      const { unit, n } = live.span(ms);
      return rules.say(this.setup.words, unit, { n });
    }
  }

  root.commandCenterDeskLine = Line;
})(window);
