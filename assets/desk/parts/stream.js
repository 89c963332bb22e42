/* What happens while the desk is open: the wall's socket says that something did, and what it was is asked for by HTTP.
 *
 * Each beat has a number that is another one once somebody opened a report or left one.
 * Where no socket gets through the same is asked every few seconds. What comes over the socket carries no personal data.
 */
(function (root) {
  "use strict";

  const live = root.commandCenterLive;
  const ASK_MS = 250;
  const QUIET_MS = 5000;
  const APART_MS = 3000;

  class Stream {
    /* `desk` has api, setup, query(), changed(told), trouble(trouble), fresher(state, byHttp). */
    constructor(desk) {
      this.desk = desk;
      this.startedAt = performance.now();
      this.head = desk.setup.head;
      this.here = null;
      this.came = false;
      this.cursor = desk.setup.head;
      this.heardAt = null;
      this.alerts = null;
      this.partedAt = this.startedAt;
      this.joined = false;
      this.askedAt = -Infinity;
      this.answeredAt = this.startedAt;
      this.asking = false;
      const address = location.origin.replace(/^http/, "ws") + desk.setup.socket;
      this.socket = live.connect({
        url: address,
        namespace: "/wall",
        WebSocket: root.WebSocket,
        seldom: () => performance.now() - this.answeredAt < live.STALE_MS,
        on: {
          connected: () => {
            this.joined = true;
            this.heardAt = performance.now();
          },
          parted: () => this.part(),
          refused: () => this.part(),
          seatless: () => this.part(),
          event: (name, data) => this.heard(name, data),
        },
      });
      this.timer = setInterval(() => this.tick(), 200);
    }

    part() {
      if (this.joined || this.partedAt === null) this.partedAt = performance.now();
      this.joined = false;
    }

    heard(name, data) {
      this.heardAt = performance.now();
      this.joined = true;
      const head = name === "beat" ? data.head : name === "frame" ? data.to_seq : 0;
      if (head > this.head) this.head = head;
      /* Who is at the desk and which alerts are open is not in the log. */
      if (name === "beat") {
        const others = this.here !== null && (this.here !== data.here || this.alerts !== data.alerts);
        this.came = this.came || others;
        this.here = data.here;
        this.alerts = data.alerts;
      }
      if (name === "frame") this.tick();
    }

    get apart() {
      return live.apartSince(performance.now(), this.joined, this.partedAt, this.heardAt || 0);
    }

    tick() {
      const now = performance.now();
      const apart = this.apart;
      const byHttp = apart !== null && now - apart > 2000;
      const wants = this.came || this.head > this.cursor || now - this.askedAt > (byHttp ? APART_MS : QUIET_MS);
      if (wants && !this.asking && now - this.askedAt >= ASK_MS) this.ask();
      const heard = Math.max(this.answeredAt, byHttp ? 0 : this.heardAt || 0);
      this.desk.fresher(live.state(now, this.startedAt, heard, null), byHttp, now - this.answeredAt);
    }

    /* Ask at once, whatever was heard: after an act of one's own. */
    now() {
      this.askedAt = -Infinity;
      this.tick();
    }

    async ask() {
      this.asking = true;
      this.came = false;
      this.askedAt = performance.now();
      try {
        const told = await this.desk.api.get("changes", { since: this.cursor, ...this.desk.query() });
        this.answeredAt = performance.now();
        told.restored = told.head < this.cursor;
        this.cursor = told.head;
        this.head = Math.max(told.reset ? told.head : this.head, told.head);
        this.desk.changed(told);
      } catch (trouble) {
        this.desk.trouble(trouble, true);
      } finally {
        this.asking = false;
      }
    }
  }

  root.commandCenterDeskStream = Stream;
})(window);
