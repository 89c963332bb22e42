/* The line of newest reports at the foot of the wall: still text, newest first, as many as fit. */
(function (root) {
  "use strict";

  const KEPT = 40;
  const SHOWN = 10;
  const LIT_MS = 2400;

  class Ticker {
    constructor(setup, holderId) {
      this.setup = setup;
      this.holderId = holderId;
      this.lines = new Map();
      this.litUntil = 0;
    }

    /* A report received; one that is `fresh` is lit for a moment. Told again, it stays one line. */
    tell(report, fresh) {
      const old = this.lines.get(report.report_id);
      this.lines.set(report.report_id, {
        id: report.report_id,
        number: report.number,
        at: Date.parse(report.at),
        channel: report.channel,
        category: report.category,
        kelurahan: report.kelurahan,
        until: fresh ? performance.now() + LIT_MS : old ? old.until : 0,
      });
      if (fresh) this.litUntil = performance.now() + LIT_MS;
    }

    write() {
      const holder = document.getElementById(this.holderId);
      if (!holder) return;
      const lines = Array.from(this.lines.values()).sort((a, b) => b.at - a.at || b.id - a.id);
      for (const line of lines.splice(KEPT)) this.lines.delete(line.id);
      if (lines.length) holder.replaceChildren(...lines.slice(0, SHOWN).map((line) => this.node(line)));
      else holder.replaceChildren(element("ticker-none", this.setup.words.ticker.empty));
    }

    node(line) {
      const category = this.setup.categories[line.category] || root.commandCenterIcons.GREY_DOT;
      const mark = element("mark mark-" + category.shape);
      mark.style.setProperty("--c", category.colour);
      const node = element("ticker-line" + (line.until > performance.now() ? " ticker-new" : ""));
      node.dataset.number = line.number;
      node.append(
        element("ticker-time", root.commandCenterLive.clock(line.at).slice(0, 5)),
        mark,
        element("ticker-number", line.number.split("-").pop()),
        element("ticker-text", (category.label || line.category) + " · " + (line.kelurahan || this.setup.words.ticker.no_place)),
        element("ticker-channel", this.setup.channels[line.channel] || line.channel)
      );
      return node;
    }

    /* Light ends after a moment, without motion. */
    dim(now) {
      if (this.litUntil === 0 || now < this.litUntil) return;
      this.litUntil = 0;
      for (const node of document.querySelectorAll(".ticker-new")) node.classList.remove("ticker-new");
    }
  }

  function element(className, text) {
    const node = document.createElement("span");
    node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  root.commandCenterTicker = Ticker;
})(typeof window === "undefined" ? globalThis : window);
