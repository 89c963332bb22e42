/* The wall steered by hand: keys, and a small bar that comes with the pointer or a key and goes again. */
(function (root) {
  "use strict";

  const SHOWN_MS = 5000;

  class Controls {
    /* `steer` has previous(), next(), choose(key), pause(), pin(), sound(), full(). */
    constructor(steer) {
      this.steer = steer;
      this.root = document.getElementById("wall-root");
      this.bar = document.getElementById("wall-controls");
      this.until = 0;
      this.bar.addEventListener("click", (event) => this.click(event));
      root.addEventListener("pointermove", (event) => this.moved(event));
      root.addEventListener("pointerdown", () => this.show());
      root.addEventListener("keydown", (event) => this.key(event));
      this.bar.addEventListener("focusin", () => this.show());
    }

    /* A browser tells a pointer that lies still when what is below it changes. */
    moved(event) {
      if (event.movementX || event.movementY) this.show();
    }

    show() {
      this.until = performance.now() + SHOWN_MS;
      this.root.dataset.controls = "shown";
    }

    keep(now) {
      if (this.root.dataset.controls !== "shown" || now < this.until) return;
      if (this.bar.matches(":focus-within, :hover")) return;
      this.root.dataset.controls = "hidden";
    }

    click(event) {
      const button = event.target.closest("button");
      if (!button) return;
      this.show();
      if (button.dataset.scene) this.steer.choose(button.dataset.scene);
      else this.steer[button.dataset.act]();
    }

    key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const onButton = event.target instanceof HTMLButtonElement;
      const act = this.acts(event.key, onButton);
      this.show();
      if (!act) return;
      event.preventDefault();
      act();
    }

    acts(key, onButton) {
      if (key === " " && !onButton) return () => this.steer.pause();
      const named = { ArrowLeft: "previous", ArrowRight: "next", j: "pause", p: "pin", b: "sound", f: "full" }[key];
      if (named) return () => this.steer[named]();
      const scene = this.bar.querySelectorAll("button[data-scene]")[Number(key) - 1];
      return scene && /^[1-9]$/.test(key) ? () => this.steer.choose(scene.dataset.scene) : null;
    }

    /* Say on the bar how it is: what is shown, "playing", "paused" or "pinned", and the sound. */
    tell(shown, mode, sound) {
      for (const button of this.bar.querySelectorAll("button[data-scene]")) {
        button.setAttribute("aria-pressed", String(button.dataset.scene === shown));
      }
      this.press("pause", mode === "paused");
      this.press("pin", mode === "pinned");
      this.press("sound", sound !== "off");
    }

    press(act, pressed) {
      const button = this.bar.querySelector("button[data-act='" + act + "']");
      if (button) button.setAttribute("aria-pressed", String(pressed));
    }
  }

  root.commandCenterControls = Controls;
})(window);
