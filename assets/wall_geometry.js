/* Where things go on the wall's map: spreading reports of one centre, and placing names beside circles. Pure. */
(function (root) {
  "use strict";

  const GOLDEN = Math.PI * (3 - Math.sqrt(5));
  const METRES_PER_DEGREE = 111320;
  const STEP_M = 420;
  const REACH_M = 1250;

  /* The position of the n-th report (0 is the first) whose only known place is the centre of an area: [lon, lat].
   *
   * Sunflower order, so that neighbours keep their distance; the reach is bounded, so that many reports of one
   * kelurahan do not wander into the next. Depends on n alone: a new report moves no other.
   */
  function spread(lon, lat, n) {
    if (n === 0) return [lon, lat];
    const radius = REACH_M * Math.tanh((STEP_M * Math.sqrt(n)) / REACH_M);
    const angle = n * GOLDEN;
    const north = (radius * Math.sin(angle)) / METRES_PER_DEGREE;
    const east = (radius * Math.cos(angle)) / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180));
    return [lon + east, lat + north];
  }

  /* Places of one centre: take() gives the lowest free number, give() frees it again. */
  class Seats {
    constructor() {
      this.taken = new Map();
    }

    take(key) {
      const seats = this.taken.get(key) || this.taken.set(key, { next: 0, free: [] }).get(key);
      return seats.free.length ? seats.free.pop() : seats.next++;
    }

    give(key, n) {
      const seats = this.taken.get(key);
      if (seats) {
        seats.free.push(n);
        seats.free.sort((a, b) => b - a);
      }
    }
  }

  function overlap(a, b) {
    const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
    const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
    return width > 0 && height > 0 ? width * height : 0;
  }

  /* Where names go: each item {x, y, w, h} wants its centre at x, y. Obstacles are {x, y, w, h} by their corner, with
   * `weight`. Returns the corners [{x, y}], each name as near to its wish as it can be without covering another;
   * the widest are placed last, since they have most room around them.
   */
  function place(items, obstacles, frame) {
    const steps = [[0, 0]];
    for (const reach of [0.5, 0.9, 1.3, 1.8, 2.4]) {
      for (let turn = 0; turn < 12; turn++) {
        const angle = (turn * Math.PI) / 6;
        steps.push([reach * Math.cos(angle) * 1.3, reach * Math.sin(angle)]);
      }
    }
    const order = items.map((_, index) => index).sort((a, b) => items[a].room - items[b].room);
    const placed = [];
    const corners = new Array(items.length);
    for (const index of order) {
      const item = items[index];
      let best = null;
      for (const [right, down] of steps) {
        const box = {
          x: item.x + right * item.h - item.w / 2,
          y: item.y + down * item.h - item.h / 2,
          w: item.w,
          h: item.h,
        };
        let cost = Math.hypot(right, down) * item.h * item.h * 0.35;
        for (const other of placed) cost += 14 * overlap(box, other);
        for (const other of obstacles) cost += (other.weight || 6) * overlap(box, other);
        const inside = overlap(box, { x: 0, y: 0, w: frame.w, h: frame.h });
        cost += 30 * (box.w * box.h - inside);
        if (best === null || cost < best.cost) best = { cost, box };
      }
      placed.push(best.box);
      corners[index] = { x: best.box.x, y: best.box.y };
    }
    return corners;
  }

  /* Radius of an incident's circle in units of the design: the area grows with the count, within bounds. */
  function radius(count) {
    return Math.min(46, 15 + 4.2 * Math.sqrt(count));
  }

  const geometry = { spread, Seats, overlap, place, radius };
  if (typeof module === "object" && module.exports) module.exports = geometry;
  else root.commandCenterGeometry = geometry;
})(typeof window === "undefined" ? globalThis : window);
