/* Whether the base map can be had: asks its server for one tile of the city now and then, whatever draws the map. */
(function (root) {
  "use strict";

  const ZOOM = 11;
  const AGAIN_MS = 60000;
  const LOST_AGAIN_MS = 15000;
  const ANSWER_MS = 20000;

  /* Address of the tile in which a place lies: the usual numbering of tiles in Web Mercator. */
  function tileAt(url, lon, lat) {
    const n = Math.pow(2, ZOOM);
    const rad = (lat * Math.PI) / 180;
    const x = Math.floor(((lon + 180) / 360) * n);
    const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * n);
    return url.replace("{z}", ZOOM).replace("{x}", x).replace("{y}", y);
  }

  class BaseMap {
    /* `told` is called with true when the base map is lost, and with false once it is there (again). */
    constructor(setup, told) {
      this.url = tileAt(setup.tiles[0], ...setup.centre);
      this.told = told;
      this.timer = null;
      this.closed = false;
      this.look();
    }

    close() {
      clearTimeout(this.timer);
      this.closed = true;
    }

    look() {
      clearTimeout(this.timer);
      const image = new root.Image();
      let answered = false;
      const answer = (lost) => {
        if (answered || this.closed) return;
        answered = true;
        clearTimeout(this.timer);
        this.told(lost);
        this.timer = setTimeout(() => this.look(), lost ? LOST_AGAIN_MS : AGAIN_MS);
      };
      image.onload = () => answer(false);
      image.onerror = () => answer(true);
      this.timer = setTimeout(() => answer(true), ANSWER_MS);
      image.src = this.url;
    }
  }

  BaseMap.tileAt = tileAt;
  if (typeof module === "object" && module.exports) module.exports = BaseMap;
  else root.commandCenterBaseMap = BaseMap;
})(typeof window === "undefined" ? globalThis : window);
