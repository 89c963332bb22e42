/* The address of a selection: written in one way, and changed by choices and marks. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const address = require("../../../assets/analytics/address.js");

const params = (text) => new URLSearchParams(text);
const written = (changed) => address.text(changed);

test("what is as usual is left out, the rest stands in one order", () => {
  assert.equal(written(params("kategori=rob&banding=sebelumnya&periode=13-minggu&kanal=sms")), "kanal=sms&kategori=rob");
  assert.equal(written(params("tema=gelap&peta=median&periode=7-hari")), "periode=7-hari&tema=gelap&peta=median");
});

test("a mark that is clicked filters, and a second click takes it away", () => {
  const once = address.toggled(params("kanal=sms"), "kategori=rob", false);
  assert.equal(written(once), "kanal=sms&kategori=rob");
  assert.equal(written(address.toggled(once, "kategori=rob", false)), "kanal=sms");
});

test("another mark of the same dimension takes the place of the first, with Ctrl it joins it", () => {
  assert.equal(written(address.toggled(params("kategori=rob"), "kategori=banjir", false)), "kategori=banjir");
  assert.equal(written(address.toggled(params("kategori=rob"), "kategori=banjir", true)), "kategori=banjir,rob");
  assert.equal(written(address.toggled(params("kategori=banjir,rob"), "kategori=rob", true)), "kategori=banjir");
});

test("a cell of weekday and hour is one mark of two dimensions", () => {
  const cell = address.toggled(params(""), "hari=jumat&jam=06", false);
  assert.equal(written(cell), "hari=jumat&jam=06");
  assert.equal(written(address.toggled(cell, "hari=jumat&jam=06", false)), "");
  assert.equal(written(address.toggled(cell, "hari=jumat&jam=07", false)), "hari=jumat&jam=07");
});

test("a chip takes its filter away, and one takes all", () => {
  assert.equal(written(address.without(params("kanal=sms&opd=dpu&tema=gelap"), "kanal", ["tema"])), "opd=dpu&tema=gelap");
  assert.equal(written(address.without(params("periode=7-hari&kanal=sms&hari=senin&tema=gelap"), "semua", ["tema"])),
    "periode=7-hari&tema=gelap");
});

test("a period takes the place of another, and days of the old one go", () => {
  assert.equal(written(address.withPeriod(params("dari=2026-11-01&sampai=2026-11-07&tanggal=2026-11-02"), "7-hari")), "periode=7-hari");
  assert.equal(written(address.withRange(params("periode=7-hari&kanal=sms"), "2026-11-01", "2026-11-07")),
    "dari=2026-11-01&sampai=2026-11-07&kanal=sms");
  assert.equal(written(address.withBaseline(params(""), "tanpa")), "banding=tanpa");
});

test("choices of a list are sorted and unique, none take the filter away", () => {
  assert.equal(written(address.withValues(params(""), "kanal", ["x", "sms", "x"])), "kanal=sms,x");
  assert.equal(written(address.withValues(params("kanal=sms"), "kanal", [])), "");
});

test("how the map looks is left out where it is as usual", () => {
  assert.equal(written(address.withOption(params(""), "peta=median")), "peta=median");
  assert.equal(written(address.withOption(params("peta=median"), "peta=per-jiwa")), "");
});
