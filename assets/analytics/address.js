/* The address of a selection as text: pure functions over URLSearchParams, the same form as the server writes. */
(function (scope) {
  "use strict";

  const ORDER = ["dari", "sampai", "periode", "banding", "kanal", "kategori", "opd", "kecamatan", "kelurahan", "status",
    "kebijakan", "tanggal", "hari", "jam", "tanda"];
  const DEFAULTS = { periode: "13-minggu", banding: "sebelumnya" };

  const values = (params, name) => (params.get(name) || "").split(",").filter(Boolean);

  function withValues(params, name, chosen) {
    const next = new URLSearchParams(params);
    const unique = [...new Set(chosen)].sort();
    if (unique.length) next.set(name, unique.join(","));
    else next.delete(name);
    return next;
  }

  function text(params) {
    const names = [...new Set(params.keys())];
    const known = ORDER.filter((name) => names.includes(name) && DEFAULTS[name] !== params.get(name));
    const others = names.filter((name) => !ORDER.includes(name));
    return [...known, ...others]
      .map((name) => name + "=" + encodeURIComponent(params.get(name)).replaceAll("%2C", ",").replaceAll("%40", "@"))
      .join("&");
  }

  /* `wanted` is such as "hari=jumat&jam=06": chosen where it is not, taken away where it is just that; `more` adds it. */
  function toggled(params, wanted, more) {
    const pairs = wanted.split("&").map((pair) => pair.split("="));
    const same = pairs.every(([name, list]) => list.split(",").sort().join() === values(params, name).sort().join());
    let next = new URLSearchParams(params);
    for (const [name, list] of pairs) {
      const own = list.split(",");
      const present = values(params, name);
      const there = own.every((value) => present.includes(value));
      let chosen = same ? [] : own;
      if (more) chosen = there ? present.filter((value) => !own.includes(value)) : [...present, ...own];
      next = withValues(next, name, chosen);
    }
    return next;
  }

  function without(params, name, kept) {
    const next = new URLSearchParams(params);
    const filters = ORDER.slice(ORDER.indexOf("kanal"));
    for (const each of name === "semua" ? filters : [name]) if (!kept.includes(each)) next.delete(each);
    return next;
  }

  function withPeriod(params, preset) {
    const next = new URLSearchParams(params);
    next.delete("dari");
    next.delete("sampai");
    next.delete("tanggal");
    next.set("periode", preset);
    return next;
  }

  function withRange(params, first, last) {
    const next = withPeriod(params, "");
    next.delete("periode");
    next.set("dari", first);
    next.set("sampai", last);
    return next;
  }

  function withBaseline(params, baseline) {
    const next = new URLSearchParams(params);
    if (baseline) next.set("banding", baseline);
    return next;
  }

  function withOption(params, option) {
    const next = new URLSearchParams(params);
    const [name, value] = option.split("=");
    const usual = { peta: "per-jiwa", tingkat: "kecamatan" };
    if (usual[name] === value) next.delete(name);
    else next.set(name, value);
    return next;
  }

  const address = { values, withValues, text, toggled, without, withPeriod, withRange, withBaseline, withOption };
  if (typeof module === "object") module.exports = address;
  else scope.analyticsAddress = address;
})(typeof window === "undefined" ? globalThis : window);
