/* What plotly does not know of: words of a chart grow with those of the page, and a narrow chart shows less of them. */
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

  const ROOMY_PX = 400;
  const fitted = new WeakMap();

  /* As it fits the width: annotations named for the other width are left out, and layout.meta.narrow says what else differs. */
  function fitting(layout, width) {
    const narrow = width < ROOMY_PX;
    const other = narrow ? "roomy" : "narrow";
    const marked = layout && (layout.annotations || []).some((each) => each.name === other);
    const changes = (narrow && layout && layout.meta && layout.meta.narrow) || null;
    if (!marked && !changes) return layout;
    const known = fitted.get(layout);
    if (known && known.other === other) return known.copy;
    const copy = { ...layout };
    if (marked) copy.annotations = layout.annotations.filter((each) => each.name !== other);
    for (const [name, part] of Object.entries(changes || {})) copy[name] = { ...layout[name], ...part };
    fitted.set(layout, { other, copy });
    return copy;
  }

  function traces(data, times) {
    return !Array.isArray(data) || times <= 1.01 ? data : data.map((trace) => larger(trace, times, false));
  }

  function wrap(name) {
    const original = window.Plotly[name];
    window.Plotly[name] = function (node, data, layout, ...rest) {
      const times = growth();
      const fit = (whole) => layoutFor(fitting(whole, (node.clientWidth || ROOMY_PX) / times), times);
      if (Array.isArray(data)) return original.call(this, node, traces(data, times), fit(layout), ...rest);
      if (data && data.layout) {
        return original.call(this, node, { ...data, data: traces(data.data, times), layout: fit(data.layout) }, layout, ...rest);
      }
      return original.call(this, node, data, layout, ...rest);
    };
  }

  if (typeof module !== "undefined") module.exports = { larger, fitting };
  else if (window.Plotly) ["newPlot", "react"].forEach(wrap);
})();
