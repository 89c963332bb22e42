/* A short calm tone for a new breach, where somebody allowed it once on this screen. */
(function (root) {
  "use strict";

  const ALLOWED = "wall-sound";
  const PAUSE_MS = 30000;
  /* Two soft notes, a fifth apart: [hertz, begins after seconds]. */
  const NOTES = [[392, 0], [587.33, 0.28]];
  const LONG = 1.1;
  const LOUD = 0.16;

  class Sound {
    /* `told` is called with "off", "on" or "held": held is what the browser forbids until somebody touches the page. */
    constructor(told) {
      this.told = told;
      this.context = null;
      this.playedAt = null;
      this.played = 0;
      this.state = "off";
      if (root.localStorage.getItem(ALLOWED) === "yes") this.open();
      else this.tell("off");
    }

    toggle() {
      if (this.state === "off" || this.state === "held") {
        root.localStorage.setItem(ALLOWED, "yes");
        this.open().then(() => this.state === "on" && this.play(performance.now(), true));
        return;
      }
      root.localStorage.removeItem(ALLOWED);
      this.tell("off");
    }

    /* Somebody touched the page: now the browser may let it sound. */
    touched() {
      if (this.state === "held") this.context.resume();
    }

    open() {
      this.context = this.context || new root.AudioContext();
      this.tell(this.context.state === "running" ? "on" : "held");
      this.context.onstatechange = () => this.state !== "off" && this.tell(this.context.state === "running" ? "on" : "held");
      /* Where the browser forbids it the promise waits until it may. */
      return this.context.resume();
    }

    tell(state) {
      this.state = state;
      this.told(state);
    }

    /* At most every half minute: a storm of breaches is one tone. */
    play(now, atOnce) {
      if (this.state !== "on") return false;
      if (!atOnce && this.playedAt !== null && now - this.playedAt < PAUSE_MS) return false;
      this.playedAt = now;
      this.played += 1;
      const start = this.context.currentTime + 0.05;
      for (const [hertz, after] of NOTES) {
        const tone = this.context.createOscillator();
        const loudness = this.context.createGain();
        tone.type = "sine";
        tone.frequency.value = hertz;
        loudness.gain.setValueAtTime(0, start + after);
        loudness.gain.linearRampToValueAtTime(LOUD, start + after + 0.04);
        loudness.gain.exponentialRampToValueAtTime(0.0001, start + after + LONG);
        tone.connect(loudness).connect(this.context.destination);
        tone.start(start + after);
        tone.stop(start + after + LONG);
      }
      return true;
    }
  }

  root.commandCenterSound = Sound;
})(window);
