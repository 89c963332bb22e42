/* Words of a chart grow with the page; marks, lines and data stay as they are. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { fitting, larger } = require("../../assets/charts.js");

test("words and margins grow, everything else stays", () => {
  const layout = {
    font: { size: 13, color: "#123456", family: "x" },
    margin: { l: 8, t: 8, autoexpand: true },
    xaxis: { tickfont: { size: 12 }, title: { text: "hari", font: { size: 12 }, standoff: 8 }, range: [0, 10] },
    annotations: [{ x: 3, yshift: 10, text: "tak wajar", font: { size: 14 } }],
    template: { layout: { hoverlabel: { font: { size: 13 } } } },
  };
  const grown = larger(layout, 2, false);
  assert.equal(grown.font.size, 26);
  assert.equal(grown.font.color, "#123456");
  assert.deepEqual(grown.margin, { l: 16, t: 16, autoexpand: true });
  assert.equal(grown.xaxis.title.standoff, 16);
  assert.deepEqual(grown.xaxis.range, [0, 10]);
  assert.equal(grown.annotations[0].x, 3);
  assert.equal(grown.annotations[0].yshift, 20);
  assert.equal(grown.annotations[0].font.size, 28);
  assert.equal(grown.template.layout.hoverlabel.font.size, 26);
  assert.equal(layout.font.size, 13);
});

test("the marks of a trace keep their size", () => {
  const trace = larger({ marker: { size: 7 }, textfont: { size: 12 }, y: { dtype: "i1", bdata: "AQID" } }, 1.5, false);
  assert.equal(trace.marker.size, 7);
  assert.equal(trace.textfont.size, 18);
  assert.deepEqual(trace.y, { dtype: "i1", bdata: "AQID" });
});

const LAYOUT = {
  margin: { l: 8, r: 128 },
  xaxis: { type: "date", tickvals: [1, 2, 3] },
  meta: { narrow: { margin: { r: 12 }, xaxis: { tickvals: [1, 3] } } },
  annotations: [{ text: "always" }, { name: "roomy", text: "wide" }, { name: "narrow", text: "small" }],
};

test("a wide chart leaves out what is meant for a narrow one", () => {
  const wide = fitting(LAYOUT, 900);
  assert.deepEqual(wide.annotations.map((each) => each.text), ["always", "wide"]);
  assert.deepEqual(wide.margin, LAYOUT.margin);
  assert.equal(fitting(LAYOUT, 800), wide, "plotly is given the same layout again");
});

test("a narrow chart has fewer words, ticks and margins, as it says itself", () => {
  const narrow = fitting({ ...LAYOUT }, 330);
  assert.deepEqual(narrow.annotations.map((each) => each.text), ["always", "small"]);
  assert.deepEqual(narrow.margin, { l: 8, r: 12 });
  assert.deepEqual(narrow.xaxis, { type: "date", tickvals: [1, 3] });
  assert.equal(LAYOUT.annotations.length, 3);
});

test("a chart that says nothing of its width stays as it is", () => {
  const plain = { margin: { l: 8 } };
  assert.equal(fitting(plain, 200), plain);
  assert.equal(fitting(undefined, 200), undefined);
});
