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

  /* How many of the points [[x, y]] lie in a box: a function of the box, answered from sums over cells. */
  function counter(points, frame, cell) {
    const across = Math.max(1, Math.ceil(frame.w / cell));
    const down = Math.max(1, Math.ceil(frame.h / cell));
    const sums = new Int32Array((across + 1) * (down + 1));
    for (const [x, y] of points) {
      const column = Math.floor(x / cell);
      const row = Math.floor(y / cell);
      if (column >= 0 && row >= 0 && column < across && row < down) sums[(row + 1) * (across + 1) + column + 1] += 1;
    }
    for (let row = 1; row <= down; row++) {
      for (let column = 1; column <= across; column++) {
        const at = row * (across + 1) + column;
        sums[at] += sums[at - 1] + sums[at - across - 1] - sums[at - across - 2];
      }
    }
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value / cell)));
    return (box) => {
      const [left, right] = [within(box.x, across), within(box.x + box.w, across)];
      const [upper, lower] = [within(box.y, down) * (across + 1), within(box.y + box.h, down) * (across + 1)];
      return sums[lower + right] - sums[lower + left] - sums[upper + right] + sums[upper + left];
    };
  }

  const STEPS = [[0, 0]];
  for (const reach of [0.3, 0.6, 0.9, 1.2, 1.6, 2.1]) {
    for (let turn = 0; turn < 16; turn++) {
      const angle = (turn * Math.PI) / 8;
      STEPS.push([reach * 1.5 * Math.cos(angle), reach * Math.sin(angle)]);
    }
  }
  const ROUNDS = 5;

  /* Where names go: each item {x, y, w, h, line} wants its centre at x, y; `line` is the height of one line. Obstacles
   * are {x, y, w, h} by their corner, with a `weight`; `crowd` counts the reports in a box. Returns the corners [{x, y}].
   *
   * Distance costs most, by its square: a name away from its place is taken for another's. Each name in turn goes where
   * it costs least beside all others as they stand, a few times over.
   */
  function place(items, obstacles, frame, crowd) {
    const boxes = items.map((item) => ({ x: item.x - item.w / 2, y: item.y - item.h / 2, w: item.w, h: item.h }));
    for (let round = 0; round < ROUNDS; round++) {
      items.forEach((item, index) => {
        let best = null;
        for (const [right, down] of STEPS) {
          const box = {
            x: item.x + right * item.line - item.w / 2,
            y: item.y + down * item.line - item.h / 2,
            w: item.w,
            h: item.h,
          };
          const cost = (right * right + down * down) * 0.8 * item.line * item.line + hidden(box, index);
          if (best === null || cost < best.cost) best = { cost, box };
        }
        boxes[index] = best.box;
      });
    }
    return boxes.map((box) => ({ x: box.x, y: box.y }));

    function hidden(box, index) {
      let cost = 30 * (box.w * box.h - overlap(box, { x: 0, y: 0, w: frame.w, h: frame.h }));
      boxes.forEach((other, position) => {
        if (position !== index) cost += 8 * overlap(box, other);
      });
      for (const other of obstacles) cost += other.weight * overlap(box, other);
      const line = items[index].line;
      const around = { x: box.x - line * 0.3, y: box.y - line * 0.3, w: box.w + line * 0.6, h: box.h + line * 0.6 };
      return cost + 0.25 * line * line * Math.min(8, crowd(around));
    }
  }

  /* Radius of an incident's circle in units of the design: the area grows with the count, within bounds. */
  function radius(count) {
    return Math.min(46, 15 + 4.2 * Math.sqrt(count));
  }

  /* A pixel of the design on a window of that size, for each of the three shapes of a screen: as wall.css has it. */
  function unit(width, height) {
    if (width <= height) return Math.min(width / 1080, height / 1920);
    if (width >= 3 * height) return Math.min(width / 5760, height / 1080);
    return Math.min(width / 1920, height / 1080);
  }

  const geometry = { unit, spread, Seats, overlap, counter, place, radius };
  if (typeof module === "object" && module.exports) module.exports = geometry;
  else root.commandCenterGeometry = geometry;
})(typeof window === "undefined" ? globalThis : window);
