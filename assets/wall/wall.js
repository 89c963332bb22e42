/* The video wall: takes frames and heartbeats, says how fresh it is, keeps itself running for weeks. */
(function () {
  "use strict";

  const REFRESH_MS = 25000;
  const PANEL_LATE_MS = 90000;
  const SCENE_AGAIN_MS = 3000;
  const SHIFT_MS = 180000;
  const HOUR = 3600000;
  const RELOAD_MINUTE = 3 * 60 + 30;
  const SHIFTS = [[0, 0], [1, 0], [2, 1], [1, 2], [0, 2], [-1, 1], [-2, 0], [-1, -1], [0, -2], [1, -1]];

  const live = window.commandCenterLive;

  class Wall {
    constructor(setup, scene) {
      this.setup = setup;
      this.scene = scene;
      this.wanted = null;
      this.triedAt = 0;
      this.words = setup.words;
      this.root = document.getElementById("wall-root");
      this.startedAt = performance.now();
      this.beatAt = null;
      this.offset = 0;
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
      this.loadedAt = 0;
      this.loadMs = 0;
      this.joints = "";
      this.jointsAt = 0;
      this.ticker = new window.commandCenterTicker(setup, "wall-ticker");
      this.texts = new Map();
      this.slots = new Map();
      this.second = 0;
      this.shown = "";
      this.reloading = false;
      this.questions = new window.commandCenterQuestions(this.root.lang);
      this.map = new window.commandCenterWallMap(setup, this);
      const mode = setup.pinned ? "pinned" : "playing";
      this.playlist = new window.commandCenterPlaylist(setup.scenes, scene, mode, this.startedAt);
      this.alarms = new window.commandCenterAlarms(setup.interrupts);
      this.sound = new window.commandCenterSound((state) => this.soundIs(state));
      this.controls = new window.commandCenterControls(this.steering());
      this.told = "";
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
      if (!this.version || sessionStorage.getItem("wall-version") === beat.version) this.version = beat.version;
      if (beat.version !== this.version) this.reload(beat.version);
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
      this.alarm(facts);
    }

    /* What is new and critical is shown and heard. */
    alarm(facts) {
      const news = this.alarms.take(facts);
      const now = performance.now();
      for (const one of news.interrupts) this.playlist.interruptWith(one.scene, one, now);
      if (news.breaches) this.sound.play(now, false);
    }

    /* HTML of the scene's slots; only what changed is written. */
    takeSlots(slots) {
      for (const [id, html] of Object.entries(slots)) {
        if (this.slots.get(id) === html) continue;
        this.slots.set(id, html);
        const node = document.getElementById(id);
        if (node) node.innerHTML = html;
      }
    }

    /* Which reports belong to an incident is not in the frames: when incidents change, load the points anew, at most
     * once a minute, and more rarely where there are very many. */
    checkJoints(incidents) {
      const now = performance.now();
      const joints = incidents.map((circle) => circle.id + ":" + circle.count).join();
      const pause = this.map.count > 5000 ? 600000 : 60000;
      if (this.joints !== "" && joints !== this.joints) {
        if (now - this.jointsAt < pause) return;
        this.resync();
      }
      this.joints = joints || "none";
      this.jointsAt = now;
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
    refresh(now, scene = this.scene) {
      this.refreshing = now;
      this.refreshedAt = now;
      this.questions
        .panels(scene)
        .then(
          (told) => {
            this.answerMs = Math.min(performance.now() - now, 2500);
            this.takeSlots(told.slots);
            this.takeFacts(told.facts);
            if (scene !== this.scene && scene === this.wanted) this.show(scene);
          },
          () => {}
        )
        .finally(() => (this.refreshing = null));
    }

    /* ---- which scene ---- */

    /* Ask for the panels of the scene that is to be seen; while they are not there the one before stays. */
    stage(now) {
      const wanted = this.playlist.shown(now);
      this.wanted = wanted;
      if (wanted !== this.scene && this.refreshing === null && now - this.triedAt >= SCENE_AGAIN_MS) {
        this.triedAt = now;
        this.refresh(now, wanted);
      }
    }

    show(scene) {
      document.getElementById("wall-scene-" + scene).hidden = false;
      document.getElementById("wall-scene-" + this.scene).hidden = true;
      this.scene = scene;
      this.triedAt = 0;
      this.fact("scene", scene);
      this.write("wall-scene-name", this.setup.scenes.find((each) => each.key === scene).title);
    }

    steering() {
      const now = () => performance.now();
      return {
        previous: () => this.steered(() => this.playlist.step(-1, now())),
        next: () => this.steered(() => this.playlist.step(1, now())),
        choose: (key) => this.steered(() => this.playlist.choose(key, now())),
        pause: () => this.steered(() => this.playlist.set(this.playlist.mode === "paused" ? "playing" : "paused", now())),
        pin: () => this.steered(() => this.playlist.set(this.playlist.mode === "pinned" ? "playing" : "pinned", now())),
        sound: () => this.sound.toggle(),
        full: () => fullScreen(),
      };
    }

    /* By hand: at once, and a pin is kept in the address, so that it holds when the wall loads itself anew. */
    steered(act) {
      act();
      this.triedAt = 0;
      const address = new URL(location.href);
      const pinned = this.playlist.mode === "pinned";
      for (const name of ["adegan", "putar"]) address.searchParams.delete(name);
      if (pinned) {
        address.searchParams.set("adegan", this.playlist.shown(performance.now()));
        address.searchParams.set("putar", "0");
      }
      history.replaceState(null, "", address);
      this.tick();
    }

    /* What the header and the bar say of the playlist. */
    tellMode() {
      const { mode, interrupt } = this.playlist;
      const told = [this.scene, mode, this.sound.state, interrupt && interrupt.until].join();
      if (told === this.told) return;
      this.told = told;
      this.fact("mode", mode);
      this.fact("sound", this.sound.state);
      this.write("wall-mode", mode === "playing" ? "" : this.words.mode[mode]);
      this.write("wall-why", interrupt === null ? "" : this.whyText(interrupt.why));
      this.controls.tell(this.scene, mode, this.sound.state);
    }

    whyText({ cause, category, kelurahan, count }) {
      const named = this.setup.categories[category];
      return this.words.why[cause]
        .replace("{category}", (named ? named.label : category).toLowerCase())
        .replace("{kelurahan}", kelurahan || this.words.why.no_place)
        .replace("{n}", count);
    }

    soundIs(state) {
      this.write("wall-sound", state === "off" ? "" : this.words.sound[state]);
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
      this.stage(now);
      this.tellMode();
      this.controls.keep(now);
      if (state === "live" && this.refreshing === null && this.resyncing === null) {
        const due = this.cursor > this.panelsHead ? Math.max(1000, 4 * this.answerMs) : REFRESH_MS;
        if (now - this.refreshedAt >= due && now - this.startedAt >= 1000) this.refresh(now);
      }
      this.ticker.dim(now);
      this.map.keep(now);
      const minute = this.minute();
      if (minute >= RELOAD_MINUTE && minute < RELOAD_MINUTE + 10 && now - this.startedAt > HOUR / 2) this.reload();
    }

    /* Minutes since midnight, WIB. */
    minute() {
      return Math.floor(((Date.now() + this.offset + live.WIB_MS) % (24 * HOUR)) / 60000);
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
      const local = new Date(server + live.WIB_MS);
      this.write("wall-date", this.date(local));
      const hour = local.getUTCHours();
      const [from, until] = this.setup.night;
      this.fact("night", (from > until ? hour >= from || hour < until : hour >= from && hour < until) ? "yes" : "no");
      const shift = SHIFTS[Math.floor((now - this.startedAt) / SHIFT_MS) % SHIFTS.length];
      this.style("--shift-x", shift[0] + "px");
      this.style("--shift-y", shift[1] + "px");
      this.ages(now, server);
    }

    date(local) {
      return this.words.dateLong
        .replace("{weekday}", this.words.weekdays[(local.getUTCDay() + 6) % 7])
        .replace("{day}", local.getUTCDate())
        .replace("{month}", this.words.months[local.getUTCMonth()])
        .replace("{year}", local.getUTCFullYear());
    }

    ages(now, server) {
      if (this.panelsAt === null) return;
      const panels = Math.max(0, server - this.panelsAt);
      const late = panels > PANEL_LATE_MS;
      for (const node of this.root.querySelectorAll(".panel-age")) {
        const ofMap = node.closest(".panel-map") !== null;
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

    /* ---- loading anew, only when the server answers: a wall must not end on an error page ---- */

    /* For a new version once: two servers of different versions behind one address must not make a wall flicker. */
    reload(version) {
      if (this.reloading) return;
      const last = Number(sessionStorage.getItem("wall-reloaded") || 0);
      /* A clock that was set back makes the last time one of the future. */
      if (Math.abs(Date.now() - last) < 60000) return;
      this.reloading = true;
      if (version) sessionStorage.setItem("wall-version", version);
      setTimeout(() => this.tryReload(), 300 + Math.random() * 2000);
    }

    tryReload() {
      fetch(location.href, { cache: "no-store", credentials: "same-origin" })
        .then((answer) => {
          if (!answer.ok) throw new Error("server answers " + answer.status);
          sessionStorage.setItem("wall-reloaded", String(Date.now()));
          location.reload();
        })
        .catch(() => setTimeout(() => this.tryReload(), 3000 + Math.random() * 2000));
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

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  function told(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  const root = document.getElementById("wall-root");
  if (!root) return;
  const wall = new Wall(told("wall-setup"), root.dataset.scene);
  wall.takePoints(told("wall-points"));
  wall.takeFacts(told("wall-facts"));

  window.wallFacts = {
    /* Milliseconds of the epoch when that report's point was drawn; null while it is not, or is not known here. */
    drawn: (number) => wall.map.layer.drawnAt.get(number) || null,
    /* Whether that report is on the map. */
    has: (reportId) => wall.map.has(reportId),
  };
})();
