/* The wall's time in WIB: the edges of a day and of a year. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const calendar = require("../../../assets/wall/calendar.js");

const WORDS = {
  dateLong: "{weekday}, {day} {month} {year}",
  weekdays: ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
  months: ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
};

function wib(text) {
  return Date.parse(text + "+07:00");
}

test("the year ends with its last second", () => {
  assert.equal(calendar.date(wib("2026-12-31T23:59:59"), WORDS), "Kamis, 31 Desember 2026");
  assert.equal(calendar.date(wib("2027-01-01T00:00:00"), WORDS), "Jumat, 1 Januari 2027");
  assert.equal(calendar.date(wib("2028-02-29T12:00:00"), WORDS), "Selasa, 29 Februari 2028");
});

test("minutes count from midnight in WIB, whatever the year", () => {
  assert.equal(calendar.minute(wib("2026-12-31T23:59:59")), 1439);
  assert.equal(calendar.minute(wib("2027-01-01T00:00:00")), 0);
  assert.equal(calendar.minute(wib("2027-01-01T03:30:00")), 210);
  assert.equal(calendar.minute(wib("1969-12-31T03:30:00")), 210);
});

test("a night goes over midnight, or lies within a day", () => {
  for (const [time, night] of [["21:59:59", false], ["22:00:00", true], ["00:00:00", true], ["04:59:59", true], ["05:00:00", false]]) {
    assert.equal(calendar.isNight(wib("2026-12-31T" + time), [22, 5]), night, time);
  }
  assert.equal(calendar.isNight(wib("2026-12-31T01:00:00"), [0, 5]), true);
  assert.equal(calendar.isNight(wib("2026-12-31T23:00:00"), [0, 5]), false);
});
