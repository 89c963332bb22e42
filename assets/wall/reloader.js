/* Loads the wall anew, only when the server answers: a wall must not end on an error page. */
(function (root) {
  "use strict";

  const LEAST_MS = 60000;

  class Reloader {
    constructor() {
      this.reloading = false;
    }

    /* For a new version once: two servers of different versions behind one address must not make a wall flicker. */
    reload(version) {
      if (this.reloading) return;
      const last = Number(sessionStorage.getItem("wall-reloaded") || 0);
      /* A clock that was set back makes the last time one of the future. */
      if (Math.abs(Date.now() - last) < LEAST_MS) return;
      this.reloading = true;
      if (version) sessionStorage.setItem("wall-version", version);
      setTimeout(() => this.attempt(), 300 + Math.random() * 2000);
    }

    attempt() {
      root
        .fetch(location.href, { cache: "no-store", credentials: "same-origin" })
        .then((answer) => {
          if (!answer.ok) throw new Error("server answers " + answer.status);
          sessionStorage.setItem("wall-reloaded", String(Date.now()));
          location.reload();
        })
        .catch(() => setTimeout(() => this.attempt(), 3000 + Math.random() * 2000));
    }
  }

  root.commandCenterReloader = Reloader;
})(window);
