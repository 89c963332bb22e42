/* The wall's map: icons, the reports as sources of MapLibre, and names, circles and rings above them. */
(function (root) {
  "use strict";

  const FOLD_AT = 400;
  const FOLD_MS = 2000;
  const FOLD_MANY_MS = 15000;
  const RINGS = 12;
  const REMEMBERED = 4000;

  const PATHS = {
    square: (r) => [[-0.82, -0.82], [0.82, -0.82], [0.82, 0.82], [-0.82, 0.82]].map((p) => [p[0] * r, p[1] * r]),
    triangle: (r) => [[0, -1.02], [1.0, 0.78], [-1.0, 0.78]].map((p) => [p[0] * r, p[1] * r]),
    diamond: (r) => [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]].map((p) => [p[0] * r, p[1] * r]),
    hexagon: (r) => [0, 1, 2, 3, 4, 5].map((k) => [r * Math.sin((k * Math.PI) / 3), -r * Math.cos((k * Math.PI) / 3)]),
  };

  /* Draw a category's mark as pixels: filled where the place is known, hollow where only its area is. */
  function draw(shape, colour, colours, loose, size) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const pen = canvas.getContext("2d");
    const radius = size * (shape === "dot" ? 0.24 : shape === "circle" ? 0.34 : 0.35);
    const trace = () => {
      pen.beginPath();
      if (PATHS[shape]) {
        PATHS[shape](radius).forEach((p, index) => (index ? pen.lineTo(p[0], p[1]) : pen.moveTo(p[0], p[1])));
        pen.closePath();
      } else pen.arc(0, 0, radius, 0, 2 * Math.PI);
    };
    pen.translate(size / 2, size / 2);
    pen.lineJoin = "round";
    trace();
    pen.strokeStyle = colours.outline;
    pen.lineWidth = size * 0.14;
    pen.stroke();
    pen.fillStyle = loose ? colours.panel : colour;
    pen.fill();
    if (loose) {
      trace();
      pen.globalAlpha = 0.22;
      pen.fillStyle = colour;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = colour;
      pen.lineWidth = size * 0.1;
      pen.stroke();
    }
    return pen.getImageData(0, 0, size, size);
  }

  function mapOf(holder) {
    const graph = holder && holder.querySelector(".js-plotly-plot");
    const part = graph && graph._fullLayout && graph._fullLayout.map;
    return part && part._subplot && part._subplot.map ? part._subplot.map : null;
  }

  class WallMap {
    constructor(setup, page) {
      this.setup = setup;
      this.page = page;
      this.geometry = root.commandCenterGeometry;
      this.overlay = document.getElementById("wall-map-overlay");
      this.map = null;
      this.camera = null;
      this.base = new Map();
      this.live = new Map();
      this.seats = new this.geometry.Seats();
      this.seated = new Map();
      this.circles = [];
      this.icons = new Set();
      this.sent = null;
      this.liveDirty = false;
      this.baseDirty = false;
      this.foldedAt = 0;
      this.waiting = new Map();
      this.drawnAt = new Map();
      this.ended = false;
      this.rings = [];
      this.find();
    }

    /* Wait until Plotly has made the map and its style is there. */
    find() {
      if (this.ended) return;
      const found = mapOf(document.getElementById("wall-map"));
      if (!found || !found.getSource("live") || !found.isStyleLoaded()) {
        setTimeout(() => this.find(), 50);
        return;
      }
      this.map = found;
      this.map.on("moveend", () => this.hold());
      this.map._fadeDuration = 0;
      this.map.on("render", () => this.rendered());
      this.map.getCanvas().addEventListener("webglcontextlost", () => this.page.mapLost(true));
      this.map.getCanvas().addEventListener("webglcontextrestored", () => this.page.mapLost(false));
      this.watcher = new ResizeObserver(() => this.resized());
      this.watcher.observe(this.overlay);
      this.resized();
      this.page.mapReady();
    }

    close() {
      this.ended = true;
      if (this.watcher) this.watcher.disconnect();
      this.overlay.replaceChildren();
    }

    get count() {
      return this.base.size + this.live.size;
    }

    unit() {
      return Math.min(root.innerWidth / 1920, root.innerHeight / 1080);
    }

    /* The extent of the city, to the right of the legend. */
    resized() {
      if (!this.map || this.ended) return;
      this.map.resize();
      const u = this.unit();
      const legend = document.getElementById("wall-legend");
      const left = (legend ? legend.offsetWidth : 0) + 10 * u;
      const padding = { top: 50 * u, bottom: 14 * u, left: left, right: 14 * u };
      const camera = this.map.cameraForBounds(this.setup.bounds, { padding: padding, maxZoom: 16 });
      this.camera = camera || null;
      this.hold();
      for (const name of this.icons) if (this.map.hasImage(name)) this.map.removeImage(name);
      this.icons.clear();
      for (const code of Object.keys(this.setup.categories)) this.iconPair(code);
      this.fold(true);
      this.drawOverlay();
    }

    /* Plotly sets its own centre and zoom again after each of its redraws: go back to where the city fills the panel. */
    hold() {
      if (!this.camera) return;
      const centre = this.map.getCenter();
      const off = Math.hypot(centre.lng - this.camera.center.lng, centre.lat - this.camera.center.lat);
      if (off < 1e-7 && Math.abs(this.map.getZoom() - this.camera.zoom) < 1e-6) return;
      this.map.jumpTo(this.camera);
      this.drawOverlay();
    }

    iconPair(code) {
      this.icon(code, false);
      this.icon(code, true);
    }

    /* Name of a category's icon, drawn when first asked for. The underscore keeps Plotly from asking another host. */
    icon(code, loose) {
      const name = "wall_" + code + (loose ? "_loose" : "_exact");
      if (!this.icons.has(name)) {
        this.icons.add(name);
        const look = this.setup.categories[code] || { colour: "#9AA7B2", shape: "dot" };
        const ratio = root.devicePixelRatio || 1;
        const size = Math.max(8, Math.round(23 * this.unit() * ratio));
        const image = draw(look.shape, look.colour, this.setup.colours, loose, size);
        if (this.map.hasImage(name)) this.map.removeImage(name);
        this.map.addImage(name, image, { pixelRatio: ratio });
      }
      return name;
    }

    /* All points anew, from the columns that report_map.columns made. */
    load(columns) {
      this.base.clear();
      this.live.clear();
      this.seats = new this.geometry.Seats();
      this.seated.clear();
      const loose = new Set(columns.loose);
      const joint = new Set(columns.joint);
      const order = columns.id.map((_, index) => index).sort((a, b) => columns.id[a] - columns.id[b]);
      for (const index of order) {
        this.base.set(columns.id[index], {
          id: columns.id[index],
          code: columns.categories[columns.category[index]],
          loose: loose.has(index),
          dim: joint.has(index),
          at: this.seat(columns.id[index], columns.lon[index], columns.lat[index], loose.has(index)),
        });
      }
      this.liveDirty = true;
      this.fold(true);
    }

    /* Where a report is drawn: its own place, or its seat around the centre of its area. */
    seat(id, lon, lat, loose) {
      this.unseat(id);
      if (!loose) return [lon, lat];
      const key = lon.toFixed(4) + "," + lat.toFixed(4);
      const n = this.seats.take(key);
      this.seated.set(id, { key, n });
      return this.geometry.spread(lon, lat, n);
    }

    unseat(id) {
      const seat = this.seated.get(id);
      if (seat) {
        this.seats.give(seat.key, seat.n);
        this.seated.delete(id);
      }
    }

    /* A report of a frame: drawn with the next frame of the map; `light` makes a ring around it once. */
    add(point, light) {
      const known = this.base.get(point.report_id);
      if (known) {
        this.base.delete(point.report_id);
        this.baseDirty = true;
      }
      this.liveDirty = true;
      if (point.lat === null || point.lon === null) {
        this.live.delete(point.report_id);
        this.unseat(point.report_id);
        return;
      }
      const at = this.seat(point.report_id, point.lon, point.lat, !point.exact);
      const dim = known ? known.dim : false;
      this.live.set(point.report_id, { id: point.report_id, code: point.category, loose: !point.exact, dim, at });
      this.waiting.set(point.number, point.report_id);
      if (light && this.map) this.ring(at, point.category);
    }

    remove(id) {
      this.unseat(id);
      if (this.live.delete(id)) this.liveDirty = true;
      if (this.base.delete(id)) this.baseDirty = true;
    }

    feature(report) {
      return {
        type: "Feature",
        id: report.id,
        geometry: { type: "Point", coordinates: report.at },
        properties: { icon: this.icon(report.code, report.loose), dim: report.dim },
      };
    }

    put(source, reports) {
      const features = Array.from(reports.values(), (report) => this.feature(report));
      this.map.getSource(source).setData({ type: "FeatureCollection", features });
    }

    /* Send what is new. While the map still works on the last data nothing is sent: the next call takes it all. */
    flush(now) {
      if (!this.map || this.ended) return;
      const most = this.base.size > 5000 ? FOLD_MANY_MS : FOLD_MS;
      const due = now - this.foldedAt > most;
      if ((this.baseDirty && due) || this.live.size > FOLD_AT * (due ? 1 : 4)) this.fold(false);
      else if (this.liveDirty && this.sent === null) this.sendLive();
    }

    sendLive() {
      this.liveDirty = false;
      this.sent = Array.from(this.waiting.keys());
      this.waiting.clear();
      this.put("live", this.live);
    }

    /* Move the live reports into the large source. */
    fold(sized) {
      if (!this.map) return;
      this.foldedAt = performance.now();
      for (const [id, report] of this.live) this.base.set(id, report);
      this.live.clear();
      this.baseDirty = false;
      const size = this.base.size > 20000 ? 0.5 : this.base.size > 4000 ? 0.65 : this.base.size > 1200 ? 0.82 : 1;
      for (const layer of ["reports", "live"]) this.map.setLayoutProperty(layer, "icon-size", size);
      this.put("reports", this.base);
      this.sendLive();
      if (sized) this.page.counted();
    }

    /* After each picture: what was sent and is loaded has been drawn. */
    rendered() {
      if (this.sent === null) return;
      if (!this.map.isSourceLoaded("live") || !this.map.isSourceLoaded("reports")) return;
      const now = Date.now();
      for (const number of this.sent) this.drawnAt.set(number, now);
      this.sent = null;
      for (const number of this.drawnAt.keys()) {
        if (this.drawnAt.size <= REMEMBERED) break;
        this.drawnAt.delete(number);
      }
      if (this.liveDirty) this.sendLive();
      this.page.drawnOnce();
    }

    ring(at, code) {
      if (this.rings.length >= RINGS) this.rings.shift().remove();
      const ring = document.createElement("div");
      ring.className = "ring";
      ring.style.setProperty("--c", (this.setup.categories[code] || { colour: "#9AA7B2" }).colour);
      const spot = this.map.project(at);
      ring.style.left = spot.x + "px";
      ring.style.top = spot.y + "px";
      const end = () => {
        ring.remove();
        this.rings = this.rings.filter((other) => other !== ring);
      };
      ring.addEventListener("animationend", end);
      setTimeout(end, 3500);
      this.rings.push(ring);
      this.overlay.appendChild(ring);
    }

    setCircles(circles) {
      this.circles = circles;
      this.drawOverlay();
    }

    /* Circles of incidents, and the names of the kecamatan where they cover neither those nor each other. */
    drawOverlay() {
      if (!this.map || this.ended) return;
      const u = this.unit();
      const keep = this.rings;
      const obstacles = [];
      const nodes = [];
      for (const circle of this.circles) {
        const spot = this.map.project([circle.lon, circle.lat]);
        const r = this.geometry.radius(circle.count) * u;
        const node = document.createElement("div");
        node.className = "incident";
        node.style.setProperty("--c", circle.colour);
        node.style.left = spot.x + "px";
        node.style.top = spot.y + "px";
        node.style.width = node.style.height = 2 * r + "px";
        node.textContent = String(circle.count);
        nodes.push(node);
        obstacles.push({ x: spot.x - r, y: spot.y - r, w: 2 * r, h: 2 * r, weight: 14 });
      }
      const labels = this.setup.names.map((name) => {
        const node = document.createElement("div");
        node.className = "place";
        name.name.split(" ").forEach((word) => {
          const line = document.createElement("span");
          line.textContent = word;
          node.appendChild(line);
        });
        nodes.push(node);
        return node;
      });
      this.overlay.replaceChildren(...nodes, ...keep);
      const frame = { w: this.overlay.clientWidth, h: this.overlay.clientHeight };
      const items = this.setup.names.map((name, index) => {
        const spot = this.map.project([name.lon, name.lat]);
        const node = labels[index];
        return { x: spot.x, y: spot.y, w: node.offsetWidth, h: node.offsetHeight, room: name.room || 0 };
      });
      this.geometry.place(items, obstacles, frame).forEach((corner, index) => {
        labels[index].style.transform = "translate(" + corner.x.toFixed(1) + "px," + corner.y.toFixed(1) + "px)";
      });
    }
  }

  root.commandCenterWallMap = WallMap;
})(typeof window === "undefined" ? globalThis : window);
