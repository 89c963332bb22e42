/* The desk's map: places become pixels and come back, whatever the zoom. */
"use strict";

const test = require("node:test");
const assert = require("node:assert");
const Ground = require("../../../assets/desk/ground.js");

const close = (one, other) => one.forEach((value, at) => assert.ok(Math.abs(value - other[at]) < 1e-6, `${one} ${other}`));

test("a place is where it was after there and back", () => {
  const ground = new Ground(110.42, -6.98, 12000, 400, 300);
  close(ground.project(110.42, -6.98), [200, 150]);
  close(ground.place(...ground.project(110.45, -6.95)), [110.45, -6.95]);
});

test("north is up and east is right", () => {
  const ground = new Ground(110.42, -6.98, 12000, 400, 300);
  const [x, y] = ground.project(110.43, -6.97);
  assert.ok(x > 200 && y < 150);
});

test("what is under the pointer stays there while it is zoomed, and moves with it while it is drawn", () => {
  const ground = new Ground(110.42, -6.98, 12000, 400, 300);
  const there = ground.place(90, 40);
  close(ground.zoomed(1.6, 90, 40).project(...there), [90, 40]);
  close(ground.moved(30, -20).project(...there), [120, 20]);
});

test("it can be zoomed neither into nothing nor away", () => {
  const ground = new Ground(110.42, -6.98, 12000, 400, 300);
  assert.equal(ground.zoomed(1e9, 0, 0).scale, 300000);
  assert.equal(ground.zoomed(1e-9, 0, 0).scale, 1500);
});

test("the rule is a round number of metres", () => {
  const { metres, pixels } = new Ground(110.42, -6.98, 12000, 400, 300).rule();
  assert.equal(metres, 500);
  assert.ok(pixels > 40 && pixels <= 90);
});

test("tiles cover the map", () => {
  const tiles = new Ground(110.42, -6.98, 12000, 400, 300).tiles(18);
  assert.ok(tiles.some((tile) => tile.left <= 0 && tile.top <= 0));
  assert.ok(tiles.some((tile) => tile.left + tile.size >= 400 && tile.top + tile.size >= 300));
});
