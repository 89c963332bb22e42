/* Degrees to pixels of the desk's map and back, as the tiles have them (Web Mercator), round a centre and at a zoom. Pure. */
(function (root) {
  "use strict";

  const NEAREST = 300000;
  const FARTHEST = 1500;
  const METRES = 111320;

  const mercator = (lat) => (Math.asinh(Math.tan((lat * Math.PI) / 180)) * 180) / Math.PI;
  const unmercator = (y) => (Math.atan(Math.sinh((y * Math.PI) / 180)) * 180) / Math.PI;

  class Ground {
    /* `scale` is pixels a degree of longitude. */
    constructor(lon, lat, scale, width, height) {
      this.lon = lon;
      this.y = mercator(lat);
      this.scale = Math.max(FARTHEST, Math.min(NEAREST, scale));
      this.width = width;
      this.height = height;
    }

    project(lon, lat) {
      return [this.width / 2 + (lon - this.lon) * this.scale, this.height / 2 + (this.y - mercator(lat)) * this.scale];
    }

    place(x, y) {
      return [this.lon + (x - this.width / 2) / this.scale, unmercator(this.y - (y - this.height / 2) / this.scale)];
    }

    moved(dx, dy) {
      const [lon, lat] = this.place(this.width / 2 - dx, this.height / 2 - dy);
      return new Ground(lon, lat, this.scale, this.width, this.height);
    }

    /* Nearer by `factor`, with the place under (x, y) where it is. */
    zoomed(factor, x, y) {
      const scale = Math.max(FARTHEST, Math.min(NEAREST, this.scale * factor));
      const [lon, lat] = this.place(x, y);
      const far = new Ground(lon, lat, scale, this.width, this.height);
      return far.moved(x - this.width / 2, y - this.height / 2);
    }

    sized(width, height) {
      return new Ground(this.lon, unmercator(this.y), this.scale, width, height);
    }

    /* A round number of metres of some 90 pixels: {metres, pixels}. */
    rule() {
      const per = (METRES * Math.cos((unmercator(this.y) * Math.PI) / 180)) / this.scale;
      const most = 90 * per;
      const power = Math.pow(10, Math.floor(Math.log10(most)));
      const metres = [5, 2, 1].map((each) => each * power).find((each) => each <= most) || power;
      return { metres, pixels: metres / per };
    }

    /* Tiles in sight as [{z, x, y, left, top, size}]. */
    tiles(deepest) {
      const world = 360 * this.scale;
      const z = Math.max(0, Math.min(deepest, Math.round(Math.log2(world / 256))));
      const n = Math.pow(2, z);
      const size = world / n;
      const left = this.width / 2 - (this.lon + 180) * this.scale;
      const top = this.height / 2 - (180 - this.y) * this.scale;
      const found = [];
      for (let y = Math.max(0, Math.floor(-top / size)); y < n && top + y * size < this.height; y++) {
        for (let x = Math.max(0, Math.floor(-left / size)); x < n && left + x * size < this.width; x++) {
          found.push({ z, x, y, left: left + x * size, top: top + y * size, size });
        }
      }
      return found;
    }
  }

  if (typeof module === "object" && module.exports) module.exports = Ground;
  else root.commandCenterDeskGround = Ground;
})(typeof window === "undefined" ? globalThis : window);
