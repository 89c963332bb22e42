/* The selection lives in the address: every choice, click and step back is written there, and the server is asked for it. */
(function () {
  "use strict";

  const PATH = "/analytics";
  const KEPT = ["tema", "bahasa"];
  const PATIENCE_MS = 12000;
  /* As layouts/analytics/grid.py has them: rows of a page, height of a row, and of head and foot together. */
  const PAGE_ROWS = 12;
  const ROW_PX = 36;
  const AROUND_ROWS_PX = 94;
  let number = 0;
  let lateTimer = 0;
  /* Number of the question that is not answered yet: the next one is asked after it, and only the last of those waiting. */
  let open = 0;

  const root = () => document.getElementById("analytics-root");
  const { set_props: set } = { set_props: (id, props) => window.dash_clientside.set_props(id, props) };
  const query = () => new URLSearchParams(location.search);

  function write(params) {
    const text = window.analyticsAddress.text(params);
    if (text === window.analyticsAddress.text(query())) return;
    history.pushState({ analytics: true }, "", location.pathname + (text ? "?" + text : ""));
    ask();
  }

  function ask() {
    number += 1;
    const here = root();
    if (!here) return;
    here.dataset.busy = "1";
    delete here.dataset.late;
    clearTimeout(lateTimer);
    lateTimer = setTimeout(() => { here.dataset.late = "1"; }, PATIENCE_MS);
    follow();
    if (open) return;
    open = number;
    set("analytics-ask", { data: { query: location.search, number } });
  }

  /* Controls show what the address says, whoever wrote it there. */
  function follow() {
    const params = query();
    for (const box of document.querySelectorAll("[id^='analytics-choose-']")) {
      const name = box.id.slice("analytics-choose-".length);
      set(box.id, { value: window.analyticsAddress.values(params, name) });
    }
    set("analytics-baseline", { value: params.get("banding") || "sebelumnya" });
    const own = params.has("dari") || params.has("sampai");
    for (const button of document.querySelectorAll("[data-period]")) {
      const chosen = !own && (params.get("periode") || "13-minggu") === button.dataset.period;
      button.setAttribute("aria-pressed", String(chosen));
    }
  }

  function clicked(event) {
    const target = event.target.closest ? event.target.closest("button, a, summary") : null;
    closeFolds(event.target);
    if (!target || !root() || !root().contains(target)) return;
    const data = target.dataset;
    const address = window.analyticsAddress;
    if (data.filter) write(address.toggled(query(), data.filter, event.ctrlKey || event.metaKey || event.shiftKey));
    else if (data.remove) write(address.without(query(), data.remove, KEPT));
    else if (data.period) write(address.withPeriod(query(), data.period));
    else if (data.option) write(address.withOption(query(), data.option));
    else if (data.again) {
      open = 0;
      ask();
    }
    else if (data.range) takeRange();
    else if (data.view) keepView(data);
  }

  /* Two date fields of the browser's own, which Dash has no component for. */
  function dateFields(box) {
    for (const [name, label, value] of [["first", box.dataset.from, box.dataset.first], ["last", box.dataset.until, box.dataset.last]]) {
      const field = document.createElement("input");
      Object.assign(field, { type: "date", name, value, min: "2000-01-01", max: box.dataset.most, required: true });
      const around = document.createElement("label");
      around.append(label, field);
      box.append(around);
    }
    const take = document.createElement("button");
    Object.assign(take, { type: "button", className: "work-button", textContent: box.dataset.take });
    take.dataset.range = "1";
    box.append(take);
  }

  function takeRange() {
    const fields = [...document.querySelectorAll("#analytics-range input")];
    const wrong = fields.find((field) => !field.reportValidity());
    if (wrong) return;
    const days = fields.map((field) => field.value).sort();
    write(window.analyticsAddress.withRange(query(), days[0], days[1]));
    closeFolds(document.body);
  }

  function keepView(data) {
    const field = document.getElementById("analytics-view-name");
    number += 1;
    set("analytics-view-act", {
      data: { act: data.view, name: field ? field.value : "", number: Number(data.number || 0), query: location.search, at: number },
    });
    if (data.view !== "delete") set("analytics-view-name", { value: "" });
  }

  function closeFolds(target) {
    for (const fold of document.querySelectorAll(".analytics details.fold[open]")) {
      if (!fold.contains(target)) fold.open = false;
    }
  }

  document.addEventListener("click", clicked);
  /* Nothing comes of that question any more: the next choice may be asked for. The page's frame says why. */
  document.addEventListener("work-unanswered", () => {
    open = 0;
    clearTimeout(lateTimer);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const fold = document.querySelector(".analytics details.fold[open]");
    if (!fold) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  /* Dash would draw the whole page anew for a step back: here the parts are asked for as for any other choice. */
  window.addEventListener("popstate", (event) => {
    if (location.pathname !== PATH || !root()) return;
    event.stopImmediatePropagation();
    ask();
  }, true);

  window.analyticsFilter = (text, more) => write(window.analyticsAddress.toggled(query(), text, more));

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    analytics: {
      choose(...values) {
        const context = window.dash_clientside.callback_context;
        const triggered = context.triggered.length ? context.triggered[0].prop_id.replace(/\.value$/, "") : "";
        const params = query();
        if (triggered === "analytics-baseline") {
          write(window.analyticsAddress.withBaseline(params, values[values.length - 1]));
        } else if (triggered.startsWith("analytics-choose-")) {
          write(window.analyticsAddress.withValues(params, triggered.slice(17), context.triggered[0].value || []));
        }
        return window.dash_clientside.no_update;
      },
      shown(data) {
        const here = root();
        open = 0;
        if (data && data.number && data.number !== number) setTimeout(ask, 0);
        if (here && data && (data.number === undefined || data.number === null || data.number === number)) {
          clearTimeout(lateTimer);
          delete here.dataset.busy;
          delete here.dataset.late;
          here.dataset.shown = data.query || "";
          if (data.number) here.dataset.below = "1";
          window.analyticsRows(data.number);
        }
        return window.dash_clientside.no_update;
      },
      below() {
        const here = root();
        if (here) {
          delete here.dataset.below;
          here.dataset.complete = here.dataset.shown || "";
          fitRows(here);
        }
        return window.dash_clientside.no_update;
      },
    },
  });

  /* The table is as high as its rows are many; without a row the words in its place say so. */
  function fitRows(here) {
    const told = here.querySelector("[data-rows]");
    const grid = document.getElementById("analytics-grid");
    if (!told || !grid) return;
    const rows = Math.min(Number(told.dataset.rows), PAGE_ROWS);
    grid.style.height = rows * ROW_PX + AROUND_ROWS_PX + "px";
    grid.hidden = rows === 0;
  }

  /* The grid asks again for its first rows; before the first answer it has asked by itself. */
  window.analyticsRows = (again) => {
    if (!again || !window.dash_ag_grid) return;
    const grid = window.dash_ag_grid.getApi("analytics-grid");
    if (grid) grid.purgeInfiniteCache();
  };

  const small = window.matchMedia("(max-width: 760px)");
  new MutationObserver((_, observer) => {
    const box = document.querySelector(".analytics .bar-box");
    if (!box) return;
    observer.disconnect();
    if (small.matches) box.open = false;
    dateFields(document.getElementById("analytics-range"));
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
