/* Reports that cannot be told apart become one mark with their number; every report is somewhere. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const clusters = require("../../../assets/wall/clusters.js");

function heap(x, y, count, apart) {
  return Array.from({ length: count }, (_, n) => [x + (n % 5) * apart, y + Math.floor(n / 5) * apart]);
}

function gathered(spots, reach = 40) {
  return clusters.gather(Float32Array.from(spots, (spot) => spot[0]), Float32Array.from(spots, (spot) => spot[1]), reach);
}

test("a heap is one mark in its middle, a lone report stays itself", () => {
  const made = gathered([...heap(100, 100, 20, 2), [400, 300]]);
  assert.equal(made.gathered.length, 1);
  assert.equal(made.gathered[0].members.length, 20);
  assert.ok(Math.abs(made.gathered[0].x - 104) < 0.1 && Math.abs(made.gathered[0].y - 103) < 0.1);
  assert.deepEqual(made.single, [20]);
});

test("few reports are told apart however near they are, and many far apart are too", () => {
  assert.deepEqual(gathered(heap(10, 10, clusters.FEWEST - 1, 1)).gathered, []);
  assert.deepEqual(gathered(heap(10, 10, 60, 45)).gathered, []);
});

test("a heap on the line between two cells is still one", () => {
  const made = gathered(heap(76, 76, 25, 2));
  assert.equal(made.gathered.length, 1);
  assert.equal(made.gathered[0].members.length, 25);
});

test("every report is in one place, also outside of the panel, and the same reports give the same marks", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const spots = Array.from({ length: 5000 }, () => [random() * 700 - 20, random() * 500 - 20]);
  const made = gathered(spots);
  const all = [...made.single, ...made.gathered.flatMap((mark) => mark.members)].sort((a, b) => a - b);
  assert.deepEqual(all, spots.map((_, index) => index));
  assert.ok(made.gathered.length > 50);
  assert.deepEqual(gathered(spots), made);
});

test("no reports, no marks", () => {
  assert.deepEqual(gathered([]), { gathered: [], single: [] });
});

test("the parts of a ring go round from the top and leave out what there is none of", () => {
  assert.deepEqual(clusters.parts([1, 0, 3, 0]), [{ part: 0, from: 0, until: 0.25 }, { part: 2, from: 0.25, until: 1 }]);
  assert.deepEqual(clusters.parts([0, 0, 0, 0]), []);
});

test("a ring grows with its number, within bounds", () => {
  const sizes = [16, 40, 200, 5000].map(clusters.radius);
  assert.deepEqual([...sizes].sort((a, b) => a - b), sizes);
  assert.equal(sizes[3], 27);
});

test("a ring steps aside for the circle of an incident, and stays where it touches none", () => {
  const circle = { x: 100, y: 100, r: 30 };
  assert.deepEqual(clusters.aside({ x: 100, y: 180, r: 20 }, [circle]), { x: 100, y: 180 });
  assert.deepEqual(clusters.aside({ x: 100, y: 110, r: 20 }, [circle]), { x: 100, y: 152 });
  assert.deepEqual(clusters.aside({ x: 100, y: 100, r: 20 }, [circle]), { x: 100, y: 152 });
});
