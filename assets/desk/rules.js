/* The desk's rules that need no page: which names a search finds first, and when a call's number goes into the form. */
(function (root) {
  "use strict";

  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim();

  /* How well a label "Name · Kecamatan" answers a search: smaller is better, null where it does not.
   * 0 the name begins with it, 1 a later word of the name does, 2 it is inside the name, 3 inside the kecamatan. */
  function rank(label, search) {
    const wanted = plain(search);
    const [name, home] = plain(label).split(" · ");
    if (wanted === "" || name.startsWith(wanted)) return 0;
    if (name.includes(" " + wanted)) return 1;
    if (name.includes(wanted)) return 2;
    return (home || "").includes(wanted) || plain(label).includes(wanted) ? 3 : null;
  }

  /* Options ({label}) that a search finds, best first; those that are equally good keep their order. */
  function found(options, search) {
    return options
      .map((option) => [rank(option.label, search), option])
      .filter(([found]) => found !== null)
      .sort((one, other) => one[0] - other[0])
      .map(([, option]) => option);
  }

  /* Digits of a telephone number in one form, the same rule as command_center/domain/calls.py. */
  function digits(number) {
    const only = number.replace(/\D/g, "");
    if (number.trim().startsWith("+") || only.startsWith("00")) return only.replace(/^00/, "").replace(/^620/, "62");
    return only.startsWith("0") && only.length >= 8 ? "62" + only.slice(1) : only;
  }

  function sameNumber(one, other) {
    return digits(one || "") === digits(other || "");
  }

  /* The call to take into the form: {id, number}, or null to leave the form as it is.
   *
   * `form` is {caller, begun}: the number in it and whether anything else is. `chosen` is the call that the form is for,
   * null for none; its `auto` says that nobody chose it. `declined` are calls that this desk let go or has written down.
   * A number that was filled in stays while nobody else has written that call down: it must not change under a reader.
   */
  function suggestion(facts, form, chosen, declined) {
    const call = facts.suggested;
    if (!call || form.begun || declined.has(call.id)) return null;
    if (!chosen) return form.caller === "" ? call : null;
    return chosen.auto && chosen.id !== call.id && !facts.unwritten.includes(chosen.id) ? call : null;
  }

  const rules = { rank, found, digits, sameNumber, suggestion };
  if (typeof module === "object" && module.exports) module.exports = rules;
  else root.commandCenterDesk = rules;
})(typeof window === "undefined" ? globalThis : window);
