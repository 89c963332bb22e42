/* Degrees to pixels of the map's panel: the Web Mercator of tiles, as the outlines in the page are drawn. Pure. */
(function (root) {
  "use strict";

  /* Latitude stretched as in Web Mercator, in degrees of longitude at the equator. */
  function mercator(lat) {
    return (Math.asinh(Math.tan((lat * Math.PI) / 180)) * 180) / Math.PI;
  }

  class Projection {
    /* `city` is {west, north, perDegree, width, height} of the drawing, `box` {x, y, w, h} where it stands: it fills
     * that box as far as its shape allows, in the middle (preserveAspectRatio="xMidYMid meet"). */
    constructor(city, box) {
      const scale = Math.min(box.w / city.width, box.h / city.height);
      this.perDegree = city.perDegree * scale;
      this.west = city.west;
      this.north = mercator(city.north);
      this.left = box.x + (box.w - city.width * scale) / 2;
      this.top = box.y + (box.h - city.height * scale) / 2;
    }

    project(lon, lat) {
      return [this.left + (lon - this.west) * this.perDegree, this.top + (this.north - mercator(lat)) * this.perDegree];
    }

    /* Tiles that cover a panel of that size: [{z, x, y, left, top, size}] in pixels, at the zoom whose tiles are nearest
     * to their own 256 pixels (a screen of two pixels a pixel takes the next, up to `deepest`). */
    tiles(width, height, ratio, deepest) {
      const world = 360 * this.perDegree;
      const z = Math.max(0, Math.min(deepest, Math.round(Math.log2((world * ratio) / 256))));
      const n = Math.pow(2, z);
      const size = world / n;
      const left = this.left - (this.west + 180) * this.perDegree;
      const top = this.top - (180 - this.north) * this.perDegree;
      const found = [];
      for (let y = Math.max(0, Math.floor(-top / size)); y < n && top + y * size < height; y++) {
        for (let x = Math.max(0, Math.floor(-left / size)); x < n && left + x * size < width; x++) {
          found.push({ z, x, y, left: left + x * size, top: top + y * size, size });
        }
      }
      return found;
    }
  }

  if (typeof module === "object" && module.exports) module.exports = Projection;
  else root.commandCenterProjection = Projection;
})(typeof window === "undefined" ? globalThis : window);
