/* What a page says when the server does not answer: it stands until the very part that failed is answered. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const SCRIPT = require.resolve("../../assets/work_answers.js");
const LATER = "..analytics-part-map.children...analytics-part-rows.children..";
const ROWS = "analytics-grid.getRowsResponse";

/* A browser's page with the script in it, as far as the script asks for one. */
function opened() {
  const links = {};
  const page = { frame: { dataset: {} }, links, told: 0, on: {}, status: 200 };
  page.frame.querySelector = (where) => (links[where] ??= { href: "" });
  global.location = { pathname: "/analytics", search: "?kategori=rob" };
  global.document = { querySelector: () => page.frame, dispatchEvent: () => (page.told += 1) };
  global.window = {
    fetch: async () => {
      if (page.status === 0) throw new TypeError("failed to fetch");
      return { status: page.status };
    },
    addEventListener: (name, act) => (page.on[name] = act),
  };
  delete require.cache[SCRIPT];
  require(SCRIPT);
  page.ask = async (output, status, address = "/_dash-update-component") => {
    page.status = status;
    await window.fetch(address, { method: "POST", body: JSON.stringify({ output }) }).catch(() => null);
    await new Promise(setImmediate);
    return page.frame.dataset.answers;
  };
  return page;
}

test("what failed is told until that very part is answered", async () => {
  const page = opened();
  assert.equal(await page.ask(ROWS, 200), undefined);
  assert.equal(await page.ask(LATER, 503), "unanswered");
  assert.equal(page.links[".work-told-unanswered a"].href, "/analytics?kategori=rob");
  assert.equal(await page.ask(ROWS, 200), "unanswered");
  assert.equal(page.told, 1, "an answer is no new failure");
  assert.equal(await page.ask(LATER, 200), undefined);
});

test("of several that failed the newest is told, and the others once that one is answered", async () => {
  const page = opened();
  assert.equal(await page.ask(ROWS, 0), "unanswered");
  assert.equal(await page.ask(LATER, 401), "ended");
  assert.equal(page.links[".work-told-ended a"].href, "/masuk?next=%2Fanalytics%3Fkategori%3Drob");
  assert.equal(await page.ask(LATER, 403), "denied");
  assert.equal(await page.ask(LATER, 204), "unanswered");
  assert.equal(await page.ask(ROWS, 200), undefined);
  assert.equal(page.told, 3);
});

test("other questions, and those that are broken off with the page, are no fault", async () => {
  const page = opened();
  assert.equal(await page.ask(ROWS, 503, "/api/v1/selection.csv"), undefined);
  page.on.pagehide();
  assert.equal(await page.ask(ROWS, 0), undefined);
  page.on.pageshow();
  assert.equal(await page.ask(LATER, 503), "unanswered");
  assert.equal(await page.ask(LATER, 200), undefined);
});
