/* The wall's time: date, night and the minute for loading anew, in WIB, from milliseconds of the server's clock. Pure. */
(function (root) {
  "use strict";

  const WIB_MS = 7 * 3600000;
  const DAY_MS = 24 * 3600000;

  /* The day in words: `words` has dateLong, weekdays (from Monday) and months. */
  function date(ms, words) {
    const local = new Date(ms + WIB_MS);
    return words.dateLong
      .replace("{weekday}", words.weekdays[(local.getUTCDay() + 6) % 7])
      .replace("{day}", local.getUTCDate())
      .replace("{month}", words.months[local.getUTCMonth()])
      .replace("{year}", local.getUTCFullYear());
  }

  /* Minutes since midnight. */
  function minute(ms) {
    return Math.floor(((((ms + WIB_MS) % DAY_MS) + DAY_MS) % DAY_MS) / 60000);
  }

  /* Whether it is night: `hours` are those from which and until which it is, over midnight or not. */
  function isNight(ms, [from, until]) {
    const hour = Math.floor(minute(ms) / 60);
    return from > until ? hour >= from || hour < until : hour >= from && hour < until;
  }

  const calendar = { date, minute, isNight };
  if (typeof module === "object" && module.exports) module.exports = calendar;
  else root.commandCenterCalendar = calendar;
})(typeof window === "undefined" ? globalThis : window);
