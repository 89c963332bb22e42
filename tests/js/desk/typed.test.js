/* What was typed and is not at the server: kept per person and report, let go once it is kept, and of nobody else. */
"use strict";

const test = require("node:test");
const assert = require("node:assert");
const Typed = require("../../../assets/desk/typed.js");

/* The storage of a tab, as browsers have it. */
class Storage {
  constructor() {
    this.kept = new Map();
  }
  get length() {
    return this.kept.size;
  }
  key(at) {
    return [...this.kept.keys()][at];
  }
  getItem(name) {
    return this.kept.has(name) ? this.kept.get(name) : null;
  }
  setItem(name, value) {
    this.kept.set(name, value);
  }
  removeItem(name) {
    this.kept.delete(name);
  }
}

test("what was typed is there again in the same tab, part by part", () => {
  const store = new Storage();
  new Typed(store, "sari").keep("LH-1", "answer", { text: "Bapak" });
  new Typed(store, "sari").keep("LH-1", "forms", { forward: 1 });
  assert.deepStrictEqual(new Typed(store, "sari").of("LH-1"), { answer: { text: "Bapak" }, forms: { forward: 1 } });
  assert.deepStrictEqual(new Typed(store, "sari").answers(), [["LH-1", { text: "Bapak" }]]);
  assert.deepStrictEqual(new Typed(store, "sari").of("LH-2"), {});
});

test("what the server has is let go, unless it was typed on meanwhile", () => {
  const store = new Storage();
  const typed = new Typed(store, "sari");
  typed.keep("LH-1", "answer", { text: "Bapak, kami" });
  typed.done("LH-1", "answer", { text: "Bapak" });
  assert.deepStrictEqual(typed.answers(), [["LH-1", { text: "Bapak, kami" }]]);
  typed.done("LH-1", "answer", { text: "Bapak, kami" });
  assert.equal(store.length, 0);
});

test("another person in the same tab finds nothing of it", () => {
  const store = new Storage();
  store.setItem("of another page", "stays");
  new Typed(store, "sari").keep("LH-1", "answer", { text: "rahasia" });
  assert.deepStrictEqual(new Typed(store, "sari:x").answers(), []);
  assert.deepStrictEqual([...store.kept.keys()], ["of another page"]);
});
