/* Where reports of one centre and names go on the map. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const geometry = require("../../../assets/wall/geometry.js");

const METRES = 111320;

function distance(a, b) {
  const east = (a[0] - b[0]) * METRES * Math.cos((7 * Math.PI) / 180);
  return Math.hypot(east, (a[1] - b[1]) * METRES);
}

test("the first report of a centre lies on it", () => {
  assert.deepEqual(geometry.spread(110.4, -7.0, 0), [110.4, -7.0]);
});

test("reports of one centre keep apart, and within reach of it", () => {
  const spots = Array.from({ length: 40 }, (_, n) => geometry.spread(110.4, -7.0, n));
  for (let a = 0; a < 12; a++) {
    for (let b = a + 1; b < 12; b++) assert.ok(distance(spots[a], spots[b]) > 250, `${a} and ${b}`);
  }
  for (let n = 0; n < 3000; n++) {
    assert.ok(distance(geometry.spread(110.4, -7.0, n), [110.4, -7.0]) <= 1251);
  }
});

test("the place depends on the number alone, so that a new report moves no other", () => {
  assert.deepEqual(geometry.spread(110.4, -7.0, 7), geometry.spread(110.4, -7.0, 7));
});

test("seats: the lowest free number, and a freed one is given again", () => {
  const seats = new geometry.Seats();
  assert.deepEqual([seats.take("a"), seats.take("a"), seats.take("a"), seats.take("b")], [0, 1, 2, 0]);
  seats.give("a", 1);
  seats.give("a", 0);
  assert.deepEqual([seats.take("a"), seats.take("a"), seats.take("a")], [0, 1, 3]);
  seats.give("unknown", 4);
});

test("the overlap of two boxes in square pixels", () => {
  const box = { x: 0, y: 0, w: 10, h: 10 };
  assert.equal(geometry.overlap(box, { x: 5, y: 5, w: 10, h: 10 }), 25);
  assert.equal(geometry.overlap(box, { x: 10, y: 0, w: 5, h: 5 }), 0);
  assert.equal(geometry.overlap(box, { x: 2, y: 2, w: 2, h: 3 }), 6);
});

test("points in a box are counted by cells", () => {
  const count = geometry.counter([[5, 5], [15, 5], [15, 15], [95, 45], [-3, 5], [500, 5]], { w: 100, h: 50 }, 10);
  assert.equal(count({ x: 0, y: 0, w: 100, h: 50 }), 4);
  assert.equal(count({ x: 10, y: 0, w: 10, h: 20 }), 2);
  assert.equal(count({ x: 20, y: 20, w: 20, h: 20 }), 0);
  assert.equal(count({ x: -50, y: -50, w: 60, h: 60 }), 1);
  assert.equal(geometry.counter([], { w: 0, h: 0 }, 10)({ x: 0, y: 0, w: 10, h: 10 }), 0);
});

const nobody = () => 0;

test("a name alone stands where it wants to", () => {
  const [corner] = geometry.place([{ x: 100, y: 50, w: 40, h: 10, line: 10 }], [], { w: 200, h: 100 }, nobody);
  assert.deepEqual(corner, { x: 80, y: 45 });
});

test("names give way to each other, to circles, and stay inside", () => {
  const items = [
    { x: 100, y: 60, w: 60, h: 14, line: 14 },
    { x: 104, y: 62, w: 60, h: 14, line: 14 },
    { x: 98, y: 64, w: 60, h: 14, line: 14 },
    { x: 2, y: 2, w: 60, h: 14, line: 14 },
  ];
  const circle = { x: 95, y: 45, w: 16, h: 16, weight: 14 };
  const corners = geometry.place(items, [circle], { w: 300, h: 150 }, nobody);
  const boxes = corners.map((corner, index) => ({ ...corner, w: items[index].w, h: items[index].h }));
  for (let a = 0; a < boxes.length; a++) {
    assert.equal(geometry.overlap(boxes[a], circle), 0, `name ${a} covers the circle`);
    for (let b = a + 1; b < boxes.length; b++) assert.equal(geometry.overlap(boxes[a], boxes[b]), 0, `${a} over ${b}`);
    assert.ok(boxes[a].x > -1 && boxes[a].y > -1, `name ${a} is cut off`);
  }
});

test("a name steps aside for reports, but not far", () => {
  const points = [0, 1, 2, 3, 4, 5].map((n) => [80 + 8 * n, 50]);
  const crowd = geometry.counter(points, { w: 200, h: 100 }, 4);
  const [corner] = geometry.place([{ x: 100, y: 50, w: 40, h: 10, line: 10 }], [], { w: 200, h: 100 }, crowd);
  assert.equal(crowd({ ...corner, w: 40, h: 10 }), 0);
  assert.ok(Math.hypot(corner.x - 80, corner.y - 45) < 20);
});

test("an incident's circle grows with its count, within bounds", () => {
  const sizes = [1, 3, 18, 60, 500].map(geometry.radius);
  assert.deepEqual([...sizes].sort((a, b) => a - b), sizes);
  assert.ok(sizes[0] >= 15 && sizes[4] === 46);
});
