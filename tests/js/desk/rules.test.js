/* The desk's rules: what a search finds first, when two numbers are one, and which call goes into the form. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { found, sameNumber, suggestion } = require("../../../assets/desk/rules.js");

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
const FACTS = { suggested: CALL, unwritten: ["c1", "c2"] };
const FREE = { caller: "", begun: false };

for (const [what, facts, form, chosen, declined, wanted] of [
  ["an empty form takes the call", FACTS, FREE, null, [], CALL],
  ["no call, nothing to take", { suggested: null, unwritten: [] }, FREE, null, [], null],
  ["a number that was typed stays", FACTS, { caller: "0813", begun: false }, null, [], null],
  ["a form that was begun stays as it is", FACTS, { caller: "", begun: true }, null, [], null],
  ["a call that was let go does not come back", FACTS, FREE, null, ["c2"], null],
  ["a call that somebody chose stays", FACTS, { caller: "1", begun: false }, { id: "c1", auto: false }, [], null],
  ["a number that was filled in stays while its call waits", FACTS, { caller: "1", begun: false }, { id: "c1", auto: true }, [], null],
  ["and goes when somebody else wrote that call down", { suggested: CALL, unwritten: ["c2"] }, { caller: "1", begun: false }, { id: "c1", auto: true }, [], CALL],
  ["the same call is not taken twice", FACTS, { caller: "1", begun: false }, { id: "c2", auto: true }, [], null],
]) {
  test(what, () => {
    assert.deepEqual(suggestion(facts, form, chosen, new Set(declined)), wanted);
  });
}
