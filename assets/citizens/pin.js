/* A map of the city that a pin is put on: outlines on a canvas, moved by finger, mouse or keys; tiles of MAP_TILE_URL under it. */
(function (root) {
  "use strict";

  const DEEPEST = 17;
  const STEP_PX = 24;
  const TAP_PX = 8;

  const mercator = (lat) => (Math.asinh(Math.tan((lat * Math.PI) / 180)) * 180) / Math.PI;
  const latitude = (y) => (Math.atan(Math.sinh((y * Math.PI) / 180)) * 180) / Math.PI;

  class PinMap {
    constructor(canvas, tiles) {
      this.canvas = canvas;
      this.tiles = tiles;
      this.images = new Map();
      this.areas = [];
      this.pin = null;
      this.onpin = () => {};
    }

    take(city) {
      this.areas = city.areas.map((area) => ({ name: area.name, rings: area.rings }));
      const box = [180, 90, -180, -90];
      for (const area of this.areas)
        for (const ring of area.rings)
          for (let at = 0; at < ring.length; at += 2) {
            box[0] = Math.min(box[0], ring[at]);
            box[1] = Math.min(box[1], ring[at + 1]);
            box[2] = Math.max(box[2], ring[at]);
            box[3] = Math.max(box[3], ring[at + 1]);
          }
      this.box = box;
      this.lon = (box[0] + box[2]) / 2;
      this.y = mercator((box[1] + box[3]) / 2);
      this.measure();
      /* Pixels a degree of longitude, so that the whole city is seen. */
      this.scale = this.whole = 0.94 * Math.min(this.width / (box[2] - box[0]), this.height / (mercator(box[3]) - mercator(box[1])));
      if (this.pin) this.look(this.pin, 6);
      this.draw();
    }

    measure() {
      const ratio = Math.min(2, root.devicePixelRatio || 1);
      this.width = this.canvas.clientWidth;
      this.height = this.canvas.clientHeight;
      this.canvas.width = Math.round(this.width * ratio);
      this.canvas.height = Math.round(this.height * ratio);
      this.ratio = ratio;
    }

    look(pin, times) {
      this.lon = pin.lon;
      this.y = mercator(pin.lat);
      this.scale = Math.max(this.scale, this.whole * times);
    }

    x_of(lon) { return this.width / 2 + (lon - this.lon) * this.scale; }
    y_of(lat) { return this.height / 2 - (mercator(lat) - this.y) * this.scale; }
    at(x, y) {
      return { lon: this.lon + (x - this.width / 2) / this.scale, lat: latitude(this.y - (y - this.height / 2) / this.scale) };
    }

    zoom(times, x, y) {
      const deepest = (256 * Math.pow(2, DEEPEST)) / 360;
      const scale = Math.max(this.whole * 0.8, Math.min(deepest, this.scale * times));
      const dx = x - this.width / 2, dy = y - this.height / 2;
      this.lon += dx / this.scale - dx / scale;
      this.y -= dy / this.scale - dy / scale;
      this.scale = scale;
      this.draw();
    }

    move(dx, dy) {
      this.lon -= dx / this.scale;
      this.y += dy / this.scale;
      this.draw();
    }

    set(pin, told) {
      this.pin = pin;
      this.draw();
      if (told !== false) this.onpin(pin);
    }

    covers(pin) {
      const [west, south, east, north] = this.box || [-180, -90, 180, 90];
      return pin.lon >= west && pin.lon <= east && pin.lat >= south && pin.lat <= north;
    }

    draw() {
      if (!this.scale) return;
      const paper = this.canvas.getContext("2d");
      const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name);
      paper.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      paper.fillStyle = colour("bg");
      paper.fillRect(0, 0, this.width, this.height);
      if (this.tiles) this.tiled(paper);
      paper.lineWidth = 1;
      paper.strokeStyle = colour("border");
      paper.fillStyle = colour("land");
      for (const area of this.areas) {
        paper.beginPath();
        for (const ring of area.rings) {
          for (let at = 0; at < ring.length; at += 2) paper.lineTo(this.x_of(ring[at]), this.y_of(ring[at + 1]));
          paper.closePath();
        }
        if (!this.tiles) paper.fill();
        paper.stroke();
      }
      if (!this.tiles) this.named(paper, colour("text-2"));
      if (this.pin) this.pinned(paper, colour("text"), colour("panel"));
    }

    named(paper, colour) {
      paper.fillStyle = colour;
      paper.font = "12px sans-serif";
      paper.textAlign = "center";
      for (const area of this.areas) {
        const ring = area.rings[0];
        let west = 180, east = -180, south = 90, north = -90;
        for (let at = 0; at < ring.length; at += 2) {
          west = Math.min(west, ring[at]); east = Math.max(east, ring[at]);
          south = Math.min(south, ring[at + 1]); north = Math.max(north, ring[at + 1]);
        }
        if ((east - west) * this.scale > paper.measureText(area.name).width * 1.3)
          paper.fillText(area.name, this.x_of((west + east) / 2), this.y_of((south + north) / 2));
      }
    }

    pinned(paper, dark, light) {
      const x = this.x_of(this.pin.lon), y = this.y_of(this.pin.lat);
      paper.beginPath();
      paper.arc(x, y - 20, 11, Math.PI * 0.85, Math.PI * 0.15);
      paper.lineTo(x, y);
      paper.closePath();
      paper.fillStyle = dark;
      paper.strokeStyle = light;
      paper.lineWidth = 2;
      paper.fill();
      paper.stroke();
      paper.beginPath();
      paper.arc(x, y - 20, 4, 0, 2 * Math.PI);
      paper.fillStyle = light;
      paper.fill();
    }

    tiled(paper) {
      const z = Math.max(0, Math.min(DEEPEST, Math.round(Math.log2((360 * this.scale) / 256))));
      const n = Math.pow(2, z), size = (360 * this.scale) / n;
      const left = this.width / 2 - (this.lon + 180) * this.scale, top = this.height / 2 - (180 - this.y) * this.scale;
      for (let row = Math.max(0, Math.floor(-top / size)); row < n && top + row * size < this.height; row++)
        for (let col = Math.max(0, Math.floor(-left / size)); col < n && left + col * size < this.width; col++) {
          const image = this.tile(z, col, row);
          if (image.complete && image.naturalWidth) paper.drawImage(image, left + col * size, top + row * size, size, size);
        }
    }

    tile(z, x, y) {
      const address = this.tiles.replace("{z}", z).replace("{x}", x).replace("{y}", y).replace("{s}", "abc"[(x + y) % 3]);
      if (!this.images.has(address)) {
        const image = new Image();
        image.onload = () => this.draw();
        image.src = address;
        this.images.set(address, image);
      }
      return this.images.get(address);
    }

    listen() {
      const touches = new Map();
      let moved = 0, apart = 0;
      const place = (event) => {
        const box = this.canvas.getBoundingClientRect();
        return { x: event.clientX - box.left, y: event.clientY - box.top };
      };
      this.canvas.addEventListener("pointerdown", (event) => {
        this.canvas.setPointerCapture(event.pointerId);
        touches.set(event.pointerId, place(event));
        if (touches.size === 1) moved = 0;
        apart = 0;
      });
      this.canvas.addEventListener("pointermove", (event) => {
        const before = touches.get(event.pointerId);
        if (!before) return;
        const now = place(event);
        touches.set(event.pointerId, now);
        moved += Math.hypot(now.x - before.x, now.y - before.y);
        if (touches.size === 2) {
          const [one, other] = [...touches.values()];
          const far = Math.hypot(one.x - other.x, one.y - other.y);
          if (apart) this.zoom(far / apart, (one.x + other.x) / 2, (one.y + other.y) / 2);
          apart = far;
        } else if (moved > TAP_PX) this.move(now.x - before.x, now.y - before.y);
      });
      const up = (event) => {
        const last = touches.get(event.pointerId);
        touches.delete(event.pointerId);
        if (event.type === "pointerup" && last && !touches.size && moved <= TAP_PX) this.set(this.at(last.x, last.y));
        if (touches.size) moved = TAP_PX + 1;
      };
      this.canvas.addEventListener("pointerup", up);
      this.canvas.addEventListener("pointercancel", up);
      this.canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        const at = place(event);
        this.zoom(event.deltaY < 0 ? 1.25 : 0.8, at.x, at.y);
      }, { passive: false });
      this.canvas.addEventListener("keydown", (event) => this.key(event));
      root.addEventListener("resize", () => { this.measure(); this.draw(); });
    }

    key(event) {
      const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (arrows[event.key]) {
        const [dx, dy] = arrows[event.key];
        const from = this.pin || this.at(this.width / 2, this.height / 2);
        const moved = this.at(this.x_of(from.lon) + dx * STEP_PX, this.y_of(from.lat) + dy * STEP_PX);
        this.set(moved);
        this.look(moved, 0);
        this.draw();
      } else if (event.key === "+" || event.key === "=") this.zoom(1.5, this.width / 2, this.height / 2);
      else if (event.key === "-") this.zoom(1 / 1.5, this.width / 2, this.height / 2);
      else if (event.key === "Enter" || event.key === " ") this.set(this.at(this.width / 2, this.height / 2));
      else return;
      event.preventDefault();
    }
  }

  root.CitizenPinMap = PinMap;
})(window);
