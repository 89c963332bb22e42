/* Reports that lie over each other too much to be told apart become one mark with their number. Pure. */
(function (root) {
  "use strict";

  /* So many marks within the reach of one cover each other: each overlaps two or three others on average. */
  const FEWEST = 16;

  /* Gather spots (two arrays of pixels, `xs` and `ys`) within `reach` pixels of a crowded place.
   *
   * Returns {gathered: [{x, y, members}], single: [index]}; every index is in one of them. The most crowded cell comes
   * first, and what it takes is taken: so the same spots always give the same marks.
   */
  function gather(xs, ys, reach, fewest = FEWEST) {
    const cells = new Map();
    for (let index = 0; index < xs.length; index++) {
      const key = cell(xs[index], ys[index], reach);
      const held = cells.get(key);
      if (held) held.push(index);
      else cells.set(key, [index]);
    }
    const taken = new Uint8Array(xs.length);
    const gathered = [];
    const order = Array.from(cells.keys()).sort((a, b) => cells.get(b).length - cells.get(a).length || a - b);
    for (const key of order) {
      const own = cells.get(key).filter((index) => !taken[index]);
      if (own.length < Math.ceil(fewest / 4)) continue;
      const centre = mean(own, xs, ys);
      const members = around(cells, centre, reach).filter((index) => !taken[index] && near(index, xs, ys, centre, reach));
      if (members.length < fewest) continue;
      for (const index of members) taken[index] = 1;
      gathered.push({ ...mean(members, xs, ys), members });
    }
    const single = [];
    for (let index = 0; index < xs.length; index++) if (!taken[index]) single.push(index);
    return { gathered, single };
  }

  const ROW = 65536;

  function cell(x, y, reach) {
    return (Math.floor(y / reach) + 1024) * ROW + Math.floor(x / reach) + 1024;
  }

  function around(cells, spot, reach) {
    const found = [];
    for (let down = -1; down <= 1; down++) {
      for (let right = -1; right <= 1; right++) {
        const held = cells.get(cell(spot.x + right * reach, spot.y + down * reach, reach));
        if (held) found.push(...held);
      }
    }
    return found;
  }

  function near(index, xs, ys, spot, reach) {
    const right = xs[index] - spot.x;
    const down = ys[index] - spot.y;
    return right * right + down * down <= reach * reach;
  }

  function mean(members, xs, ys) {
    let x = 0;
    let y = 0;
    for (const index of members) {
      x += xs[index];
      y += ys[index];
    }
    return { x: x / members.length, y: y / members.length };
  }

  /* Where the parts of a ring begin and end, in turns from the top: [{part, from, until}] of counts above 0. */
  function parts(counts) {
    const all = counts.reduce((sum, count) => sum + count, 0);
    const found = [];
    let from = 0;
    counts.forEach((count, part) => {
      if (!count) return;
      const until = from + count / all;
      found.push({ part, from, until });
      from = until;
    });
    return found;
  }

  /* Radius of a ring in units of the design: its area grows with the number, within bounds. */
  function radius(count) {
    return Math.min(27, 17 + 0.75 * Math.sqrt(count));
  }

  /* Move a ring {x, y, r} out of the way of circles {x, y, r}: straight away from the middle of one that it touches. */
  function aside(ring, circles) {
    let { x, y } = ring;
    for (const circle of circles) {
      const apart = circle.r + ring.r + 2;
      const far = Math.hypot(x - circle.x, y - circle.y);
      if (far >= apart) continue;
      const [right, down] = far > 0.5 ? [(x - circle.x) / far, (y - circle.y) / far] : [0, 1];
      x = circle.x + right * apart;
      y = circle.y + down * apart;
    }
    return { x, y };
  }

  const clusters = { FEWEST, aside, gather, parts, radius };
  if (typeof module === "object" && module.exports) module.exports = clusters;
  else root.commandCenterClusters = clusters;
})(typeof window === "undefined" ? globalThis : window);
