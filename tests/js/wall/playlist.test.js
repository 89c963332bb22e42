/* Scenes follow each other, stand still, are held, and make way for what is critical. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const Playlist = require("../../../assets/wall/playlist.js");

const SCENES = [{ key: "kota", seconds: 60 }, { key: "tenggat", seconds: 30 }, { key: "opd", seconds: 20 }];

function playlist(mode = "playing", key = "kota") {
  return new Playlist(SCENES, key, mode, 0);
}

test("each scene is shown for its seconds, then the next, and after the last the first", () => {
  const list = playlist();
  const seen = [];
  for (let second = 0; second < 125; second++) seen.push(list.shown(second * 1000));
  assert.deepEqual([seen[0], seen[59], seen[60], seen[89], seen[90], seen[109], seen[110]], ["kota", "kota", "tenggat", "tenggat", "opd", "opd", "kota"]);
});

test("an unknown key begins with the first", () => {
  assert.equal(playlist("playing", "tidak ada").shown(0), "kota");
});

test("a pause stands still, and going on gives the scene its whole time again", () => {
  const list = playlist();
  list.set("paused", 50000);
  assert.equal(list.shown(500000), "kota");
  list.set("playing", 500000);
  assert.equal(list.shown(559999), "kota");
  assert.equal(list.shown(560000), "tenggat");
});

test("by hand it goes forward and back, past both ends", () => {
  const list = playlist();
  list.step(-1, 1000);
  assert.equal(list.shown(1000), "opd");
  list.step(1, 2000);
  assert.equal(list.shown(2000), "kota");
  list.choose("tenggat", 3000);
  assert.equal(list.shown(3000), "tenggat");
  list.choose("tidak ada", 4000);
  assert.equal(list.shown(4000), "tenggat");
});

test("what is critical is shown at once for its own seconds, then the scene goes on with what was left of it", () => {
  const list = playlist();
  assert.equal(list.shown(20000), "kota");
  assert.equal(list.interruptWith("tenggat", "rob", 20000), true);
  assert.equal(list.shown(20000), "tenggat");
  assert.equal(list.interrupt.why, "rob");
  assert.equal(list.shown(49999), "tenggat");
  assert.equal(list.shown(50000), "kota");
  assert.equal(list.interrupt, null);
  assert.equal(list.shown(89999), "kota");
  assert.equal(list.shown(90000), "tenggat");
});

test("a scene that was almost over is shown long enough to be read", () => {
  const list = playlist();
  list.interruptWith("opd", "", 59900);
  assert.equal(list.shown(79900), "kota");
  assert.equal(list.shown(89800), "kota");
  assert.equal(list.shown(89900), "tenggat");
});

test("a second interrupt takes the place of the first, and both give back the scene before", () => {
  const list = playlist();
  list.interruptWith("tenggat", "a", 10000);
  list.interruptWith("opd", "b", 15000);
  assert.equal(list.shown(15000), "opd");
  assert.equal(list.shown(35000), "kota");
  assert.equal(list.shown(84999), "kota");
  assert.equal(list.shown(85000), "tenggat");
});

test("a pause is interrupted and then stands again; a pin is not", () => {
  const paused = playlist("paused");
  paused.interruptWith("opd", "", 1000);
  assert.equal(paused.shown(1000), "opd");
  assert.equal(paused.shown(21000), "kota");
  assert.equal(paused.shown(900000), "kota");
  const pinned = playlist("pinned", "tenggat");
  assert.equal(pinned.interruptWith("opd", "", 1000), false);
  assert.equal(pinned.shown(900000), "tenggat");
});

test("a pin during an interrupt holds what is seen", () => {
  const list = playlist();
  list.interruptWith("opd", "", 1000);
  list.set("pinned", 2000);
  assert.equal(list.shown(900000), "opd");
});

test("a scene that there is not interrupts nothing", () => {
  assert.equal(playlist().interruptWith("tidak ada", "", 0), false);
});

test("one scene alone stays", () => {
  const list = new Playlist(SCENES.slice(0, 1), "kota", "playing", 0);
  assert.equal(list.shown(600000), "kota");
});
