/* The wall's map: reports on a canvas above the outlines of the page, names, circles and the light of a new one above them. */
(function (root) {
  "use strict";

  const RINGS = 4;

  class WallMap {
    constructor(setup, page) {
      this.setup = setup;
      this.page = page;
      this.geometry = root.commandCenterGeometry;
      this.panel = document.getElementById("wall-map");
      this.overlay = document.getElementById("wall-map-overlay");
      this.city = this.panel.querySelector(".map-city");
      this.tiles = new root.commandCenterTiles(document.getElementById("wall-map-tiles"), setup.tiles);
      this.layer = new root.commandCenterReportLayer(document.getElementById("wall-map-reports"), () => this.drawn());
      this.projection = null;
      this.seats = new this.geometry.Seats();
      this.seated = new Map();
      /* null until the first are known: names are placed beside them, and that costs. */
      this.circles = null;
      this.layout = "";
      this.lights = [];
      this.ready = false;
      this.loaded = false;
      this.watcher = new ResizeObserver(() => this.resized());
      this.watcher.observe(this.panel);
      this.resized();
    }

    get count() {
      return this.layer.reports.size;
    }

    /* How many reports are to be seen: none before the first of them are drawn. */
    get shown() {
      return this.ready ? this.count : 0;
    }

    unit() {
      return this.geometry.unit(root.innerWidth, root.innerHeight);
    }

    /* A panel that is not shown has no size: it is drawn when its scene is. */
    resized() {
      const { clientWidth: width, clientHeight: height } = this.panel;
      if (!width || !height) return;
      const own = this.panel.getBoundingClientRect();
      const box = this.city.getBoundingClientRect();
      const size = [width, height, box.x - own.x, box.y - own.y, box.width, box.height, root.devicePixelRatio].join();
      if (size === this.size) return;
      this.size = size;
      this.projection = new root.commandCenterProjection(this.setup.city, {
        x: box.x - own.x,
        y: box.y - own.y,
        w: box.width,
        h: box.height,
      });
      const u = this.unit();
      this.icons = new root.commandCenterIcons(this.setup, u);
      this.tiles.show(this.projection, width, height);
      this.layer.follow(this.projection, this.icons, u);
      this.drawOverlay();
    }

    tilesAgain() {
      this.tiles.again();
    }

    /* All reports anew, from the columns that report_columns.columns made. */
    load(columns) {
      this.seats = new this.geometry.Seats();
      this.seated.clear();
      const reports = new Map();
      const loose = new Set(columns.loose);
      const joint = new Set(columns.joint);
      const order = columns.id.map((_, index) => index).sort((a, b) => columns.id[a] - columns.id[b]);
      for (const index of order) {
        const id = columns.id[index];
        reports.set(id, {
          id: id,
          code: columns.categories[columns.category[index]],
          loose: loose.has(index),
          dim: joint.has(index),
          state: columns.state[index],
          at: this.seat(id, columns.lon[index], columns.lat[index], loose.has(index)),
        });
      }
      this.loaded = true;
      this.layer.reports = reports;
      this.drawOverlay();
      /* A scene without the map: there is nothing more to draw. */
      if (this.projection === null) this.drawn();
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

    /* Whether that report is on the map. */
    has(id) {
      return this.layer.reports.has(id);
    }

    /* A report of a frame; `light` makes a ring around it once. One without a place is not on the map. */
    add(point, light) {
      const id = point.report_id;
      if (point.lat === null || point.lon === null) return this.remove(id);
      const old = this.layer.reports.get(id);
      const report = {
        id: id,
        number: point.number,
        code: point.category,
        loose: !point.exact,
        dim: old ? old.dim : false,
        state: old ? old.state : this.setup.states.indexOf("new"),
        at: this.seat(id, point.lon, point.lat, !point.exact),
      };
      this.layer.add(report);
      if (light) this.light(report);
    }

    remove(id) {
      this.unseat(id);
      this.layer.remove(id);
    }

    keep(now) {
      this.layer.keep(now);
    }

    drawn() {
      if (this.loaded && !this.ready) {
        this.ready = true;
        this.page.mapReady();
      }
      this.page.counted();
    }

    /* Lights a new report up for a moment; in a storm the first of each moment only. Two still pictures instead of a
     * motion: where many arrive, moving rings would cost more than all the rest. */
    light(report) {
      if (this.projection === null || this.lights.length >= RINGS) return;
      const node = document.createElement("div");
      node.className = "light";
      const category = this.setup.categories[report.code] || root.commandCenterIcons.GREY_DOT;
      node.style.setProperty("--c", category.colour);
      const [x, y] = this.projection.project(...report.at);
      node.style.left = x + "px";
      node.style.top = y + "px";
      setTimeout(() => node.classList.add("light-near"), 500);
      setTimeout(() => {
        node.remove();
        this.lights = this.lights.filter((other) => other !== node);
      }, 2400);
      this.lights.push(node);
      this.overlay.appendChild(node);
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
      if (this.projection === null || this.circles === null) return;
      const circles = this.apart(this.circles).map((circle) => this.circle(circle));
      this.layer.avoid(circles.map((circle) => circle.disc));
      const names = this.setup.names.map((name) => nameNode(name.name));
      this.overlay.replaceChildren(...circles.map((circle) => circle.node), ...names, ...this.lights);
      const items = this.setup.names.map((name, index) => {
        const [x, y] = this.projection.project(name.lon, name.lat);
        const { offsetWidth: w, offsetHeight: h } = names[index];
        return { x, y, w, h, line: h / names[index].children.length };
      });
      const frame = { w: this.overlay.clientWidth, h: this.overlay.clientHeight };
      const obstacles = [...circles.map((circle) => circle.box), ...this.ringBoxes(), ...this.covered()];
      const spots = Array.from(this.layer.reports.values(), (report) => this.projection.project(...report.at));
      const crowd = this.geometry.counter(spots, frame, 8);
      this.geometry.place(items, obstacles, frame, crowd).forEach((corner, index) => {
        names[index].style.transform = "translate(" + corner.x.toFixed(1) + "px," + corner.y.toFixed(1) + "px)";
      });
    }

    /* Rings are many where there are very many reports: names then stand between the largest. */
    ringBoxes() {
      const u = this.unit();
      const sized = this.layer.rings.map((ring) => ({ ring, n: ring.counts.reduce((sum, count) => sum + count, 0) }));
      return sized
        .sort((a, b) => b.n - a.n)
        .slice(0, 60)
        .map(({ ring, n }) => {
          const r = root.commandCenterClusters.radius(n) * u;
          return { x: ring.shown.x - r, y: ring.shown.y - r, w: 2 * r, h: 2 * r, weight: 6 };
        });
    }

    /* Each circle with its place in pixels: the largest where it happens, a smaller one that would cover it beside it. */
    apart(circles) {
      const placed = [];
      for (const circle of [...circles].sort((a, b) => b.count - a.count)) {
        const [x, y] = this.projection.project(circle.lon, circle.lat);
        const r = this.geometry.radius(circle.count) * this.unit();
        placed.push({ circle, r, ...root.commandCenterClusters.aside({ x, y, r }, placed) });
      }
      return placed;
    }

    circle({ circle, x, y, r }) {
      const node = document.createElement("div");
      node.className = "incident";
      node.style.setProperty("--c", circle.colour);
      node.style.left = x + "px";
      node.style.top = y + "px";
      node.style.width = node.style.height = 2 * r + "px";
      node.textContent = String(circle.count);
      return { node, disc: { x, y, r }, box: { x: x - r, y: y - r, w: 2 * r, h: 2 * r, weight: 14 } };
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
})(window);
