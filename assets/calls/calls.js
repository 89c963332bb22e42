/* The call form in the browser: keys, the number of an incoming call, ages, and what to say when the server does not answer. */
(function () {
  "use strict";

  const HEARD_MS = 1000;
  const PROBE_MS = 1500;
  const PATIENCE_MS = 15000;
  /* After which what Dash was told is on the page. */
  const DRAWN_MS = 30;
  const STOPPED_MS = 10000;
  const NARROW = "(max-width: 900px)";
  const EDITABLE = "input:not([type=radio]):not([readonly]), textarea, [contenteditable=true]";

  // Scripts load in the order of their names: this one before the rules.
  const rules = () => window.commandCenterCalls;
  const desk = {
    setup: null,
    chosen: null,
    declined: new Set(),
    busy: null,
    attempts: 0,
    sent: new Map(),
    facts: null,
    form: { caller: "", begun: false },
    told: "",
    arrivedAt: null,
    offset: 0,
  };

  const page = () => document.getElementById("calls-root");
  const part = (id) => document.getElementById(id);
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const nothing = () => window.dash_clientside.no_update;

  /* --- the number of an incoming call --- */

  /* Marks the call that the form is for, in the list and at the number, and says what speaks against that number. */
  function paint() {
    if (!page()) return;
    const { chosen, form } = desk;
    const changed = chosen && form.caller !== "" && !rules().sameNumber(form.caller, chosen.number);
    page().dataset.taken = !chosen ? "no" : chosen.written ? "again" : changed ? "other" : "yes";
    for (const row of document.querySelectorAll(".calls-call")) {
      row.setAttribute("aria-pressed", String(Boolean(chosen) && row.dataset.call === chosen.id));
    }
    const stands = standing();
    page().dataset.standing = stands;
    const said = desk.setup && stands ? sentence(stands) : "";
    if (part("calls-standing").textContent !== said) part("calls-standing").textContent = said;
  }

  const standing = () => (desk.facts ? rules().standing(desk.facts, desk.form, desk.chosen, desk.declined) : "");

  function sentence(stands) {
    const words = desk.setup.standing;
    const number = desk.form.caller || (desk.chosen && desk.chosen.number) || "";
    const current = stands === "other" ? desk.facts.suggested.number || words.withheld : "";
    const said = words[stands === "other" && !number && !desk.chosen ? "unlinked" : stands];
    return said.replaceAll("{number}", number || words.withheld).replaceAll("{current}", current);
  }

  function pick(chosen) {
    desk.chosen = chosen;
    desk.told = "";
    desk.form.caller = chosen.number;
    set("calls-caller", { value: chosen.number });
    set("calls-chosen", { data: chosen });
    paint();
    if (document.querySelector("#calls-kind-box input:checked")) focus("calls-text");
    else focus("calls-kind");
  }

  function pickCall(row) {
    const written = row.dataset.written === "yes" || desk.declined.has("written:" + row.dataset.call);
    pick({ id: row.dataset.call, number: row.dataset.number, written: written, auto: false });
  }

  /* The form is for the caller on the line after all. */
  function takeCurrent() {
    const call = desk.facts && desk.facts.suggested;
    if (call) pick({ id: call.id, number: call.number, written: false, auto: false });
  }

  /* --- ages --- */

  function age(ms) {
    const { unit, n } = window.commandCenterLive.span(Math.max(0, ms));
    return desk.setup.age[unit].replace("{n}", String(n));
  }

  function tick() {
    if (!page() || !desk.setup) return;
    const now = Date.now() - desk.offset;
    for (const node of document.querySelectorAll(".calls-age[data-at]")) {
      const text = age(now - Date.parse(node.dataset.at));
      if (node.textContent !== text) node.textContent = text;
    }
    const silence = desk.arrivedAt === null ? 0 : performance.now() - desk.arrivedAt;
    const stopped = silence > STOPPED_MS;
    const note = part("calls-list-age");
    note.textContent = stopped ? desk.setup.calls.stopped.replace("{age}", age(silence)) : desk.setup.calls.hint;
    note.classList.toggle("calls-note-bad", stopped);
  }

  /* --- sending --- */

  function focus(id) {
    // A group of radio buttons has its id on no element: its box takes the focus.
    const node = part(id) || part(id + "-box");
    if (node) node.focus();
  }

  /* Takes the marked entry of an open list, or its first: who searched and goes on means what the search has found.
   * Whether there was one. */
  function takeFound() {
    const field = document.activeElement;
    if (!field || field.dataset.expanded !== "true" || !field.value) return false;
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const option = list && (list.querySelector("[data-combobox-selected]") || list.querySelector("[role=option]"));
    if (!option) return false;
    option.click();
    return true;
  }

  const WRITTEN = ["calls-caller", "calls-name", "calls-text", "calls-address", "calls-kelurahan", "calls-category"];

  /* Whether Dash has heard all that stands in the form: its inputs tell it some time after the letter. */
  const props = (id) => window.dash_component_api.getLayout(id).props;

  function heard() {
    const kind = document.querySelector("#calls-kind-box input:checked");
    const written = WRITTEN.every((id) => {
      const { value, data } = props(id);
      const known = data && value ? data.find((option) => option.value === value).label : value;
      return (known || "") === part(id).value;
    });
    return written && (kind ? kind.value : null) === (props("calls-kind").value || null);
  }

  function send() {
    if (desk.busy) return;
    takeFound();
    // A field that is shut while it has the focus would keep its list open.
    document.activeElement.blur();
    desk.busy = { number: (desk.attempts += 1), since: performance.now() };
    sendHeard(desk.busy);
  }

  /* From here to the answer the fields are shut. Dash tells nobody when a request fails: what does not come is asked
   * after, at another address, which also tells why. */
  function sendHeard(attempt) {
    if (!heard() && performance.now() - attempt.since < HEARD_MS) {
      window.setTimeout(() => sendHeard(attempt), DRAWN_MS);
      return;
    }
    desk.sent = new Map([...WRITTEN, "calls-kind"].map((id) => [id, props(id).value]));
    set("calls-fields", { disabled: true });
    set("calls-failure", { children: "" });
    // What the operator has read beside the number need not be said again; another caller on the line is asked after once.
    const stands = standing();
    const told = desk.told || (stands === "other" ? "" : stands);
    set("calls-chosen", { data: { ...(desk.chosen || { id: "", number: "" }), told } });
    set("calls-send", { data: attempt.number });
    window.setTimeout(() => watch(attempt), PROBE_MS);
  }

  async function watch(attempt) {
    if (desk.busy !== attempt) return;
    let why = performance.now() - attempt.since > PATIENCE_MS ? "server" : null;
    try {
      const asked = { method: "HEAD", cache: "no-store", redirect: "manual" };
      const { type, status } = await fetch(window.location.pathname, asked);
      // Who is signed in no more is sent to sign in.
      if (type === "opaqueredirect" || status === 403) why = "session";
      else if (status === 503) why = "store";
    } catch {
      why = "offline";
    }
    if (desk.busy !== attempt) return;
    if (why === null) {
      window.setTimeout(() => watch(attempt), PROBE_MS);
      return;
    }
    open();
    set("calls-failure", { children: desk.setup.failure[why] });
    window.setTimeout(() => focus("calls-submit"), DRAWN_MS);
  }

  function open() {
    desk.busy = null;
    set("calls-fields", { disabled: false });
  }

  function answered(answer) {
    if (!answer || !desk.busy || answer.attempt !== desk.busy.number) return nothing();
    open();
    desk.told = answer.told || "";
    window.setTimeout(() => {
      if (answer.state === "taken") {
        if (answer.used) {
          desk.declined.add(answer.used);
          desk.declined.add("written:" + answer.used);
        }
        if (window.matchMedia(NARROW).matches) {
          part("calls-receipt").scrollIntoView({ block: "center" });
          focus("calls-receipt");
        } else focus("calls-kind");
      } else {
        focus(answer.focus || "calls-submit");
        // On a telephone the button stands before what is said above it.
        if (answer.state === "doubt") part("calls-failure").scrollIntoView({ block: "center" });
      }
    }, DRAWN_MS);
    return nothing();
  }

  /* --- keys --- */

  const COUNTED = ["prank", "ghost"];

  /* Chooses the kind with this key and goes on to where the hands are needed next. */
  function pickKind(key) {
    const kind = document.querySelectorAll("#calls-kind-box input")[key - 1];
    kind.click();
    focus(COUNTED.includes(kind.value) ? "calls-submit" : "calls-text");
  }

  function moveInCalls(event) {
    const rows = [...document.querySelectorAll(".calls-call")];
    const at = rows.indexOf(document.activeElement);
    const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  function keyed(event) {
    if (!page() || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!event.repeat) send();
      return;
    }
    if (desk.busy || event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      const first = document.querySelector(".calls-call");
      if (event.code === "KeyP" && first) {
        event.preventDefault();
        first.focus();
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") moveInCalls(event);
    else if (event.key === "Escape" && event.target.dataset.expanded !== "true") focus("calls-kind");
    else if (/^[1-4]$/.test(event.key) && !event.target.matches(EDITABLE)) {
      event.preventDefault();
      pickKind(Number(event.key));
    }
  }

  /* Before the list itself hears of it: it marks an entry only some time after a letter was typed. */
  function leaving(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!page() || !plain || (event.key !== "Enter" && event.key !== "Tab") || !takeFound()) return;
    event.stopPropagation();
    if (event.key === "Enter") event.preventDefault();
  }

  document.addEventListener("keydown", leaving, true);
  document.addEventListener("keydown", keyed);
  document.addEventListener("click", (event) => {
    if (!page() || desk.busy) return;
    const row = event.target.closest(".calls-call");
    if (row) pickCall(row);
    else if (event.target.closest("#calls-take")) takeCurrent();
    else if (event.target.closest(".calls-phone [role=option]")) window.setTimeout(() => focus("calls-kind"), DRAWN_MS);
    else if (event.target.closest("#calls-submit")) send();
  });
  window.addEventListener("beforeunload", (event) => {
    const begun = ["calls-text", "calls-name", "calls-address"].some((id) => part(id) && part(id).value);
    if (begun) event.preventDefault();
  });
  window.setInterval(tick, 1000);

  /* --- what Dash calls --- */

  function suggest(facts, setup, kind, caller, name, text, address, kelurahan, category) {
    desk.setup = setup;
    desk.arrivedAt = performance.now();
    desk.offset = Date.now() - Date.parse(facts.asOf);
    window.setTimeout(() => {
      if (desk.observer === undefined && part("calls-list")) {
        desk.observer = new MutationObserver(() => {
          tick();
          paint();
        });
        desk.observer.observe(part("calls-list"), { childList: true });
        focus("calls-kind");
      }
      tick();
      paint();
    }, 0);
    // Of the field that is typed in, Dash may not have heard yet.
    const typing = document.activeElement;
    const typed = (typing && WRITTEN.includes(typing.id) && typing.value) || "";
    const inCaller = typing === part("calls-caller");
    const begun = Boolean(kind || name || text || address || kelurahan || category || (!inCaller && typed));
    const form = { caller: (inCaller && typed) || caller || "", begun };
    // Who was quicker than this list: the form was empty when the call was not there yet, so it is for this call.
    const quick = desk.blank && form.caller === "" && !desk.chosen;
    desk.facts = facts;
    desk.form = form;
    if (desk.busy) return [nothing(), nothing()];
    const asked = quick ? { ...form, begun: false } : form;
    const call = rules().suggestion(facts, asked, desk.chosen, desk.declined);
    if (call) desk.chosen = { id: call.id, number: call.number, written: false, auto: true };
    const gone = !call && rules().dropped(facts, form, desk.chosen);
    if (gone) desk.chosen = null;
    if (call || gone) {
      desk.told = "";
      form.caller = call ? call.number : "";
    }
    const free = !facts.suggested || desk.declined.has(facts.suggested.id);
    desk.blank = free && !form.begun && form.caller === "" && !desk.chosen;
    return call || gone ? [form.caller, desk.chosen] : [nothing(), nothing()];
  }

  /* The number is written over, or the form is for another call, or for none. A number that is taken out or put in by hand
   * leaves the call: what it is then a report of is said beside it. */
  function choose(caller, chosen) {
    desk.form.caller = caller || "";
    desk.chosen = chosen && chosen.id ? chosen : null;
    paint();
    return nothing();
  }

  /* What is wrong with a field is said until it says something else than what was sent. */
  function mended() {
    const inputs = window.dash_clientside.callback_context.inputs_list;
    return inputs.every(({ id, value }) => desk.sent.get(id) === value) ? nothing() : "";
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    calls: { suggest, choose, answered, mended },
  });
  window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, {
    calls_places: ({ options, search, limit }) => rules().found(options, search).slice(0, limit || options.length),
  });
})();
