/* The video wall: takes frames and heartbeats, says how fresh it is, keeps itself running for weeks. */
(function () {
  "use strict";

  const REFRESH_MS = 25000;
  const PANEL_LATE_MS = 90000;
  const SHIFT_MS = 180000;
  const HOUR = 3600000;
  const RELOAD_MINUTE = 3 * 60 + 30;
  const SHIFTS = [[0, 0], [1, 0], [2, 1], [1, 2], [0, 2], [-1, 1], [-2, 0], [-1, -1], [0, -2], [1, -1]];

  const live = window.commandCenterLive;
  const calendar = window.commandCenterCalendar;

  class Wall {
    constructor(setup, scene) {
      this.setup = setup;
      this.words = setup.words;
      this.root = document.getElementById("wall-root");
      this.startedAt = performance.now();
      this.beatAt = null;
      this.offset = 0;
      this.alerts = null;
      this.alertsNew = false;
      this.version = setup.version || "";
      this.head = 0;
      this.cursor = 0;
      this.behindSince = null;
      this.aheadSince = null;
      this.askedAt = null;
      this.panelsAt = null;
      this.panelsHead = -1;
      this.refreshing = null;
      this.refreshedAt = 0;
      this.answerMs = 0;
      this.resyncing = null;
      this.outdated = false;
      this.loadedAt = this.startedAt;
      this.loadMs = 0;
      this.joints = "";
      this.jointsAt = 0;
      this.ticker = new window.commandCenterTicker(setup, "wall-ticker");
      this.texts = new Map();
      this.slots = new Map();
      this.second = 0;
      this.shown = "";
      this.questions = new window.commandCenterQuestions(this.root.lang);
      this.map = new window.commandCenterWallMap(setup, this);
      this.stage = new window.commandCenterStage(setup, scene, this);
      this.reloader = new window.commandCenterReloader();
      this.connection = new window.commandCenterConnection(setup, {
        since: () => this.cursor,
        joined: () => this.ask(),
        beat: (beat) => this.beat(beat),
        frame: (frame) => this.frame(frame),
      });
      this.base = setup.tiles.length ? new window.commandCenterBaseMap(setup, (lost) => this.baseMap(lost)) : null;
      this.timer = setInterval(() => this.tick(), 100);
      this.tick();
    }

    /* ---- what comes over the connection ---- */

    ask() {
      this.askedAt = performance.now();
      this.connection.sync();
    }

    beat(beat) {
      this.beatAt = performance.now();
      this.head = beat.head;
      this.offset = Date.parse(beat.at) - Date.now();
      /* Other alerts are open: nothing of that is in the log. */
      if (this.alerts !== null && beat.alerts !== this.alerts) this.alertsNew = true;
      this.alerts = beat.alerts;
      if (!this.version || sessionStorage.getItem("wall-version") === beat.version) this.version = beat.version;
      if (beat.version !== this.version) this.reloader.reload(beat.version);
      this.follow();
    }

    frame(frame) {
      if (this.resyncing !== null || this.outdated) return;
      const news = live.read(this.cursor, frame);
      if (news.action === "gap") return this.ask();
      if (news.action === "reset") {
        this.outdated = true;
        return this.renew(performance.now());
      }
      if (news.action === "known") return;
      this.cursor = news.cursor;
      this.head = Math.max(this.head, this.cursor);
      for (const id of news.removed) this.map.remove(id);
      for (const point of news.points) {
        const fresh = point.new && !this.ticker.lines.has(point.report_id);
        this.map.add(point, fresh);
        if (point.new) this.ticker.tell(point, fresh);
      }
      if (news.points.some((point) => point.new)) this.ticker.write();
      this.counted();
      this.follow();
    }

    /* Keep since when the head is ahead of what this wall has. A head that stays lower is another log, such as a
     * restored backup: what this wall knows is then no longer true. */
    follow() {
      const now = performance.now();
      this.behindSince = this.head > this.cursor ? (this.behindSince === null ? now : this.behindSince) : null;
      this.aheadSince = this.head < this.cursor ? (this.aheadSince === null ? now : this.aheadSince) : null;
      if (this.aheadSince !== null && now - this.aheadSince > live.STALE_MS && this.resyncing === null) this.resync();
      this.fact("head", this.cursor);
    }

    /* ---- what comes from the server's callbacks ---- */

    takePoints(columns) {
      this.cursor = columns.head;
      this.map.load(columns);
      this.counted();
      this.follow();
    }

    takeFacts(facts) {
      this.panelsHead = facts.head;
      this.panelsAt = Date.parse(facts.asOf);
      for (const line of facts.ticker) this.ticker.tell(line, false);
      this.ticker.write();
      this.map.setCircles(facts.incidents);
      this.checkJoints(facts.incidents);
      this.stage.alarm(facts);
    }

    /* HTML of the scene's slots; only what changed is written. Of what failed the last that was shown stays. */
    takeSlots(slots, failed) {
      for (const [id, html] of Object.entries(slots)) {
        const node = document.getElementById(id);
        this.fails(node, null);
        if (this.slots.get(id) === html) continue;
        this.slots.set(id, html);
        if (node) node.innerHTML = html;
      }
      for (const [id, html] of Object.entries(failed)) {
        const node = document.getElementById(id);
        if (node && node.innerHTML === "") node.innerHTML = html;
        this.fails(node, this.panelsAt);
      }
    }

    /* Since when the panel of a node shows what is no longer told anew; null for one that is. */
    fails(node, since) {
      const panel = node && node.closest(".panel");
      if (!panel) return;
      if (since === null) delete panel.dataset.since;
      else if (!panel.dataset.since) panel.dataset.since = since;
    }

    /* Which reports belong to an incident is not in the frames: when incidents change, load the points anew, at most
     * once a minute, and more rarely where there are very many. */
    checkJoints(incidents) {
      const now = performance.now();
      const joints = incidents.map((circle) => circle.id + ":" + circle.count).join();
      if (this.joints !== "" && joints !== this.joints) {
        if (now - this.jointsAt < this.pause()) return;
        this.resync();
      }
      this.joints = joints || "none";
      this.jointsAt = now;
    }

    /* How far the reports of a ring are is not in the frames either. */
    freshen(now) {
      if (this.map.layer.rings.length && now - this.loadedAt > this.pause()) this.resync();
    }

    pause() {
      return this.map.count > 5000 ? 600000 : 60000;
    }

    /* The first reports are drawn. */
    mapReady() {
      this.root.dataset.map = "ready";
    }

    /* A base map that is back is asked for again. */
    baseMap(lost) {
      if (!lost && this.root.dataset.base === "lost") this.map.tilesAgain();
      this.fact("base", lost ? "lost" : "there");
    }

    counted() {
      this.fact("points", this.map.shown);
    }

    /* The panels of the scene that is shown; of another one, which is shown once they are there. */
    refresh(now, scene = this.stage.scene) {
      this.refreshing = now;
      this.refreshedAt = now;
      this.alertsNew = false;
      this.questions
        .panels(scene)
        .then(
          (told) => {
            this.answerMs = Math.min(performance.now() - now, 2500);
            this.takeSlots(told.slots, told.failed);
            this.takeFacts(told.facts);
            this.stage.arrived(scene);
          },
          () => {}
        )
        .finally(() => (this.refreshing = null));
    }

    /* Load the points anew where a frame said that it cannot tell what changed; soon, where that was just done. */
    renew(now) {
      if (this.outdated && this.resyncing === null && live.mayLoad(now, this.loadedAt, this.loadMs)) this.resync();
    }

    resync() {
      const begun = performance.now();
      this.outdated = false;
      this.resyncing = begun;
      this.questions
        .points()
        .then(
          (columns) => {
            this.resyncing = null;
            this.takePoints(columns);
            this.ask();
          },
          () => (this.outdated = true)
        )
        .finally(() => {
          this.resyncing = null;
          this.loadedAt = performance.now();
          this.loadMs = Math.min(this.loadedAt - begun, 2500);
        });
    }

    /* ---- ten times a second ---- */

    tick() {
      const now = performance.now();
      const state = live.state(now, this.startedAt, this.beatAt, this.behindSince);
      this.showTime(state, now);
      if (live.wantsSync(now, this.behindSince, this.askedAt) && this.resyncing === null) this.ask();
      this.connection.keep(now);
      this.renew(now);
      this.stage.keep(now, this.refreshing !== null);
      if (state === "live" && this.refreshing === null && this.resyncing === null) {
        const due = this.cursor > this.panelsHead || this.alertsNew ? Math.max(1000, 4 * this.answerMs) : REFRESH_MS;
        if (now - this.refreshedAt >= due && now - this.startedAt >= 1000) this.refresh(now);
        else this.freshen(now);
      }
      this.ticker.dim(now);
      this.map.keep(now);
      const minute = calendar.minute(Date.now() + this.offset);
      if (minute >= RELOAD_MINUTE && minute < RELOAD_MINUTE + 10 && now - this.startedAt > HOUR / 2) this.reloader.reload();
    }

    /* All that changes with time is written at once when a second is full, or when the state changes: each writing by
     * itself would make the screen be drawn anew by itself. */
    showTime(state, now) {
      const server = Date.now() + this.offset;
      const second = Math.floor(server / 1000);
      const { way, seatless, refused } = this.connection;
      const shown = [state, way, seatless, refused].join();
      if (second === this.second && shown === this.shown) return;
      this.second = second;
      this.shown = shown;
      this.fact("state", state);
      this.fact("way", way);
      this.root.dataset.blink = second % 2 ? "on" : "off";
      this.write("wall-state", this.stateText(state, now));
      this.write("wall-clock", live.clock(server));
      this.write("wall-date", calendar.date(server, this.words));
      this.fact("night", calendar.isNight(server, this.setup.night) ? "yes" : "no");
      const shift = SHIFTS[Math.floor((now - this.startedAt) / SHIFT_MS) % SHIFTS.length];
      this.style("--shift-x", shift[0] + "px");
      this.style("--shift-y", shift[1] + "px");
      this.ages(now, server);
    }

    ages(now, server) {
      if (this.panelsAt === null) return;
      for (const node of this.root.querySelectorAll(".panel-age")) {
        const panel = node.closest(".panel");
        const ofMap = panel.classList.contains("panel-map");
        const panels = Math.max(0, server - (Number(panel.dataset.since) || this.panelsAt));
        const late = panels > PANEL_LATE_MS;
        const text = ofMap ? this.age(this.beatAt === null ? panels : now - this.beatAt) : this.age(panels);
        const shown = late && !ofMap ? this.words.panelFailed.replace("{age}", text) : text;
        if (node.textContent !== shown) node.textContent = shown;
        node.classList.toggle("panel-late", late && !ofMap);
      }
    }

    age(ms) {
      const span = live.span(ms);
      return this.words.age[span.unit].replace("{n}", span.n);
    }

    stateText(state, now) {
      const words = this.words.state;
      if (this.connection.refused && state !== "live") return words.refused;
      if (state === "connecting") return words.connecting;
      const age = this.age(now - (this.beatAt === null ? this.startedAt : this.beatAt));
      if (state === "live" && this.connection.way === "http") {
        const why = this.words.apart[this.connection.seatless] || this.words.apart.blocked;
        return words.http.replace("{why}", why).replace("{age}", age);
      }
      if (state === "late" && this.beatAt !== null && now - this.beatAt < live.LATE_MS) return words.behind;
      return words[state].replace("{age}", age);
    }

    held() {
      const { layer, seated } = this.map;
      return {
        reports: layer.reports.size,
        seats: seated.size,
        rings: layer.ringOf.size,
        drawn: layer.drawnAt.size,
        lines: this.ticker.lines.size,
        breaches: this.stage.alarms.breached ? this.stage.alarms.breached.size : 0,
        elements: document.querySelectorAll("*").length,
      };
    }

    /* ---- small writes that touch the page only where something changed ---- */

    write(id, text) {
      if (this.texts.get(id) === text) return;
      const node = document.getElementById(id);
      if (!node) return;
      node.textContent = text;
      this.texts.set(id, text);
    }

    fact(name, value) {
      const text = String(value);
      if (this.root.dataset[name] !== text) this.root.dataset[name] = text;
      if (document.documentElement.dataset[name] !== text) document.documentElement.dataset[name] = text;
    }

    style(name, value) {
      if (this.root.style.getPropertyValue(name) !== value) this.root.style.setProperty(name, value);
    }
  }

  function told(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  const root = document.getElementById("wall-root");
  if (!root) return;
  const setup = told("wall-setup");
  if (setup.replay) {
    window.commandCenterReplay(setup, told("wall-points"), told("wall-facts"));
    return;
  }
  const wall = new Wall(setup, root.dataset.scene);
  wall.takePoints(told("wall-points"));
  wall.takeFacts(told("wall-facts"));

  window.wallFacts = {
    /* Milliseconds of the epoch when that report's point was drawn; null while it is not, or is not known here. */
    drawn: (number) => wall.map.layer.drawnAt.get(number) || null,
    /* Whether that report is on the map. */
    has: (reportId) => wall.map.has(reportId),
    /* How many tones were played. */
    tones: () => wall.stage.sound.played,
    /* What it holds, which must not grow over weeks. */
    held: () => wall.held(),
  };
})();
