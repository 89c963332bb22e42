/* Degrees become pixels as Web Mercator has them, and tiles cover the panel without a gap. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const Projection = require("../../../assets/wall/projection.js");

/* A drawing from 110.2 to 110.6 degrees east, of which one degree is 50,000 units. */
const CITY = { west: 110.2, north: -6.9, perDegree: 50000, width: 20000, height: 16000 };

test("the drawing fills its box as far as its shape allows, in the middle", () => {
  const wide = new Projection(CITY, { x: 100, y: 10, w: 1000, h: 400 });
  assert.deepEqual(wide.project(110.2, -6.9), [350, 10]);
  const [right, y] = wide.project(110.6, -6.9);
  assert.ok(Math.abs(right - 850) < 1e-6 && y === 10);
  const high = new Projection(CITY, { x: 0, y: 0, w: 200, h: 1000 });
  assert.deepEqual(high.project(110.2, -6.9), [0, 420]);
});

test("a step north is longer than one east by what Mercator stretches", () => {
  const projection = new Projection(CITY, { x: 0, y: 0, w: 2000, h: 1600 });
  const [x, y] = projection.project(110.4, -7);
  const [east] = projection.project(110.401, -7);
  const [, north] = projection.project(110.4, -6.999);
  assert.ok(Math.abs((y - north) / (east - x) - 1 / Math.cos((7 * Math.PI) / 180)) < 1e-4);
});

test("tiles cover the panel without a gap, and lie where their degrees do", () => {
  const projection = new Projection(CITY, { x: 50, y: 20, w: 1000, h: 800 });
  const tiles = projection.tiles(1100, 850, 1, 18);
  assert.ok(tiles.length > 4 && tiles.length < 80);
  const { z, size } = tiles[0];
  assert.ok(size > 180 && size < 363);
  for (const tile of tiles) {
    const west = (tile.x / Math.pow(2, z)) * 360 - 180;
    const north = (Math.atan(Math.sinh(Math.PI * (1 - (2 * tile.y) / Math.pow(2, z)))) * 180) / Math.PI;
    const [left, top] = projection.project(west, north);
    assert.ok(Math.abs(left - tile.left) < 1e-4 && Math.abs(top - tile.top) < 1e-4);
  }
  const covers = (x, y) => tiles.some((one) => one.left <= x && x < one.left + size && one.top <= y && y < one.top + size);
  for (let x = 0; x <= 1099; x += 50) for (let y = 0; y < 850; y += 50) assert.ok(covers(x, y), `${x}, ${y}`);
});

test("a fine screen takes the next zoom, and none is deeper than there is", () => {
  const projection = new Projection(CITY, { x: 0, y: 0, w: 1000, h: 800 });
  const [plain] = projection.tiles(1000, 800, 1, 18);
  assert.equal(projection.tiles(1000, 800, 2, 18)[0].z, plain.z + 1);
  assert.equal(projection.tiles(1000, 800, 2, 3)[0].z, 3);
});
