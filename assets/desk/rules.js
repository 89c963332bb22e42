/* The desk's rules that need no page: which lines of a long list are in sight, how old something is, what an address asks for. */
(function (root) {
  "use strict";

  const BEYOND = 6;
  const ASKED = ["antrean", "urut", "kanal", "kategori", "kecamatan", "opd", "cari"];
  const USUAL = { antrean: "baru", urut: "ragu" };

  /* The first and the last line (exclusive) to draw, of `count` lines of `height` pixels, seen through `room` pixels at `top`. */
  function seen(top, room, height, count) {
    const first = Math.max(0, Math.floor(top / height) - BEYOND);
    return [Math.min(first, count), Math.min(count, Math.ceil((top + room) / height) + BEYOND)];
  }

  /* Where to scroll so that line `index` is in sight; `top` where it is already. */
  function reaching(index, top, room, height) {
    if (index * height < top) return index * height;
    if ((index + 1) * height > top + room) return (index + 1) * height - room;
    return top;
  }

  /* A sentence of the words, filled in; where `n` is 1 and there is a form for one, that. */
  function say(words, key, values) {
    const one = values && values.n === 1 && words[key + "_one"] !== undefined;
    return words[one ? key + "_one" : key].replace(/\{(\w+)\}/g, (whole, name) =>
      values && values[name] !== undefined ? String(values[name]) : whole
    );
  }

  /* What of a state stands in the address: nothing that is usual. */
  function query(state) {
    const kept = {};
    for (const name of ASKED) if (state[name] && state[name] !== USUAL[name]) kept[name] = state[name];
    if (state.laporan) kept.laporan = state.laporan;
    return kept;
  }

  /* The state that an address asks for. */
  function asked(search) {
    const given = new URLSearchParams(search);
    const state = { ...USUAL };
    for (const name of [...ASKED, "laporan"]) if (given.get(name)) state[name] = given.get(name);
    return state;
  }

  /* A state whose values are in their lists; what has none there is usual. A search and a report are anybody's. */
  function known(state, lists) {
    const kept = { ...USUAL };
    for (const [name, value] of Object.entries(state)) if (!lists[name] || lists[name].includes(value)) kept[name] = value;
    return kept;
  }

  /* What is left of the ten seconds in which an act can be undone, in milliseconds. */
  const UNDO_MS = 10000;
  const left = (doneAt, now) => Math.max(0, UNDO_MS - (now - doneAt));

  /* Whether a field says something else than it was sent with. */
  function differs(field) {
    if (field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    const chosen = [...field.options].findIndex((each) => each.defaultSelected);
    return field.selectedIndex !== Math.max(0, chosen);
  }

  /* Initials of a name: "sari" -> "S", "budi santoso" -> "BS". */
  function initials(name) {
    const parts = name.split(/[\s._-]+/).filter(Boolean);
    return parts.slice(0, 2).map((part) => part[0].toUpperCase()).join("");
  }

  const rules = { seen, reaching, say, query, asked, left, known, initials, differs, UNDO_MS, USUAL, ASKED };
  if (typeof module === "object" && module.exports) module.exports = rules;
  else root.commandCenterDeskRules = rules;
})(typeof window === "undefined" ? globalThis : window);
