/* The base map: the tiles that lie under the panel, as pictures in the page. */
(function (root) {
  "use strict";

  const DEEPEST = 18;

  class Tiles {
    constructor(holder, addresses) {
      this.holder = holder;
      this.addresses = addresses;
      this.pictures = [];
    }

    /* The tiles for this projection and size of the panel. */
    show(projection, width, height) {
      if (!this.addresses.length) return;
      this.pictures = projection.tiles(width, height, root.devicePixelRatio || 1, DEEPEST).map((tile) => this.picture(tile));
      this.holder.replaceChildren(...this.pictures);
    }

    picture(tile) {
      const address = this.addresses[(tile.x + tile.y) % this.addresses.length];
      const image = document.createElement("img");
      image.alt = "";
      image.decoding = "async";
      image.className = "map-tile";
      /* Edges on whole pixels, so that no line is seen between two. */
      const [left, top] = [Math.round(tile.left), Math.round(tile.top)];
      image.style.left = left + "px";
      image.style.top = top + "px";
      image.style.width = Math.round(tile.left + tile.size) - left + "px";
      image.style.height = Math.round(tile.top + tile.size) - top + "px";
      image.onload = () => image.classList.add("map-tile-there");
      image.src = address.replace("{z}", tile.z).replace("{x}", tile.x).replace("{y}", tile.y);
      return image;
    }

    /* Ask again for those that did not come. */
    again() {
      for (const image of this.pictures) if (!image.classList.contains("map-tile-there")) image.src = String(image.src);
    }
  }

  root.commandCenterTiles = Tiles;
})(window);
