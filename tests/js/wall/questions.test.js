/* The wall asks the server's callbacks as Dash would, and takes no answer for one. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const Questions = require("../../../assets/wall/questions.js");

const INPUT = { id: "wall-refresh", property: "data", value: { scene: "kota" } };

function answering(status, body) {
  return () => Promise.resolve({ status, json: () => Promise.resolve(body) });
}

test("the question names its output, its input and its state", () => {
  assert.deepEqual(Questions.body("wall-panels", INPUT, [{ id: "wall-root", property: "lang", value: "id" }]), {
    output: "wall-panels.data",
    outputs: { id: "wall-panels", property: "data" },
    inputs: [INPUT],
    changedPropIds: ["wall-refresh.data"],
    state: [{ id: "wall-root", property: "lang", value: "id" }],
  });
});

test("the answer is what the output becomes", async () => {
  const told = { response: { "wall-panels": { data: { scene: "kota" } } } };
  assert.deepEqual(await Questions.ask(answering(200, told), "wall-panels", INPUT, []), { scene: "kota" });
});

test("another status, or another answer, is none", async () => {
  await assert.rejects(Questions.ask(answering(403, {}), "wall-panels", INPUT, []), /server answers 403/);
  await assert.rejects(Questions.ask(answering(200, {}), "wall-panels", INPUT, []));
  await assert.rejects(Questions.ask(() => Promise.reject(new Error("away")), "wall-panels", INPUT, []), /away/);
});
