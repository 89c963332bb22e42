/* The desk's rules: which lines are in sight, where to scroll, what stands in the address. */
"use strict";

const test = require("node:test");
const assert = require("node:assert");
const rules = require("../../../assets/desk/rules.js");

test("of a long list only what is in sight is drawn, and a little beyond", () => {
  assert.deepStrictEqual(rules.seen(0, 600, 60, 100000), [0, 16]);
  assert.deepStrictEqual(rules.seen(6000, 600, 60, 100000), [94, 116]);
  assert.deepStrictEqual(rules.seen(0, 600, 60, 3), [0, 3]);
  assert.deepStrictEqual(rules.seen(6000, 600, 60, 0), [0, 0]);
});

test("a line in sight moves nothing, one beyond is brought to the nearer edge", () => {
  assert.equal(rules.reaching(5, 60, 600, 60), 60);
  assert.equal(rules.reaching(0, 60, 600, 60), 0);
  assert.equal(rules.reaching(20, 60, 600, 60), 660);
});

test("the address holds what is not usual, and gives it back", () => {
  const state = { antrean: "baru", urut: "tenggat", cari: "rob & banjir", laporan: "LH-2026-000001" };
  const query = rules.query(state);
  assert.deepStrictEqual(query, { urut: "tenggat", cari: "rob & banjir", laporan: "LH-2026-000001" });
  assert.deepStrictEqual(rules.asked("?" + new URLSearchParams(query)), state);
  assert.deepStrictEqual(rules.asked("?lain=1"), { antrean: "baru", urut: "ragu" });
});

test("one has a form of its own where the language has one", () => {
  const words = { fresh: "{n} new", fresh_one: "{n} new one", who: "{who} is here" };
  assert.equal(rules.say(words, "fresh", { n: 1 }), "1 new one");
  assert.equal(rules.say(words, "fresh", { n: 2 }), "2 new");
  assert.equal(rules.say(words, "who", { who: "<b>" }), "<b> is here");
});

test("an act can be undone for ten seconds", () => {
  assert.equal(rules.left(0, 4000), 6000);
  assert.equal(rules.left(0, 10001), 0);
});

test("initials", () => {
  assert.equal(rules.initials("sari"), "S");
  assert.equal(rules.initials("budi.santoso lagi"), "BS");
  assert.equal(rules.initials(""), "");
});

test("what an address asks for and this city does not have is left out, what has no list is anybody's", () => {
  const lists = { antrean: ["baru", "tempo"], kanal: ["sms"] };
  const asked = { antrean: "<script>", urut: "ragu", kanal: "sms", cari: "jalan", laporan: "LH-1" };
  assert.deepStrictEqual(rules.known(asked, lists), { antrean: "baru", urut: "ragu", kanal: "sms", cari: "jalan", laporan: "LH-1" });
  assert.deepStrictEqual(rules.known({ antrean: "tempo", kanal: "x" }, lists), { antrean: "tempo", urut: "ragu" });
});
