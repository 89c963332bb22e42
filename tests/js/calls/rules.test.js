/* The desk's rules: what a search finds first, when two numbers are one, and which call goes into the form. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { dropped, found, sameNumber, standing, suggestion } = require("../../../assets/calls/rules.js");

const LABELS = [
  "Bangetayu Kulon · Genuk",
  "Genuksari · Genuk",
  "Gayamsari · Gayamsari",
  "Tanjung Mas · Semarang Utara",
  "Purwosari · Mijen",
  "Purwosari · Semarang Utara",
  "Banjir",
];
const OPTIONS = LABELS.map((label) => ({ label }));
const search = (text) => found(OPTIONS, text).map((option) => option.label);

test("a name that begins with what is typed comes before one whose kecamatan does", () => {
  assert.deepEqual(search("genuk"), ["Genuksari · Genuk", "Bangetayu Kulon · Genuk"]);
});

test("a later word of a name is found, and a part of one", () => {
  assert.deepEqual(search("mas"), ["Tanjung Mas · Semarang Utara"]);
  assert.deepEqual(search("ayam"), ["Gayamsari · Gayamsari"]);
});

test("namesakes keep their order, and a kecamatan narrows them down", () => {
  assert.deepEqual(search("PURWO "), ["Purwosari · Mijen", "Purwosari · Semarang Utara"]);
  assert.deepEqual(search("purwosari · m"), ["Purwosari · Mijen"]);
});

test("nothing typed finds all, an unknown name none", () => {
  assert.equal(search("").length, OPTIONS.length);
  assert.deepEqual(search("solo"), []);
});

for (const [one, other, same] of [
  ["+628122334455", "0812 2334 455", true],
  ["+62 0812 2334 455", "08122334455", true],
  ["00628122334455", "0812-2334-455", true],
  ["0812 2334 455", "0812 2334 456", false],
  ["", "", true],
  [null, "", true],
  ["", "0812 2334 455", false],
]) {
  test(`${one} and ${other} are ${same ? "one number" : "two numbers"}`, () => {
    assert.equal(sameNumber(one, other), same);
  });
}

const CALL = { id: "c2", number: "0812 2334 455" };
const FACTS = { suggested: CALL, unwritten: ["c1", "c2"], standing: { c1: "here", c2: "here" } };
const FREE = { caller: "", begun: false };
const X = { id: "c1", number: "0813 9000 1234" };
const FILLED = { caller: X.number, begun: false };

test("an empty form follows the call that this operator answered", () => {
  const facts = { suggested: { id: "2", number: "y" }, unwritten: ["1", "2"] };
  const chosen = { id: "1", number: "x", auto: true };
  assert.deepEqual(suggestion(facts, { caller: "x", begun: false }, chosen, new Set()), { id: "2", number: "y" });
});

for (const [what, facts, form, chosen, declined, wanted] of [
  ["an empty form takes the call", FACTS, FREE, null, [], CALL],
  ["no call, nothing to take", { suggested: null, unwritten: [] }, FREE, null, [], null],
  ["a number that was typed stays", FACTS, { caller: "0813", begun: false }, null, [], null],
  ["a form that was begun stays as it is", FACTS, { caller: "", begun: true }, null, [], null],
  ["a call that was written down does not come back", FACTS, FREE, null, ["c2"], null],
  ["a call that somebody chose stays", FACTS, FILLED, { ...X, auto: false }, [], null],
  ["a number that was filled in goes with the operator's line", FACTS, FILLED, { ...X, auto: true }, [], CALL],
  ["one that was written over stays", FACTS, { caller: "0813 9000 1235", begun: false }, { ...X, auto: true }, [], null],
  ["one beside which something was typed stays", FACTS, { ...FILLED, begun: true }, { ...X, auto: true }, [], null],
  ["one that was taken out makes room", FACTS, FREE, { ...X, auto: true }, [], CALL],
  ["but does not come back by itself", FACTS, FREE, { ...CALL, auto: true }, [], null],
  ["the same call is not taken twice", FACTS, { caller: CALL.number, begun: false }, { ...CALL, auto: true }, [], null],
  ["who rings again is a call of its own", FACTS, { caller: CALL.number, begun: false }, { id: "c1", number: CALL.number, auto: true }, [], CALL],
]) {
  test(what, () => {
    assert.deepEqual(suggestion(facts, form, chosen, new Set(declined)), wanted);
  });
}

const GONE = { suggested: null, unwritten: ["c9"], standing: { c1: "ended" } };

for (const [what, facts, form, chosen, wanted] of [
  ["a number goes when its call has ended or is another's", GONE, FILLED, { ...X, auto: true }, true],
  ["not while somebody is on the line", FACTS, FILLED, { ...X, auto: true }, false],
  ["not where somebody chose the call", GONE, FILLED, { ...X, auto: false }, false],
  ["not where something was typed", GONE, { ...FILLED, begun: true }, { ...X, auto: true }, false],
  ["not where the number was written over", GONE, { caller: "0811", begun: false }, { ...X, auto: true }, false],
  ["not where no call was taken", GONE, FREE, null, false],
]) {
  test(what, () => {
    assert.equal(dropped(facts, form, chosen), wanted);
  });
}

const BEGUN = { caller: X.number, begun: true };
const ALONE = (stands) => ({ suggested: null, unwritten: [], standing: stands ? { c1: stands } : {} });

for (const [what, facts, form, chosen, wanted] of [
  ["an empty form has nothing to say", FACTS, FREE, null, ""],
  ["its call is on the line", ALONE("here"), BEGUN, X, ""],
  ["its call has ended", ALONE("ended"), BEGUN, X, "ended"],
  ["its call ended so long ago that the list has it no more", ALONE(""), BEGUN, X, "ended"],
  ["another operator has its call", ALONE("elsewhere"), BEGUN, X, "elsewhere"],
  ["this operator has another caller", { ...FACTS, unwritten: ["c2"] }, BEGUN, X, "other"],
  ["this operator holds its caller, and speaks with another", FACTS, BEGUN, X, ""],
  ["who rings again is the same caller", { ...ALONE("ended"), suggested: { id: "c2", number: "+6281390001234" } }, BEGUN, X, ""],
  ["a form without a number, and a caller on the line", FACTS, { caller: "", begun: true }, null, "other"],
  ["a number by hand, and another caller on the line", FACTS, BEGUN, null, "other"],
  ["the number of who is on the line, by hand", FACTS, { caller: CALL.number, begun: true }, null, ""],
  ["a second matter of a call that has ended", ALONE("ended"), BEGUN, { ...X, written: true }, ""],
]) {
  test(`what speaks against a number: ${what}`, () => {
    assert.equal(standing(facts, form, chosen, new Set()), wanted);
  });
}
