/* What is critical in what the server told: an incident that reaches its size, a new breach. Pure. */
(function (root) {
  "use strict";

  const REMEMBERED = 500;

  class Alarms {
    /* `rules` are {cause, categories, reports, scene, rules}: the last are those of alerts. */
    constructor(rules) {
      this.rules = rules.map((rule) => Object.assign({}, rule, { categories: new Set(rule.categories) }));
      this.sizes = null;
      this.breached = null;
      this.alerted = null;
    }

    /* Facts of a refresh -> {interrupts: [{scene, cause, category, kelurahan, count, said}], breaches: how many are new}.
     *
     * What stands in the first facts is not news: a wall that is opened does not cry. */
    take(facts) {
      const interrupts = this.incidents(facts.incidents);
      const fresh = this.breaches(facts.breaches);
      for (const one of fresh) {
        const rule = this.rules.find((each) => each.cause === "breach" && each.categories.has(one.category));
        if (rule) interrupts.push({ scene: rule.scene, cause: "breach", category: one.category, kelurahan: one.kelurahan, count: 1 });
      }
      for (const one of this.alerts(facts.alerts)) {
        const rule = this.rules.find((each) => each.cause === "alert" && each.rules.includes(one.rule));
        if (rule) interrupts.push({ scene: rule.scene, cause: "alert", said: one.said });
      }
      return { interrupts, breaches: fresh.length };
    }

    incidents(incidents) {
      const before = this.sizes;
      this.sizes = new Map(incidents.map((one) => [one.id, one.count]));
      if (before === null) return [];
      const found = [];
      for (const one of incidents) {
        const was = before.get(one.id) || 0;
        const rule = this.rules.find(
          (each) => each.cause === "incident" && each.categories.has(one.category) && was < each.reports && one.count >= each.reports
        );
        if (rule) {
          const { category, kelurahan, count } = one;
          found.push({ scene: rule.scene, cause: "incident", category, kelurahan, count });
        }
      }
      return found;
    }

    /* One that is silenced and comes back is news again: its time is over. */
    alerts(alerts) {
      const before = this.alerted;
      this.alerted = new Set(alerts.map((one) => one.id));
      return before === null ? [] : alerts.filter((one) => !before.has(one.id));
    }

    /* The list of the server holds the newest: one that comes back into it, because a newer one was settled, is not new. */
    breaches(breaches) {
      const first = this.breached === null;
      if (first) this.breached = new Set();
      const fresh = breaches.filter((one) => !this.breached.has(one.id));
      for (const one of fresh) this.breached.add(one.id);
      for (const id of this.breached) {
        if (this.breached.size <= REMEMBERED) break;
        this.breached.delete(id);
      }
      return first ? [] : fresh;
    }
  }

  if (typeof module === "object" && module.exports) module.exports = Alarms;
  else root.commandCenterAlarms = Alarms;
})(typeof window === "undefined" ? globalThis : window);
