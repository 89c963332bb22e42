/* The desk in the browser: keys, the number of an incoming call, ages, and what to say when the server does not answer. */
(function () {
  "use strict";

  const GRACE_MS = 600;
  const STOPPED_MS = 10000;
  const NARROW = "(max-width: 900px)";
  const EDITABLE = "input:not([type=radio]), textarea, [contenteditable=true]";

  const rules = window.commandCenterDesk;
  const desk = {
    setup: null,
    chosen: null,
    declined: new Set(),
    answer: null,
    busy: false,
    picking: false,
    arrivedAt: null,
    offset: 0,
  };

  const page = () => document.getElementById("desk-root");
  const part = (id) => document.getElementById(id);
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const nothing = () => window.dash_clientside.no_update;

  /* --- the number of an incoming call --- */

  /* Marks the call that the form is for, in the list and at the number. */
  function paint() {
    if (!page()) return;
    page().dataset.taken = desk.chosen ? "yes" : "no";
    for (const row of document.querySelectorAll(".desk-call")) {
      row.setAttribute("aria-pressed", String(Boolean(desk.chosen) && row.dataset.call === desk.chosen.id));
    }
  }

  function pickCall(row) {
    const written = row.dataset.written === "yes" || desk.declined.has("written:" + row.dataset.call);
    const chosen = { id: row.dataset.call, number: row.dataset.number, written: written, auto: false };
    desk.picking = true;
    set("desk-caller", { value: row.dataset.number });
    set("desk-chosen", { data: chosen });
    desk.picking = false;
    desk.chosen = chosen;
    paint();
    if (document.querySelector("#desk-kind input:checked")) focus("desk-text");
    else focus("desk-kind");
  }

  /* --- ages --- */

  function age(ms) {
    const { unit, n } = window.commandCenterLive.span(Math.max(0, ms));
    return desk.setup.age[unit].replace("{n}", String(n));
  }

  function tick() {
    if (!page() || !desk.setup) return;
    const now = Date.now() - desk.offset;
    for (const node of document.querySelectorAll(".desk-age[data-at]")) {
      const text = age(now - Date.parse(node.dataset.at));
      if (node.textContent !== text) node.textContent = text;
    }
    const silence = desk.arrivedAt === null ? 0 : performance.now() - desk.arrivedAt;
    const stopped = silence > STOPPED_MS;
    const note = part("desk-calls-age");
    note.textContent = stopped ? desk.setup.calls.stopped.replace("{age}", age(silence)) : desk.setup.calls.hint;
    note.classList.toggle("desk-note-bad", stopped);
  }

  /* --- sending --- */

  function focus(id) {
    const node = part(id);
    if (!node) return;
    if (id === "desk-kind") node.tabIndex = -1;
    node.focus({ preventScroll: false });
  }

  function send() {
    if (desk.busy || part("desk-fields").disabled) return;
    // A name that is still being searched for is taken when its list loses the focus.
    if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
    window.setTimeout(() => part("desk-submit").click(), 30);
  }

  /* What the operator is told when no answer came; the answer of another address tells why. */
  async function failed() {
    let why = "server";
    try {
      const { status } = await fetch("/_dash-dependencies", { cache: "no-store" });
      if (status === 401 || status === 403) why = "session";
      else if (status === 503) why = "store";
    } catch {
      why = "offline";
    }
    if (!desk.busy) return;
    desk.busy = false;
    set("desk-failure", { children: desk.setup.failure[why] });
    focus("desk-submit");
  }

  function answered(answer) {
    desk.answer = answer;
    desk.busy = false;
    // After the fieldset is open again, and the new values are drawn.
    window.setTimeout(() => {
      if (answer.state === "taken") {
        if (answer.used) {
          desk.declined.add(answer.used);
          desk.declined.add("written:" + answer.used);
        }
        if (window.matchMedia(NARROW).matches) {
          part("desk-receipt").scrollIntoView({ block: "center" });
          focus("desk-receipt");
        } else focus("desk-kind");
      } else focus(answer.focus || "desk-submit");
    }, 30);
  }

  /* --- keys --- */

  const KINDS = { 1: "normal", 2: "information", 3: "prank", 4: "ghost" };

  function pickKind(kind) {
    document.querySelector(`#desk-kind input[value=${kind}]`).click();
    focus(kind === "prank" || kind === "ghost" ? "desk-submit" : "desk-text");
  }

  function moveInCalls(event) {
    const rows = [...document.querySelectorAll(".desk-call")];
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
      const first = document.querySelector(".desk-call");
      if (event.code === "KeyP" && first) {
        event.preventDefault();
        first.focus();
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") moveInCalls(event);
    else if (event.key === "Escape" && event.target.getAttribute("aria-expanded") !== "true") focus("desk-kind");
    else if (KINDS[event.key] && !event.target.matches(EDITABLE)) {
      event.preventDefault();
      pickKind(KINDS[event.key]);
    }
  }

  document.addEventListener("keydown", keyed);
  document.addEventListener("click", (event) => {
    const row = event.target.closest && event.target.closest(".desk-call");
    if (row && !desk.busy) pickCall(row);
  });
  window.addEventListener("beforeunload", (event) => {
    const begun = ["desk-text", "desk-name", "desk-address"].some((id) => part(id) && part(id).value);
    if (begun) event.preventDefault();
  });
  window.setInterval(tick, 1000);

  /* --- what Dash calls --- */

  function suggest(facts, setup, kind, caller, name, text, address, kelurahan, category) {
    desk.setup = setup;
    desk.arrivedAt = performance.now();
    desk.offset = Date.now() - Date.parse(facts.asOf);
    window.setTimeout(() => {
      if (desk.observer === undefined && part("desk-calls")) {
        desk.observer = new MutationObserver(() => {
          tick();
          paint();
        });
        desk.observer.observe(part("desk-calls"), { childList: true });
        focus("desk-kind");
      }
      tick();
      paint();
    }, 0);
    const begun = Boolean(name || text || address || kelurahan || category);
    const call = desk.busy ? null : rules.suggestion(facts, { caller: caller || "", begun }, desk.chosen, desk.declined);
    if (!call) return [nothing(), nothing()];
    desk.chosen = { id: call.id, number: call.number, written: false, auto: true };
    return [call.number, desk.chosen];
  }

  function choose(caller, chosen) {
    if (desk.picking) return nothing();
    if (chosen && !rules.sameNumber(caller, chosen.number)) {
      desk.declined.add(chosen.id);
      desk.chosen = null;
      paint();
      return null;
    }
    desk.chosen = chosen;
    paint();
    return nothing();
  }

  function settle(disabled, answer) {
    if (answer && answer !== desk.answer) answered(answer);
    else if (disabled) desk.busy = true;
    else if (desk.busy) window.setTimeout(() => desk.busy && failed(), GRACE_MS);
    return nothing();
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    desk: { suggest, choose, settle, mended: () => "" },
  });
  window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, {
    desk_places: ({ options, search, limit }) => rules.found(options, search).slice(0, limit || options.length),
  });
})();
