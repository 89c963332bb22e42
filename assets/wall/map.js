/* The wall's map: the reports as a source of MapLibre, the newest on a canvas, names, circles and rings above them. */
(function (root) {
  "use strict";

  const FOLD_MS = 2000;
  const FOLD_MANY_MS = 30000;
  const MANY = 5000;
  const NEWEST_MOST = 3000;
  const QUIET_MS = 20000;
  const RINGS = 4;

  /* How large icons are among that many. */
  function scaleFor(count) {
    return count > 20000 ? 0.5 : count > 4000 ? 0.65 : count > 1200 ? 0.82 : 1;
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
      this.newest = new root.commandCenterNewest(document.getElementById("wall-map-newest"), () => page.counted());
      this.map = null;
      this.camera = null;
      this.icons = null;
      this.reports = new Map();
      this.seats = new this.geometry.Seats();
      this.seated = new Map();
      this.circles = [];
      this.layout = "";
      this.stale = false;
      this.folding = null;
      this.foldedAt = 0;
      this.addedAt = 0;
      this.rings = [];
      this.ready = false;
      this.ended = false;
      this.find();
    }

    /* Wait until Plotly has made the map and its style is there. */
    find() {
      if (this.ended) return;
      const found = mapOf(document.getElementById("wall-map"));
      if (!found || !found.getSource("reports") || !found.isStyleLoaded()) {
        setTimeout(() => this.find(), 50);
        return;
      }
      this.map = found;
      this.map._fadeDuration = 0;
      this.map.on("moveend", () => this.hold());
      this.map.on("render", () => this.rendered());
      this.map.getCanvas().addEventListener("webglcontextlost", () => this.page.mapLost(true));
      this.map.getCanvas().addEventListener("webglcontextrestored", () => this.page.mapLost(false));
      this.watcher = new ResizeObserver(() => this.resized());
      this.watcher.observe(this.overlay);
      this.resized();
      this.page.mapFound();
    }

    close() {
      this.ended = true;
      if (this.watcher) this.watcher.disconnect();
      this.overlay.replaceChildren();
    }

    tilesAgain() {
      if (this.map) this.map.getSource("tiles").setTiles(this.setup.tiles);
    }

    get count() {
      return this.reports.size;
    }

    /* How many reports are to be seen: none before the map has drawn those it began with. */
    get shown() {
      return this.ready ? this.reports.size : 0;
    }

    unit() {
      return Math.min(root.innerWidth / 1920, root.innerHeight / 1080);
    }

    /* The extent of the city, to the right of the legend. */
    resized() {
      if (this.ended || !this.overlay.clientWidth) return;
      this.map.resize();
      const u = this.unit();
      const legend = document.getElementById("wall-legend");
      const left = (legend ? legend.offsetWidth : 0) + 10 * u;
      const padding = { top: 50 * u, bottom: 14 * u, left: left, right: 14 * u };
      this.camera = this.map.cameraForBounds(this.setup.bounds, { padding: padding, maxZoom: 16 }) || null;
      this.map.setPaintProperty("border", "line-width", 1.5 * u);
      this.icons = new root.commandCenterIcons(this.setup, u);
      this.icons.giveTo(this.map, Object.keys(this.setup.categories));
      this.hold();
      this.placed();
    }

    /* Plotly sets its own centre and zoom again after each of its redraws: go back to where the city fills the panel. */
    hold() {
      if (!this.camera) return;
      const centre = this.map.getCenter();
      const off = Math.hypot(centre.lng - this.camera.center.lng, centre.lat - this.camera.center.lat);
      if (off < 1e-7 && Math.abs(this.map.getZoom() - this.camera.zoom) < 1e-6) return;
      this.map.jumpTo(this.camera);
      this.placed();
    }

    /* Everything that is not the map's own goes where the map is now. */
    placed() {
      this.newest.follow(this.map, this.icons, scaleFor(this.count));
      this.drawOverlay();
    }

    /* All reports anew, from the columns that report_map.columns made. */
    load(columns) {
      this.reports.clear();
      this.seats = new this.geometry.Seats();
      this.seated.clear();
      this.newest.handOver(new Map(this.newest.reports));
      const loose = new Set(columns.loose);
      const joint = new Set(columns.joint);
      const order = columns.id.map((_, index) => index).sort((a, b) => columns.id[a] - columns.id[b]);
      for (const index of order) {
        const id = columns.id[index];
        this.reports.set(id, {
          id: id,
          code: columns.categories[columns.category[index]],
          loose: loose.has(index),
          dim: joint.has(index),
          at: this.seat(id, columns.lon[index], columns.lat[index], loose.has(index)),
        });
      }
      this.fold();
      this.drawOverlay();
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
      if (!seat) return;
      this.seats.give(seat.key, seat.n);
      this.seated.delete(id);
    }

    /* A report of a frame; `light` makes a ring around it once. One without a place is not on the map. */
    add(point, light) {
      const id = point.report_id;
      if (point.lat === null || point.lon === null) return this.remove(id);
      const old = this.reports.get(id);
      if (old && !this.newest.reports.has(id)) this.stale = true;
      const report = {
        id: id,
        number: point.number,
        code: point.category,
        loose: !point.exact,
        dim: old ? old.dim : false,
        at: this.seat(id, point.lon, point.lat, !point.exact),
      };
      this.reports.set(id, report);
      this.newest.add(report);
      this.addedAt = performance.now();
      if (light && this.map) this.ring(report);
    }

    remove(id) {
      this.unseat(id);
      if (!this.reports.delete(id)) return;
      if (!this.newest.remove(id) || this.folding) this.stale = true;
    }

    /* Now and then: give the newest to the map, and take from it what is gone. */
    keep(now) {
      if (!this.map || this.ended || this.folding) return;
      const since = now - this.foldedAt;
      const pause = this.count > MANY ? FOLD_MANY_MS : FOLD_MS;
      const waiting = this.newest.reports.size;
      const quiet = waiting > 0 && now - this.addedAt > QUIET_MS;
      const smaller = scaleFor(this.count) !== this.newest.scale;
      if (since > pause && (this.stale || smaller || quiet || waiting > NEWEST_MOST)) this.fold();
    }

    fold() {
      if (!this.map) return;
      this.foldedAt = performance.now();
      this.stale = false;
      this.folding = new Map(this.newest.reports);
      const Icons = root.commandCenterIcons;
      const features = Array.from(this.reports.values(), (report) => ({
        type: "Feature",
        id: report.id,
        geometry: { type: "Point", coordinates: report.at },
        properties: {
          icon: Icons.named(this.setup.categories[report.code] ? report.code : "", report.loose),
          dim: report.dim,
        },
      }));
      this.map.setLayoutProperty("reports", "icon-size", scaleFor(this.count));
      this.map.getSource("reports").setData({ type: "FeatureCollection", features });
    }

    /* After each picture of the map: once it shows what it was given, the canvas need not. */
    rendered() {
      if (this.folding === null || !this.map.isSourceLoaded("reports")) return;
      const folded = this.folding;
      this.folding = null;
      this.newest.scale = scaleFor(this.count);
      this.newest.handOver(folded);
      if (!this.ready) this.page.mapReady();
      this.ready = true;
      this.page.counted();
    }

    /* Lights a new report up for a moment; in a storm the first of each moment only. Two still pictures instead of a
     * motion: where many arrive, moving rings would cost more than all the rest. */
    ring(report) {
      if (this.rings.length >= RINGS) return;
      const ring = document.createElement("div");
      ring.className = "ring";
      const category = this.setup.categories[report.code] || root.commandCenterIcons.GREY_DOT;
      ring.style.setProperty("--c", category.colour);
      const spot = this.map.project(report.at);
      ring.style.left = spot.x + "px";
      ring.style.top = spot.y + "px";
      setTimeout(() => ring.classList.add("ring-near"), 500);
      setTimeout(() => {
        ring.remove();
        this.rings = this.rings.filter((other) => other !== ring);
      }, 2400);
      this.rings.push(ring);
      this.overlay.appendChild(ring);
    }

    /* Names are placed anew only where the circles or the card of an empty city changed: measuring them costs. */
    setCircles(circles) {
      const layout = JSON.stringify([circles, this.covered().length]);
      if (layout === this.layout) return;
      this.layout = layout;
      this.circles = circles;
      this.drawOverlay();
    }

    /* Circles of incidents, and the names of the kecamatan where they cover neither those nor each other. */
    drawOverlay() {
      if (!this.map || this.ended) return;
      const circles = this.circles.map((circle) => this.circle(circle));
      const names = this.setup.names.map((name) => nameNode(name.name));
      this.overlay.replaceChildren(...circles.map((circle) => circle.node), ...names, ...this.rings);
      const items = this.setup.names.map((name, index) => {
        const spot = this.map.project([name.lon, name.lat]);
        const { offsetWidth: w, offsetHeight: h } = names[index];
        return { x: spot.x, y: spot.y, w, h, line: h / names[index].children.length };
      });
      const frame = { w: this.overlay.clientWidth, h: this.overlay.clientHeight };
      const obstacles = circles.map((circle) => circle.box).concat(this.covered());
      const spots = Array.from(this.reports.values(), (report) => this.map.project(report.at));
      const crowd = this.geometry.counter(spots.map((spot) => [spot.x, spot.y]), frame, 8);
      this.geometry.place(items, obstacles, frame, crowd).forEach((corner, index) => {
        names[index].style.transform = "translate(" + corner.x.toFixed(1) + "px," + corner.y.toFixed(1) + "px)";
      });
    }

    circle(circle) {
      const spot = this.map.project([circle.lon, circle.lat]);
      const r = this.geometry.radius(circle.count) * this.unit();
      const node = document.createElement("div");
      node.className = "incident";
      node.style.setProperty("--c", circle.colour);
      node.style.left = spot.x + "px";
      node.style.top = spot.y + "px";
      node.style.width = node.style.height = 2 * r + "px";
      node.textContent = String(circle.count);
      return { node, box: { x: spot.x - r, y: spot.y - r, w: 2 * r, h: 2 * r, weight: 14 } };
    }

    /* What else lies over the map: the card of an empty city. */
    covered() {
      const card = document.querySelector("#wall-map-empty .empty");
      if (!card) return [];
      const own = this.overlay.getBoundingClientRect();
      const box = card.getBoundingClientRect();
      return [{ x: box.x - own.x, y: box.y - own.y, w: box.width, h: box.height, weight: 30 }];
    }
  }

  /* A name, one word a line. */
  function nameNode(name) {
    const node = document.createElement("div");
    node.className = "place";
    for (const word of name.split(" ")) {
      const line = document.createElement("span");
      line.textContent = word;
      node.appendChild(line);
    }
    return node;
  }

  root.commandCenterWallMap = WallMap;
})(typeof window === "undefined" ? globalThis : window);
