/* The call form's rules that need no page: which names a search finds first, and when a call's number goes into the form. */
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

  /* Whether a person wrote into the form: anything but the number of the call that it is for. */
  function touched(form, chosen) {
    return form.begun || (form.caller !== "" && !(chosen && sameNumber(form.caller, chosen.number ?? form.caller)));
  }

  /* The call to take into the form: {id, number}, or null to leave the form as it is.
   *
   * `facts.suggested` is the call on this operator's line. `form` is {caller, begun}: the number in it and whether anything
   * else is. `chosen` is the call that the form is for, null for none; its `auto` says that nobody chose it. `declined` are
   * calls that this desk has written down. An empty form follows the operator's line; what a person wrote stays.
   */
  function suggestion(facts, form, chosen, declined) {
    const call = facts.suggested;
    if (!call || declined.has(call.id) || touched(form, chosen)) return null;
    return !chosen || (chosen.auto && chosen.id !== call.id) ? call : null;
  }

  /* Whether a number that was filled in by itself goes again: its call has ended, is another's, or is written down. */
  function dropped(facts, form, chosen) {
    return Boolean(chosen && chosen.auto) && !touched(form, chosen) && !facts.unwritten.includes(chosen.id);
  }

  /* What speaks against the number of a form, the same rule as command_center/domain/calls.py: "" for nothing, "ended",
   * "elsewhere" (another operator has the call), "other" (this operator has another caller now). */
  function standing(facts, form, chosen, declined) {
    const call = facts.suggested;
    if (!chosen && !form.begun && form.caller === "") return "";
    // A phone may hold one caller and speak with another: both are on its line.
    if (chosen && facts.unwritten.includes(chosen.id)) return "";
    if (call && !declined.has(call.id) && !(chosen && chosen.id === call.id)) {
      const number = form.caller || (chosen ? chosen.number : "");
      // Who rings again is the same caller: the form is right as it is.
      return number && sameNumber(number, call.number) ? "" : "other";
    }
    if (!chosen || chosen.written) return "";
    const stands = (facts.standing || {})[chosen.id] || "ended";
    return stands === "here" ? "" : stands;
  }

  const rules = { rank, found, digits, sameNumber, suggestion, dropped, standing };
  if (typeof module === "object" && module.exports) module.exports = rules;
  else root.commandCenterCalls = rules;
})(typeof window === "undefined" ? globalThis : window);
