/* Marks of the charts as filters: by a click, and with the keyboard, arrows to move and Enter to choose. */
(function () {
  "use strict";

  const wanted = (point) => {
    const custom = point.customdata;
    if (Array.isArray(custom)) return custom[0];
    return custom || (point.data && point.data.meta) || "";
  };

  function wire(plot) {
    plot.dataset.wired = "1";
    plot.on("plotly_click", (event) => {
      const point = event.points && event.points[event.points.length - 1];
      const text = point ? wanted(point) : "";
      const how = event.event || {};
      if (text) window.analyticsFilter(text, how.ctrlKey || how.metaKey || how.shiftKey);
    });
    const figure = plot.closest("figure");
    if (!figure) return;
    figure.tabIndex = 0;
    figure.setAttribute("role", "group");
    figure.addEventListener("keydown", (event) => moved(event, plot, figure));
    figure.addEventListener("blur", () => { if (window.Plotly && plot._fullLayout) window.Plotly.Fx.unhover(plot); });
  }

  /* What can be chosen in a chart, in reading order: bars, cells row by row, or areas. */
  function choices(plot) {
    const found = [];
    plot.data.forEach((trace, curve) => {
      const custom = trace.customdata;
      if (trace.meta) found.push({ curve, text: trace.meta, said: trace.text || "" });
      else if (custom && trace.type === "heatmap") {
        custom.forEach((row, y) => row.forEach((cell, x) => found.push({ curve, point: [y, x], text: cell[0], said: cell[1], row: row.length })));
      } else if (custom) {
        Array.from(custom).forEach((cell, at) => found.push({ curve, point: at, text: cell[0], said: cell[1] }));
      }
    });
    return found;
  }

  function moved(event, plot, figure) {
    const list = choices(plot);
    if (!list.length) return;
    let at = Number(figure.dataset.at || -1);
    const row = list[0].row || 7;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row };
    if (event.key in steps) at = at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + steps[event.key]));
    else if (event.key === "Home") at = 0;
    else if (event.key === "End") at = list.length - 1;
    else if ((event.key === "Enter" || event.key === " ") && list[at]) {
      event.preventDefault();
      window.analyticsFilter(list[at].text, event.ctrlKey || event.metaKey || event.shiftKey);
      return;
    } else return;
    event.preventDefault();
    figure.dataset.at = String(at);
    const chosen = list[at];
    const said = document.getElementById("analytics-noted");
    if (said) said.textContent = String(chosen.said).replace(/<[^>]+>/g, " ");
    if (window.Plotly && chosen.point !== undefined) {
      window.Plotly.Fx.hover(plot, [{ curveNumber: chosen.curve, pointNumber: chosen.point }]);
    }
    figure.dataset.said = String(chosen.said).replace(/<[^>]+>/g, " · ");
  }

  /* The map is zoomed by its own buttons around its middle. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest ? event.target.closest("[data-zoom]") : null;
    if (!button) return;
    const plot = document.querySelector(".card-map .js-plotly-plot");
    if (!plot || !window.Plotly) return;
    if (button.dataset.zoom === "reset") {
      window.Plotly.relayout(plot, { "xaxis.autorange": true, "yaxis.autorange": true });
      return;
    }
    const by = button.dataset.zoom === "in" ? 0.6 : 1 / 0.6;
    const change = {};
    for (const name of ["xaxis", "yaxis"]) {
      const [low, high] = plot._fullLayout[name].range;
      const middle = (low + high) / 2;
      change[name + ".range"] = [middle + (low - middle) * by, middle + (high - middle) * by];
    }
    window.Plotly.relayout(plot, change);
  });

  new MutationObserver(() => {
    for (const plot of document.querySelectorAll(".analytics .js-plotly-plot:not([data-wired])")) {
      if (typeof plot.on === "function") wire(plot);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
