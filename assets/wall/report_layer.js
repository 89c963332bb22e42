/* The reports on a canvas: a new one costs one drawImage; rings stand for those that cannot be told apart. */
(function (root) {
  "use strict";

  const REMEMBERED = 4000;
  const GATHER_MS = 60000;
  const GATHER_SOON_MS = 3000;
  const MANY_CHANGES = 300;
  const REDRAW_MS = 400;

  /* How large icons are among that many. */
  function scaleFor(count) {
    return count > 4000 ? 0.65 : count > 1200 ? 0.82 : 1;
  }

  class ReportLayer {
    constructor(canvas, onDrawn) {
      this.canvas = canvas;
      this.pen = canvas.getContext("2d");
      this.onDrawn = onDrawn;
      this.clusters = root.commandCenterClusters;
      /* id -> {id, number, code, loose, dim, state, at}. */
      this.reports = new Map();
      this.rings = [];
      this.circles = [];
      this.ringOf = new Map();
      this.queue = [];
      this.touched = new Set();
      this.drawnAt = new Map();
      this.changes = 0;
      this.gatheredAt = 0;
      this.redrawAt = null;
      this.asked = false;
      this.projection = null;
    }

    /* A new size, after which `avoid` gathers and draws. `unit` is a pixel of the design. */
    follow(projection, icons, unit) {
      this.projection = projection;
      this.icons = icons;
      this.unit = unit;
      this.ratio = icons.ratio;
      this.canvas.width = Math.round(this.canvas.clientWidth * this.ratio);
      this.canvas.height = Math.round(this.canvas.clientHeight * this.ratio);
    }

    /* Circles that lie above the reports: [{x, y, r}] in pixels. */
    avoid(circles) {
      this.circles = circles;
      this.gather();
    }

    /* One that is new, or has changed. Where it lies in the reach of a ring it is counted there. */
    add(report) {
      const known = this.reports.has(report.id);
      if (known) this.remove(report.id);
      this.reports.set(report.id, report);
      this.changes += 1;
      if (this.projection === null) return;
      const spot = this.projection.project(...report.at);
      const ring = report.dim ? null : this.ringAt(spot[0], spot[1]);
      if (ring) this.count(ring, report, 1);
      this.queue.push(report);
      /* A page that nobody sees gets no pictures: all is drawn when it is seen again, instead of one after the other. */
      if (this.queue.length > REMEMBERED) {
        this.queue = [];
        this.redrawAt = 0;
      }
      this.ask();
    }

    remove(id) {
      const report = this.reports.get(id);
      if (!report) return false;
      this.reports.delete(id);
      this.changes += 1;
      const ring = this.ringOf.get(id);
      if (ring) this.count(ring, report, -1);
      else this.redrawAt = this.redrawAt ?? performance.now() + REDRAW_MS;
      return true;
    }

    count(ring, report, step) {
      ring.counts[report.state] += step;
      if (step > 0) this.ringOf.set(report.id, ring);
      else this.ringOf.delete(report.id);
      this.touched.add(ring);
      this.ask();
    }

    ringAt(x, y) {
      let best = null;
      for (const ring of this.rings) {
        const far = Math.hypot(ring.x - x, ring.y - y);
        if (far <= this.reach && (best === null || far < best.far)) best = { ring, far };
      }
      return best && best.ring;
    }

    /* Which can be told apart is found out anew; those of an incident are left to its circle. */
    gather() {
      if (this.projection === null) return;
      this.gatheredAt = performance.now();
      this.changes = 0;
      this.redrawAt = null;
      this.touched.clear();
      this.ringOf.clear();
      const free = Array.from(this.reports.values()).filter((report) => !report.dim);
      this.reach = this.icons.size * this.unit * (free.length > 4000 ? 2.3 : 1.7);
      const xs = new Float32Array(free.length);
      const ys = new Float32Array(free.length);
      free.forEach((report, index) => ([xs[index], ys[index]] = this.projection.project(...report.at)));
      const { gathered, single } = this.clusters.gather(xs, ys, this.reach);
      this.rings = gathered.map(({ x, y, members }) => {
        const r = this.clusters.radius(members.length) * this.unit;
        const ring = { x, y, shown: this.clusters.aside({ x, y, r }, this.circles), counts: this.icons.setup.states.map(() => 0) };
        for (const index of members) {
          ring.counts[free[index].state] += 1;
          this.ringOf.set(free[index].id, ring);
        }
        return ring;
      });
      this.scale = scaleFor(single.length);
      document.getElementById("wall-root").dataset.rings = this.rings.length ? "yes" : "no";
      this.redraw = true;
      this.ask();
    }

    /* Often: gather anew where enough changed, draw anew where something is gone. */
    keep(now) {
      const since = now - this.gatheredAt;
      if ((this.changes && since > GATHER_MS) || (this.changes > MANY_CHANGES && since > GATHER_SOON_MS)) this.gather();
      if (this.redrawAt !== null && now >= this.redrawAt) {
        this.redrawAt = null;
        this.redraw = true;
        this.ask();
      }
    }

    ask() {
      if (this.asked || this.projection === null) return;
      this.asked = true;
      root.requestAnimationFrame(() => this.draw());
    }

    draw() {
      this.asked = false;
      const fresh = this.queue;
      this.queue = [];
      if (this.redraw) {
        this.redraw = false;
        this.touched.clear();
        this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
        /* Those of an incident lie below all others. */
        for (const report of this.reports.values()) if (report.dim) this.icon(report);
        for (const report of this.reports.values()) if (!report.dim && !this.ringOf.has(report.id)) this.icon(report);
        for (const ring of this.rings) this.ring(ring);
      } else {
        for (const report of fresh) if (!this.ringOf.has(report.id) && this.reports.has(report.id)) this.icon(report);
        for (const ring of this.touched) this.ring(ring);
        this.touched.clear();
      }
      root.requestAnimationFrame(() => this.stamp(fresh));
    }

    icon(report) {
      const side = this.icons.pixels * this.scale;
      const [x, y] = this.projection.project(...report.at);
      this.pen.globalAlpha = report.dim ? 0.55 : 1;
      this.pen.drawImage(
        this.icons.picture(report.code, report.loose),
        Math.round(x * this.ratio - side / 2),
        Math.round(y * this.ratio - side / 2),
        side,
        side
      );
      this.pen.globalAlpha = 1;
    }

    ring(ring) {
      const count = ring.counts.reduce((sum, each) => sum + each, 0);
      const radius = this.clusters.radius(count) * this.unit * this.ratio;
      if (count) this.icons.ring(this.pen, ring.shown.x * this.ratio, ring.shown.y * this.ratio, radius, ring.counts);
    }

    /* In the picture after the one that showed them: now they have been seen. */
    stamp(reports) {
      const now = Date.now();
      for (const report of reports) if (!this.drawnAt.has(report.number)) this.drawnAt.set(report.number, now);
      for (const number of this.drawnAt.keys()) {
        if (this.drawnAt.size <= REMEMBERED) break;
        this.drawnAt.delete(number);
      }
      this.onDrawn();
    }
  }

  root.commandCenterReportLayer = ReportLayer;
})(window);
