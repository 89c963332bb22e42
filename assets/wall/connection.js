/* How the wall hears of what happens: by a socket, and where there is none by asking over HTTP. */
(function (root) {
  "use strict";

  const live = root.commandCenterLive;

  /* `page` has since(), joined(), beat(beat) and frame(frame). */
  class Connection {
    constructor(setup, page) {
      this.page = page;
      this.url = setup.frames;
      /* "socket" or "http": by which the last beat came. */
      this.way = "socket";
      /* Why there is no seat for a socket, a word of the server; null where that is not why. */
      this.seatless = null;
      this.refused = false;
      this.hasJoined = false;
      this.partedAt = performance.now();
      /* When the last word came over the socket. */
      this.heardAt = null;
      this.askedAt = null;
      this.asking = false;
      this.socket = live.connect({
        url: (location.protocol === "https:" ? "wss://" : "ws://") + location.host + setup.socket,
        namespace: "/wall",
        WebSocket: root.WebSocket,
        on: {
          connected: () => this.joined(),
          parted: () => this.parted(),
          event: (name, data) => this.event(name, data),
          refused: () => (this.refused = true),
          seatless: (why) => (this.seatless = why),
        },
        seldom: () => this.way === "http",
      });
    }

    close() {
      this.socket.close();
    }

    joined() {
      this.hasJoined = true;
      this.heardAt = performance.now();
      this.refused = false;
      this.seatless = null;
      this.page.joined();
    }

    parted() {
      this.hasJoined = false;
      this.partedAt = performance.now();
    }

    event(name, data) {
      this.heardAt = performance.now();
      this.way = "socket";
      if (name === "beat") this.page.beat(data);
      else if (name === "frame") this.page.frame(data);
    }

    /* Ask for what was missed; over HTTP that is asked for anyway. */
    sync() {
      this.socket.emit("sync", { since: this.page.since() });
    }

    /* Often: ask over HTTP where it is time. */
    keep(now) {
      const since = live.apartSince(now, this.hasJoined, this.partedAt, this.heardAt);
      if (!live.wantsHttp(now, since, this.askedAt, this.asking)) return;
      this.askedAt = now;
      this.asking = true;
      live
        .askHttp({
          url: this.url,
          since: this.page.since(),
          fetch: (url, how) => root.fetch(url, how),
          on: {
            beat: (beat) => {
              this.refused = false;
              /* Unless the socket spoke meanwhile. */
              if (this.heardAt === null || this.heardAt < now) this.way = "http";
              this.page.beat(beat);
            },
            frame: (frame) => this.page.frame(frame),
            refused: () => (this.refused = true),
            failed: () => (this.way = "socket"),
          },
        })
        .finally(() => (this.asking = false));
    }
  }

  root.commandCenterConnection = Connection;
})(window);
