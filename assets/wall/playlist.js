/* Which scene is shown: one after the other, held by a pause or a pin, or interrupted for something critical. Pure. */
(function (root) {
  "use strict";

  /* What is left of a scene after an interrupt: enough to read it. */
  const LEAST_MS = 10000;

  class Playlist {
    /* `scenes` are {key, seconds} in their order; `key` is the one shown first, `mode` "playing", "paused" or "pinned". */
    constructor(scenes, key, mode, now) {
      this.scenes = scenes;
      this.index = Math.max(0, scenes.findIndex((scene) => scene.key === key));
      this.mode = mode;
      this.since = now;
      /* {key, until, why, left}: what interrupts, until when, and how much was left of the scene it interrupted. */
      this.interrupt = null;
    }

    /* Key of what is to be seen now; often asked, it moves on when it is time. */
    shown(now) {
      if (this.interrupt !== null) {
        if (now < this.interrupt.until) return this.interrupt.key;
        this.since = now - (this.dwell() - Math.max(LEAST_MS, this.interrupt.left));
        this.interrupt = null;
      }
      if (this.mode === "playing" && now - this.since >= this.dwell()) this.step(1, now);
      return this.scenes[this.index].key;
    }

    dwell() {
      return this.scenes[this.index].seconds * 1000;
    }

    /* By hand: the next scene, or the one before. What interrupts is over then. */
    step(by, now) {
      this.index = (this.index + by + this.scenes.length) % this.scenes.length;
      this.since = now;
      this.interrupt = null;
    }

    choose(key, now) {
      const index = this.scenes.findIndex((scene) => scene.key === key);
      if (index >= 0) this.step(index - this.index, now);
    }

    /* Go on with the playlist, stand still, or be held: a pinned scene is not interrupted either. */
    set(mode, now) {
      this.mode = mode;
      this.since = now;
      if (mode === "pinned" && this.interrupt !== null) {
        const { key } = this.interrupt;
        this.interrupt = null;
        this.choose(key, now);
      }
    }

    /* Show a scene at once for its own seconds; false where it may not, or shows already for a later reason. */
    interruptWith(key, why, now) {
      const scene = this.scenes.find((each) => each.key === key);
      if (!scene || this.mode === "pinned") return false;
      const left = this.interrupt === null ? this.dwell() - (now - this.since) : this.interrupt.left;
      this.interrupt = { key, why, until: now + scene.seconds * 1000, left };
      return true;
    }
  }

  if (typeof module === "object" && module.exports) module.exports = Playlist;
  else root.commandCenterPlaylist = Playlist;
})(typeof window === "undefined" ? globalThis : window);
