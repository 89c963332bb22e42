/* The base map is looked for tile by tile, and its loss is told once it is known. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const BaseMap = require("../../../assets/wall/base_map.js");

const SETUP = { tiles: ["https://a.tiles.example/{z}/{x}/{y}.png"], centre: [110.4, -7] };

test("the tile is the one in which the city lies", () => {
  assert.equal(BaseMap.tileAt("{z}/{x}/{y}", 110.4203, -6.9932), "11/1652/1063");
  assert.equal(BaseMap.tileAt("{z}/{x}/{y}", -0.1276, 51.5072), "11/1023/681");
});

test("a tile that comes is told as there, one that does not as lost, each once", () => {
  const images = [];
  globalThis.Image = class {
    constructor() {
      images.push(this);
    }
  };
  const told = [];
  const base = new BaseMap(SETUP, (lost) => told.push(lost));
  assert.match(images[0].src, /^https:\/\/a\.tiles\.example\/11\/\d+\/\d+\.png$/);
  images[0].onerror();
  images[0].onload();
  assert.deepEqual(told, [true]);
  base.look();
  images[1].onload();
  assert.deepEqual(told, [true, false]);
  base.close();
  images[1].onerror();
  assert.deepEqual(told, [true, false]);
});
