/* Which scene stands on the wall: by the playlist, by hand, or because something critical happened. */
(function (root) {
  "use strict";

  const AGAIN_MS = 3000;

  class Stage {
    /* `page` has refresh(now, scene), which calls arrived(scene) when its panels are there, write(id, text) and fact(name, value). */
    constructor(setup, scene, page) {
      this.setup = setup;
      this.words = setup.words;
      this.page = page;
      this.scene = scene;
      this.wanted = scene;
      this.triedAt = 0;
      this.told = "";
      const mode = setup.pinned ? "pinned" : "playing";
      this.playlist = new root.commandCenterPlaylist(setup.scenes, scene, mode, performance.now());
      this.alarms = new root.commandCenterAlarms(setup.interrupts);
      this.sound = new root.commandCenterSound((state) => page.write("wall-sound", this.words.sound[state] || ""));
      for (const touch of ["pointerdown", "keydown"]) root.addEventListener(touch, () => this.sound.touched());
      this.controls = new root.commandCenterControls(this.steering());
    }

    /* Often: ask for the panels of the scene that is to be seen; while they are not there the one before stays. */
    keep(now, busy) {
      this.wanted = this.playlist.shown(now);
      if (this.wanted !== this.scene && !busy && now - this.triedAt >= AGAIN_MS) {
        this.triedAt = now;
        this.page.refresh(now, this.wanted);
      }
      this.tell();
      this.controls.keep(now);
    }

    arrived(scene) {
      if (scene === this.scene || scene !== this.wanted) return;
      document.getElementById("wall-scene-" + scene).hidden = false;
      document.getElementById("wall-scene-" + this.scene).hidden = true;
      this.scene = scene;
      this.triedAt = 0;
      this.page.fact("scene", scene);
      this.page.write("wall-scene-name", this.setup.scenes.find((each) => each.key === scene).title);
      this.tell();
    }

    /* What is new and critical is shown and heard. */
    alarm(facts) {
      const news = this.alarms.take(facts);
      const now = performance.now();
      for (const one of news.interrupts) this.playlist.interruptWith(one.scene, one, now);
      if (news.breaches) this.sound.play(now, false);
    }

    steering() {
      const now = () => performance.now();
      const list = this.playlist;
      const turned = (mode) => () => this.steered(() => list.set(list.mode === mode ? "playing" : mode, now()));
      return {
        previous: () => this.steered(() => list.step(-1, now())),
        next: () => this.steered(() => list.step(1, now())),
        choose: (key) => this.steered(() => list.choose(key, now())),
        pause: turned("paused"),
        pin: turned("pinned"),
        sound: () => this.sound.toggle(),
        full: () => fullScreen(),
      };
    }

    /* By hand: at once, and a pin is kept in the address, so that it holds when the wall loads itself anew. */
    steered(act) {
      act();
      this.triedAt = 0;
      const address = new URL(location.href);
      for (const name of ["adegan", "putar"]) address.searchParams.delete(name);
      if (this.playlist.mode === "pinned") {
        address.searchParams.set("adegan", this.playlist.shown(performance.now()));
        address.searchParams.set("putar", "0");
      }
      history.replaceState(null, "", address);
      this.keep(performance.now(), false);
    }

    /* What the header and the bar say. */
    tell() {
      const { mode, interrupt } = this.playlist;
      const told = [this.scene, mode, this.sound.state, interrupt && interrupt.until].join();
      if (told === this.told) return;
      this.told = told;
      this.page.fact("mode", mode);
      this.page.fact("sound", this.sound.state);
      this.page.write("wall-mode", this.words.mode[mode] || "");
      this.page.write("wall-why", interrupt === null ? "" : this.whyText(interrupt.why));
      this.controls.tell(this.scene, mode, this.sound.state);
    }

    whyText({ cause, category, kelurahan, count, said }) {
      if (cause === "alert") return this.words.why.alert.replace("{said}", said);
      const named = this.setup.categories[category];
      return this.words.why[cause]
        .replace("{category}", (named ? named.label : category).toLowerCase())
        .replace("{kelurahan}", kelurahan || this.words.why.no_place)
        .replace("{n}", count);
    }
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  root.commandCenterStage = Stage;
})(window);
