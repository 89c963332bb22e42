/* The newest reports, drawn on a canvas above the map within the next picture of the screen.
 *
 * MapLibre needs a worker's answer, a placement of every symbol and a picture of the whole map before a new point is
 * seen, and with 50,000 points that is long; here a new point costs one drawImage. The map takes them over later.
 */
(function (root) {
  "use strict";

  const REMEMBERED = 4000;

  class Newest {
    constructor(canvas, onDrawn) {
      this.canvas = canvas;
      this.onDrawn = onDrawn;
      this.reports = new Map();
      this.queue = [];
      this.again = false;
      this.asked = false;
      this.drawnAt = new Map();
      this.map = null;
    }

    /* A new camera or size: everything is drawn again. `scale` is that of the icons among many points. */
    follow(map, icons, scale) {
      this.map = map;
      this.icons = icons;
      this.scale = scale;
      this.canvas.width = Math.round(this.canvas.clientWidth * icons.ratio);
      this.canvas.height = Math.round(this.canvas.clientHeight * icons.ratio);
      this.redraw();
    }

    add(report) {
      if (this.reports.has(report.id)) this.again = true;
      this.reports.set(report.id, report);
      this.queue.push(report);
      if (this.queue.length > REMEMBERED) this.drop();
      this.ask();
    }

    /* A page that nobody sees gets no pictures: draw all when it is seen again instead of one after the other. */
    drop() {
      this.queue = [];
      this.again = true;
    }

    remove(id) {
      const had = this.reports.delete(id);
      if (had) this.redraw();
      return had;
    }

    /* The map shows these now, unless one changed meanwhile. */
    handOver(reports) {
      for (const [id, report] of reports) if (this.reports.get(id) === report) this.reports.delete(id);
      this.redraw();
    }

    redraw() {
      this.again = true;
      this.ask();
    }

    ask() {
      if (this.asked || this.map === null) return;
      this.asked = true;
      root.requestAnimationFrame(() => this.draw());
    }

    draw() {
      this.asked = false;
      const pen = this.canvas.getContext("2d");
      const fresh = this.queue;
      this.queue = [];
      if (this.again) pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
      const side = this.icons.pixels * this.scale;
      for (const report of this.again ? this.reports.values() : fresh) {
        const spot = this.map.project(report.at);
        pen.globalAlpha = report.dim ? 0.55 : 1;
        pen.drawImage(
          this.icons.picture(report.code, report.loose),
          Math.round(spot.x * this.icons.ratio - side / 2),
          Math.round(spot.y * this.icons.ratio - side / 2),
          side,
          side
        );
      }
      this.again = false;
      if (fresh.length) root.requestAnimationFrame(() => this.stamp(fresh));
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

  root.commandCenterNewest = Newest;
})(typeof window === "undefined" ? globalThis : window);
