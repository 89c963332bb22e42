/* What was typed and is not at the server yet: kept in this tab under the person's name, so that a session that ended, a cut
 * line or a page loaded anew loses nothing of it. */
(function (root) {
  "use strict";

  const PREFIX = "desk-typed:";

  class Typed {
    /* `store` is the storage of the tab; what another person left in it is let go. */
    constructor(store, who) {
      this.store = store;
      this.own = PREFIX + encodeURIComponent(who) + ":";
      for (const name of this.names(PREFIX)) if (!name.startsWith(this.own)) store.removeItem(name);
    }

    names(beginning) {
      const every = Array.from({ length: this.store.length }, (_, at) => this.store.key(at));
      return every.filter((name) => name.startsWith(beginning));
    }

    /* Parts of what was typed about a report: `answer`, `forms`. */
    of(number) {
      return JSON.parse(this.store.getItem(this.own + number) || "{}");
    }

    /* Keep a part; null lets it go. */
    keep(number, part, value) {
      const parts = this.of(number);
      if (value === null) delete parts[part];
      else parts[part] = value;
      if (Object.keys(parts).length) this.store.setItem(this.own + number, JSON.stringify(parts));
      else this.store.removeItem(this.own + number);
    }

    /* Let a part go if it is what is kept by now: what was typed since stays. */
    done(number, part, value) {
      if (JSON.stringify(this.of(number)[part]) === JSON.stringify(value)) this.keep(number, part, null);
    }

    /* Answers that the server has not got, as [number, answer]. */
    answers() {
      const every = this.names(this.own).map((name) => name.slice(this.own.length));
      return every.map((number) => [number, this.of(number).answer]).filter(([, answer]) => answer);
    }
  }

  if (typeof module === "object" && module.exports) module.exports = Typed;
  else root.commandCenterDeskTyped = Typed;
})(typeof window === "undefined" ? globalThis : window);
