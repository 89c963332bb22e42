/* The map of one report: outlines of the city, the reports around it, and its pin, which a hand or the arrow keys move. */
(function (root) {
  "use strict";

  const Ground = root.commandCenterDeskGround;
  const rules = root.commandCenterDeskRules;
  const { element } = root.commandCenterDeskElements;
  const CLOSE = 12000;
  const NAMES_FROM = 6000;
  const DEEPEST = 18;
  const PIN_REACH = 26;
  const SHAPES = {
    square: [[-0.82, -0.82], [0.82, -0.82], [0.82, 0.82], [-0.82, 0.82]],
    triangle: [[0, -1.02], [1, 0.78], [-1, 0.78]],
    diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
    hexagon: [0, 1, 2, 3, 4, 5].map((k) => [Math.sin((k * Math.PI) / 3), -Math.cos((k * Math.PI) / 3)]),
  };

  class DeskMap {
    /* `desk` has api, setup, trouble(), moved(lat, lon): a promise that tells whether the place was kept. */
    constructor(desk) {
      this.desk = desk;
      this.city = null;
      this.cityAsked = null;
      this.points = [];
      this.pictures = new Map();
      this.drag = null;
    }

    show(box, report) {
      const before = this.report;
      this.report = report;
      this.box = box;
      this.canvas = box.querySelector("canvas");
      this.note = box.querySelector(".desk-map-moved");
      this.pen = this.canvas.getContext("2d");
      this.pin = report.lat === null ? null : { lat: report.lat, lon: report.lon };
      this.moved = false;
      if (!before || before.number !== report.number || !this.ground) {
        this.points = [];
        this.ground = null;
      }
      this.listen();
      new ResizeObserver(() => this.resize()).observe(this.canvas);
      this.resize();
      this.load(report);
    }

    async load(report) {
      try {
        if (!this.city) this.city = await (this.cityAsked = this.cityAsked || this.desk.api.get("outlines"));
        this.draw();
        const around = report.lat === null ? { points: [] } : await this.desk.api.get("around/" + report.number);
        if (this.report === report) this.points = around.points;
        this.draw();
      } catch (trouble) {
        this.cityAsked = null;
        this.desk.trouble(trouble, true);
      }
    }

    resize() {
      const { clientWidth: width, clientHeight: height } = this.canvas;
      if (!width || !height) return;
      const ratio = root.devicePixelRatio || 1;
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.ground = this.ground ? this.ground.sized(width, height) : this.first(width, height);
      this.draw();
    }

    /* Close to the pin; the whole city where there is none. */
    first(width, height) {
      if (this.pin) return new Ground(this.pin.lon, this.pin.lat, (this.report.exact ? CLOSE : CLOSE / 2) * this.unit, width, height);
      const [west, south, east, north] = this.bounds();
      return new Ground((west + east) / 2, (south + north) / 2, Math.min(width / (east - west), height / (north - south)), width, height);
    }

    bounds() {
      const spots = this.city ? this.city.kecamatan.flatMap((area) => area.rings.flat()) : [[110.26, -7.12], [110.52, -6.93]];
      const lons = spots.map((spot) => spot[0]);
      const lats = spots.map((spot) => spot[1]);
      return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
    }

    zoom(step, x, y) {
      if (!this.ground) return;
      this.ground = this.ground.zoomed(Math.pow(1.6, step), x ?? this.ground.width / 2, y ?? this.ground.height / 2);
      this.draw();
    }

    listen() {
      const canvas = this.canvas;
      const at = (event) => {
        const box = canvas.getBoundingClientRect();
        return [event.clientX - box.left, event.clientY - box.top];
      };
      canvas.addEventListener("pointerdown", (event) => {
        if (!this.ground) return;
        const [x, y] = at(event);
        this.drag = { x, y, fromX: x, fromY: y, pin: this.onPin(x, y) };
        canvas.setPointerCapture(event.pointerId);
      });
      canvas.addEventListener("pointermove", (event) => {
        const [x, y] = at(event);
        if (!this.drag) {
          canvas.style.cursor = this.ground && this.onPin(x, y) ? "grab" : "";
          return;
        }
        if (this.drag.pin) this.put(...this.ground.place(x, y));
        else this.ground = this.ground.moved(x - this.drag.x, y - this.drag.y);
        this.drag.x = x;
        this.drag.y = y;
        this.draw();
      });
      const end = (event) => {
        const drag = this.drag;
        this.drag = null;
        if (!drag) return;
        const [x, y] = at(event);
        if (!drag.pin && Math.hypot(x - drag.fromX, y - drag.fromY) < 4 && !this.pin) this.put(...this.ground.place(x, y));
        this.ask();
        this.draw();
      };
      canvas.addEventListener("pointerup", end);
      canvas.addEventListener("pointercancel", end);
      canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 1 : -1, ...at(event));
      }, { passive: false });
      canvas.addEventListener("keydown", (event) => this.key(event));
    }

    key(event) {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const step = steps[event.key];
      if (step && this.ground) {
        event.preventDefault();
        event.stopPropagation();
        if (!this.pin) this.put(this.ground.lon, this.ground.place(0, this.ground.height / 2)[1]);
        const [x, y] = this.ground.project(this.pin.lon, this.pin.lat);
        const far = event.shiftKey ? 20 : 4;
        this.put(...this.ground.place(x + step[0] * far, y + step[1] * far));
        this.ask();
        this.draw();
      } else if (event.key === "+" || event.key === "=" || event.key === "-") {
        event.preventDefault();
        event.stopPropagation();
        this.zoom(event.key === "-" ? -1 : 1);
      } else if (event.key === "Enter" && this.moved) {
        event.preventDefault();
        this.save();
      } else if (event.key === "Escape" && this.moved) {
        event.preventDefault();
        event.stopPropagation();
        this.drop();
      }
    }

    onPin(x, y) {
      if (!this.pin) return false;
      const [px, py] = this.ground.project(this.pin.lon, this.pin.lat);
      const reach = PIN_REACH * this.unit;
      return Math.hypot(x - px, y - (py - reach / 2)) < reach;
    }

    put(lon, lat) {
      this.pin = { lon, lat };
      this.moved = true;
    }

    /* A new place is kept only when somebody says so. */
    ask() {
      if (!this.moved || !this.note.hidden) return;
      const words = this.desk.setup.words;
      const button = (text, main, act) => {
        const made = element("button", "desk-button" + (main ? " desk-main" : ""), text);
        made.type = "button";
        made.addEventListener("click", act);
        return made;
      };
      this.note.replaceChildren(
        element("span", "", words.moved),
        button(words.save, true, () => this.save()),
        button(words.drop, false, () => this.drop())
      );
      this.note.hidden = false;
    }

    shut() {
      this.note.hidden = true;
      this.note.replaceChildren();
    }

    async save() {
      const { lat, lon } = this.pin;
      this.shut();
      if (!(await this.desk.moved(lat, lon))) this.ask();
    }

    drop() {
      this.moved = false;
      this.shut();
      this.pin = this.report.lat === null ? null : { lat: this.report.lat, lon: this.report.lon };
      this.draw();
    }

    /* A pixel of the design, which is larger on large screens. */
    get unit() {
      return Math.max(1, parseFloat(getComputedStyle(this.canvas).fontSize) / 15);
    }

    colour(name) {
      return getComputedStyle(this.canvas).getPropertyValue(name).trim();
    }

    draw() {
      const { ground, pen } = this;
      if (!ground || !this.canvas.isConnected) return;
      const ratio = root.devicePixelRatio || 1;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.fillStyle = this.colour("--track");
      pen.fillRect(0, 0, ground.width, ground.height);
      this.drawTiles();
      if (this.city) {
        this.areas(this.city.kelurahan, this.desk.setup.tiles ? "" : this.colour("--land"), this.colour("--border"), 1);
        this.areas(this.city.kecamatan, "", this.colour("--bar-dim"), 2);
        this.names();
      }
      for (const point of this.points) this.mark(point, point.incident !== null && point.incident === this.report.incident);
      if (this.pin) this.drawPin();
      else this.told(this.desk.setup.words.no_position);
      this.drawRule();
    }

    drawTiles() {
      const address = this.desk.setup.tiles;
      if (!address) return;
      for (const tile of this.ground.tiles(DEEPEST)) {
        const name = tile.z + "/" + tile.x + "/" + tile.y;
        let picture = this.pictures.get(name);
        if (!picture) {
          picture = new Image();
          picture.onload = () => this.draw();
          picture.src = address.replace("{z}", tile.z).replace("{x}", tile.x).replace("{y}", tile.y);
          this.pictures.set(name, picture);
          if (this.pictures.size > 400) this.pictures.delete(this.pictures.keys().next().value);
        }
        if (picture.complete && picture.naturalWidth) this.pen.drawImage(picture, tile.left, tile.top, tile.size + 0.5, tile.size + 0.5);
      }
    }

    areas(areas, fill, stroke, width) {
      const { pen, ground } = this;
      pen.beginPath();
      for (const area of areas) {
        for (const ring of area.rings) {
          ring.forEach(([lon, lat], index) => pen[index ? "lineTo" : "moveTo"](...ground.project(lon, lat)));
          pen.closePath();
        }
      }
      if (fill) {
        pen.fillStyle = fill;
        pen.fill();
      }
      pen.strokeStyle = stroke;
      pen.lineWidth = width;
      pen.stroke();
    }

    names() {
      const { pen, ground } = this;
      const near = ground.scale >= NAMES_FROM;
      const size = 12 * this.unit;
      pen.font = size + "px " + getComputedStyle(document.body).fontFamily;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.lineWidth = 3;
      pen.strokeStyle = this.colour("--panel");
      pen.fillStyle = this.colour("--text-2");
      for (const area of near ? this.city.kelurahan : this.city.kecamatan) {
        const [x, y] = ground.project(...area.label);
        if (x < -60 || y < -20 || x > ground.width + 60 || y > ground.height + 20) continue;
        if (area.room * ground.scale * 2 < pen.measureText(area.name).width * 0.8) continue;
        pen.strokeText(area.name, x, y);
        pen.fillText(area.name, x, y);
      }
    }

    mark(point, own) {
      const { pen } = this;
      const category = this.desk.setup.categories[point.category] || { colour: "#9AA7B2", shape: "dot" };
      const [x, y] = this.ground.project(point.lon, point.lat);
      if (x < -10 || y < -10 || x > this.ground.width + 10 || y > this.ground.height + 10) return;
      const radius = (category.shape === "dot" ? 4 : 6) * this.unit;
      pen.beginPath();
      if (SHAPES[category.shape]) {
        for (const [dx, dy] of SHAPES[category.shape]) pen.lineTo(x + dx * radius, y + dy * radius);
        pen.closePath();
      } else pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.lineWidth = own ? 3 : 2;
      pen.strokeStyle = this.colour(own ? "--text" : "--outline");
      pen.stroke();
      pen.fillStyle = point.exact ? category.colour : this.colour("--panel");
      pen.fill();
      if (!point.exact) {
        pen.strokeStyle = category.colour;
        pen.lineWidth = 2;
        pen.stroke();
      }
    }

    drawPin() {
      const { pen } = this;
      const category = this.desk.setup.categories[this.report.category] || { colour: "#9AA7B2" };
      const [x, y] = this.ground.project(this.pin.lon, this.pin.lat);
      const size = 13 * this.unit;
      pen.beginPath();
      pen.arc(x, y - size * 1.5, size, Math.PI * 0.8, Math.PI * 2.2);
      pen.lineTo(x, y);
      pen.closePath();
      pen.fillStyle = this.colour("--bar-now");
      pen.fill();
      pen.lineWidth = 2;
      pen.strokeStyle = this.colour("--outline");
      pen.stroke();
      pen.beginPath();
      pen.arc(x, y - size * 1.5, size * 0.5, 0, 2 * Math.PI);
      pen.fillStyle = category.colour;
      pen.fill();
      pen.stroke();
    }

    told(text) {
      const { pen, ground } = this;
      pen.font = 14 * this.unit + "px " + getComputedStyle(document.body).fontFamily;
      pen.textAlign = "center";
      pen.fillStyle = this.colour("--text");
      pen.fillText(text, ground.width / 2, ground.height - 40, ground.width - 20);
    }

    drawRule() {
      const { pen, ground } = this;
      const { metres, pixels } = ground.rule();
      const words = this.desk.setup.words;
      const y = ground.height - 12;
      pen.strokeStyle = pen.fillStyle = this.colour("--text-2");
      pen.lineWidth = 1.5;
      pen.beginPath();
      pen.moveTo(12, y - 5);
      pen.lineTo(12, y);
      pen.lineTo(12 + pixels, y);
      pen.lineTo(12 + pixels, y - 5);
      pen.stroke();
      pen.font = 12 * this.unit + "px " + getComputedStyle(document.body).fontFamily;
      pen.textAlign = "left";
      pen.textBaseline = "alphabetic";
      const told = metres < 1000 ? rules.say(words, "metres", { n: metres }) : rules.say(words, "kilometres", { n: metres / 1000 });
      pen.fillText(told, 18 + pixels, y);
    }
  }

  root.commandCenterDeskMap = DeskMap;
})(window);
