/* Charts on a large screen: their words grow with those of the page, which plotly does not know of. */
(function () {
  "use strict";

  const BASE_PX = 16;
  const SIZES = new Set(["size", "standoff", "yshift", "xshift"]);
  const grown = new WeakMap();

  /* How much larger the words of this page are than on a usual screen. */
  function growth() {
    const page = document.querySelector(".work");
    return page ? parseFloat(getComputedStyle(page).fontSize) / BASE_PX : 1;
  }

  /* A copy whose sizes of words and shifts are `times` as large; marks and lines stay as they are. */
  function larger(part, times, ofWords) {
    if (Array.isArray(part)) return part.map((each) => larger(each, times, ofWords));
    if (part === null || typeof part !== "object") return part;
    const copy = {};
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === "number" && SIZES.has(name) && (ofWords || name !== "size")) copy[name] = value * times;
      else if (name === "margin") copy[name] = scaled(value, times);
      else copy[name] = larger(value, times, /font$/i.test(name));
    }
    return copy;
  }

  function scaled(margin, times) {
    return Object.fromEntries(Object.entries(margin).map(([side, px]) => [side, typeof px === "number" ? px * times : px]));
  }

  /* The same layout always grows into the same copy, so that plotly sees what changed and what did not. */
  function layoutFor(layout, times) {
    if (!layout || times <= 1.01) return layout;
    const known = grown.get(layout);
    if (known && known.times === times) return known.copy;
    const copy = larger(layout, times, false);
    grown.set(layout, { times, copy });
    return copy;
  }

  function traces(data, times) {
    return !Array.isArray(data) || times <= 1.01 ? data : data.map((trace) => larger(trace, times, false));
  }

  function wrap(name) {
    const original = window.Plotly[name];
    window.Plotly[name] = function (node, data, layout, ...rest) {
      const times = growth();
      if (Array.isArray(data)) return original.call(this, node, traces(data, times), layoutFor(layout, times), ...rest);
      if (data && data.layout) {
        return original.call(this, node, { ...data, data: traces(data.data, times), layout: layoutFor(data.layout, times) }, layout, ...rest);
      }
      return original.call(this, node, data, layout, ...rest);
    };
  }

  if (typeof module !== "undefined") module.exports = { larger };
  else if (window.Plotly) ["newPlot", "react"].forEach(wrap);
})();
