/* What is critical: an incident that reaches its size, a breach or an alert that was not there before. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const Alarms = require("../../../assets/wall/alarms.js");

const RULES = [
  { cause: "incident", categories: ["rob", "banjir"], reports: 15, scene: "rob" },
  { cause: "breach", categories: ["pohon"], reports: 1, scene: "tenggat" },
  { cause: "alert", categories: [], rules: ["112-diam"], reports: 1, scene: "kanal" },
];

function incident(id, count, category = "rob") {
  return { id, count, category, kelurahan: "Kemijen" };
}

function breach(id, category = "sampah") {
  return { id, category, kelurahan: "Miroto" };
}

function alarms(incidents = [], breaches = []) {
  const made = new Alarms(RULES);
  assert.deepEqual(made.take({ incidents, breaches, alerts: [] }), { interrupts: [], breaches: 0 });
  return made;
}

test("what stands already when the wall is opened is no news", () => {
  alarms([incident(1, 40)], [breach(1, "pohon")]);
});

test("an incident interrupts when it reaches its size, once", () => {
  const made = alarms([incident(1, 14)]);
  const told = made.take({ incidents: [incident(1, 15)], breaches: [], alerts: [] });
  assert.deepEqual(told.interrupts, [{ scene: "rob", cause: "incident", category: "rob", kelurahan: "Kemijen", count: 15 }]);
  assert.deepEqual(made.take({ incidents: [incident(1, 19)], breaches: [], alerts: [] }).interrupts, []);
});

test("one that is critical from its beginning does too, one of another category or too small does not", () => {
  const made = alarms();
  const told = made.take({ incidents: [incident(2, 20, "banjir"), incident(3, 60, "sampah"), incident(4, 5)], breaches: [], alerts: [] });
  assert.deepEqual(told.interrupts.map((one) => one.category), ["banjir"]);
});

test("one that shrinks and reaches its size again interrupts again", () => {
  const made = alarms([incident(1, 16)]);
  made.take({ incidents: [incident(1, 10)], breaches: [], alerts: [] });
  assert.equal(made.take({ incidents: [incident(1, 15)], breaches: [], alerts: [] }).interrupts.length, 1);
});

test("every new breach is counted, and one of an urgent category interrupts", () => {
  const made = alarms([], [breach(1)]);
  const told = made.take({ incidents: [], breaches: [breach(1), breach(2), breach(3, "pohon")], alerts: [] });
  assert.equal(told.breaches, 2);
  assert.deepEqual(told.interrupts, [{ scene: "tenggat", cause: "breach", category: "pohon", kelurahan: "Miroto", count: 1 }]);
});

test("a breach that comes back into the list, because a newer one is settled, is not new", () => {
  const made = alarms([], [breach(1), breach(2)]);
  made.take({ incidents: [], breaches: [breach(3), breach(2)], alerts: [] });
  assert.equal(made.take({ incidents: [], breaches: [breach(2), breach(1)], alerts: [] }).breaches, 0);
});

test("what is remembered does not grow over weeks", () => {
  const made = alarms();
  for (let id = 1; id <= 5000; id += 10) {
    made.take({ incidents: [], breaches: Array.from({ length: 10 }, (_, n) => breach(id + n)), alerts: [] });
  }
  assert.ok(made.breached.size <= 500);
});

function alert(id, rule = "112-diam") {
  return { id, rule, said: "112 diam" };
}

test("an alert interrupts by its rule when it opens, and again when it is back after a silence", () => {
  const made = new Alarms(RULES);
  const facts = (...alerts) => ({ incidents: [], breaches: [], alerts });
  assert.deepEqual(made.take(facts(alert(1))).interrupts, [], "it stood there when the wall was opened");
  assert.deepEqual(made.take(facts(alert(1), alert(2), alert(3, "lain"))).interrupts, [{ scene: "kanal", cause: "alert", said: "112 diam" }]);
  assert.deepEqual(made.take(facts(alert(2))).interrupts, []);
  assert.equal(made.take(facts(alert(1), alert(2))).interrupts.length, 1);
});
