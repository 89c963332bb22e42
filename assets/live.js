/* The live connection: rules about frames, freshness and retries as pure functions, and a small Socket.IO client.
 *
 * Why not a Dash component: the installed one cannot emit, hands on only the last of two events between two renders,
 * and every event would stay in Dash's undo history for as long as the page is open (docs/decisions/wall-socket.md).
 */
(function (root) {
  "use strict";

  const LATE_MS = 5000;
  const STALE_MS = 15000;
  const BEHIND_MS = 1000;
  const LOAD_MS = 500;
  const SILENT_MS = 12000;
  const OPEN_MS = 8000;
  const APART_MS = 2000;
  const MUTE_MS = 3500;
  const STEADY_MS = 2000;
  const HTTP_MS = 3000;
  const HTTP_ANSWER_MS = 10000;
  const SELDOM_MS = 15000;
  const WIB_MS = 7 * 3600000;

  /* What a frame means for a client that knows the log up to `cursor`.
   *
   * Returns {action, cursor, points, removed}: "known" (nothing new), "gap" (ask for what lies between), "reset" (load
   * all anew, then go on from `cursor`), or "apply". A frame that is known in part is applied from the cursor on. A
   * report that is in both lists left the map: the end of a frame is what counts, and a closed report is not drawn.
   */
  function read(cursor, frame) {
    const nothing = { cursor: cursor, points: [], removed: [] };
    if (frame.reset) {
      return Object.assign(nothing, { action: "reset", cursor: Math.max(cursor, frame.to_seq) });
    }
    if (frame.to_seq <= cursor) return Object.assign(nothing, { action: "known" });
    if (frame.from_seq > cursor) return Object.assign(nothing, { action: "gap" });
    const gone = new Set(frame.removed);
    return {
      action: "apply",
      cursor: frame.to_seq,
      points: frame.points.filter((point) => point.seq > cursor && !gone.has(point.report_id)),
      removed: frame.removed,
    };
  }

  /* live | late | stale | connecting, from milliseconds of one clock. `beatAt` is null before the first heartbeat;
   * `behindSince` is since when the head has been ahead of the cursor, null where it is not. */
  function state(now, startedAt, beatAt, behindSince) {
    const silence = now - (beatAt === null ? startedAt : beatAt);
    if (silence >= STALE_MS) return "stale";
    if (silence >= LATE_MS) return "late";
    if (beatAt === null) return "connecting";
    if (behindSince !== null && now - behindSince >= STALE_MS) return "stale";
    if (behindSince !== null && now - behindSince >= LATE_MS) return "late";
    return "live";
  }

  /* Whether to ask for what was missed: the head has been ahead for a second, and nothing was asked within one. */
  function wantsSync(now, behindSince, askedAt) {
    return behindSince !== null && now - behindSince >= BEHIND_MS && (askedAt === null || now - askedAt >= BEHIND_MS);
  }

  /* Whether to load everything anew, after the last loading ended at `loadedAt` and took `tookMs`: a change of which the
   * server has not got the facts yet asks for it again with each answer, and must not be asked faster than answered. */
  function mayLoad(now, loadedAt, tookMs) {
    return now - loadedAt >= Math.max(LOAD_MS, 4 * tookMs);
  }

  /* Whether to ask over HTTP now: the socket has not been joined for two seconds (since `apartSince`; null while it is),
   * the last question was answered, and was asked three seconds ago. A wall behind a proxy that lets no WebSocket through
   * stays current in this way; one that was cut off catches up by it before its socket is back. */
  function wantsHttp(now, apartSince, askedAt, asking) {
    if (apartSince === null || now - apartSince < APART_MS || asking) return false;
    return askedAt === null || now - askedAt >= HTTP_MS;
  }

  /* Since when the socket is of no use, null while it is: since `partedAt` where it is not joined, else since the last
   * word came over it (`heardAt`), once it has missed some beats. Some proxies let a socket be opened and then pass nothing. */
  function apartSince(now, joined, partedAt, heardAt) {
    if (!joined) return partedAt;
    return now - heardAt >= MUTE_MS ? heardAt : null;
  }

  /* Milliseconds before attempt number `attempt` (0 is the first): doubling from 250 to 5,000, with ±40 % of chance so
   * that many walls do not come back in step. `chance` is 0..1. */
  function retryDelay(attempt, chance) {
    return Math.round(Math.min(5000, 250 * Math.pow(2, Math.min(attempt, 10))) * (0.6 + 0.8 * chance));
  }

  /* Largest whole unit of a span: {unit: "seconds" | "minutes" | "hours" | "days", n}. */
  function span(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    if (seconds < 60) return { unit: "seconds", n: seconds };
    if (seconds < 3600) return { unit: "minutes", n: Math.floor(seconds / 60) };
    if (seconds < 172800) return { unit: "hours", n: Math.floor(seconds / 3600) };
    return { unit: "days", n: Math.floor(seconds / 86400) };
  }

  /* Time of day in WIB, "14:05:32", of milliseconds of the epoch. */
  function clock(ms) {
    return new Date(ms + WIB_MS).toISOString().slice(11, 19);
  }

  /* A packet of Socket.IO 5 over Engine.IO 4 as {kind, name, data}; null for what this client need not know. */
  function parse(text, namespace) {
    if (text === "2") return { kind: "ping" };
    if (text[0] === "0") return { kind: "open", data: JSON.parse(text.slice(1)) };
    if (text[0] === "1") return { kind: "closed" };
    const packet = /^4([0-4])(\/[^,]*)?,?(\d*)(.*)$/s.exec(text);
    if (!packet || (packet[2] || "/") !== namespace) return null;
    const body = packet[4] ? JSON.parse(packet[4]) : undefined;
    if (packet[1] === "0") return { kind: "connected", data: body };
    if (packet[1] === "1") return { kind: "closed" };
    if (packet[1] === "4") return { kind: "refused", data: body };
    if (packet[1] === "2" && Array.isArray(body)) return { kind: "event", name: body[0], data: body[1] };
    return null;
  }

  /* Why the server closed a socket, as a word for the wall: "full", "person" or "address" (no seat: too many are
   * connected), else null. */
  function seatless(code, reason) {
    return code === 1013 ? reason || "full" : null;
  }

  /* Keep a namespace connected for ever. `on` has connected(), parted(), event(name, data), refused(reason) and
   * seatless(why).
   *
   * A connection that says nothing for longer than the server's own ping interval, or whose heartbeat stops for
   * SILENT_MS, is given up and made anew: a cut cable closes no socket. So is one that does not join within OPEN_MS.
   * One that is cut within STEADY_MS counts as a failed attempt: a proxy may let walls join only to cut them.
   * `seldom()` tells that there is another way meanwhile: attempts are then 15 s apart. Returns {emit(name, data), close()}.
   */
  function connect(options) {
    const on = options.on;
    let socket = null;
    let attempt = 0;
    let joined = false;
    let joinedAt = 0;
    let ended = false;
    let watch = null;
    let retry = null;

    function heard() {
      clearTimeout(watch);
      watch = setTimeout(lost, joined ? options.silentMs || SILENT_MS : options.openMs || OPEN_MS);
    }

    function lost() {
      clearTimeout(watch);
      clearTimeout(retry);
      if (joined) on.parted();
      if (joined && Date.now() - joinedAt >= (options.steadyMs ?? STEADY_MS)) attempt = 0;
      joined = false;
      if (socket) {
        socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
        socket.close();
        socket = null;
      }
      if (ended) return;
      const pause = retryDelay(attempt++, Math.random());
      retry = setTimeout(open, options.seldom && options.seldom() ? Math.max(SELDOM_MS, pause) : pause);
    }

    function open() {
      socket = new options.WebSocket(options.url + "/?EIO=4&transport=websocket");
      socket.onmessage = (message) => receive(message.data);
      socket.onclose = (end) => {
        const why = end ? seatless(end.code, end.reason) : null;
        if (why !== null) {
          attempt = Math.max(attempt, 6);
          on.seatless(why);
        }
        lost();
      };
      socket.onerror = lost;
      heard();
    }

    function receive(text) {
      heard();
      const packet = parse(text, options.namespace);
      if (packet === null) return;
      if (packet.kind === "ping") socket.send("3");
      else if (packet.kind === "open") socket.send("40" + options.namespace + ",");
      else if (packet.kind === "connected") {
        joined = true;
        joinedAt = Date.now();
        heard();
        on.connected();
      } else if (packet.kind === "event") on.event(packet.name, packet.data);
      else if (packet.kind === "refused") {
        attempt = Math.max(attempt, 6);
        on.refused(packet.data && packet.data.message);
        lost();
      } else if (packet.kind === "closed") lost();
    }

    open();
    return {
      emit(name, data) {
        if (joined) socket.send("42" + options.namespace + "," + JSON.stringify([name, data]));
        return joined;
      },
      close() {
        ended = true;
        lost();
      },
    };
  }

  /* Ask over HTTP what happened since `since`. `on` has beat(beat), frame(frame), refused() and failed(); the promise is
   * fulfilled when one of them was told. A redirect is the way to the sign-in: this device may not look any more. */
  function askHttp(options) {
    const on = options.on;
    const end = new AbortController();
    const watch = setTimeout(() => end.abort(), options.answerMs || HTTP_ANSWER_MS);
    return options
      .fetch(options.url + "?since=" + options.since, {
        cache: "no-store",
        credentials: "same-origin",
        redirect: "manual",
        signal: end.signal,
      })
      .then((answer) => {
        if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") return null;
        if (answer.status !== 200) throw new Error("server answers " + answer.status);
        return answer.json();
      })
      .then(
        (told) => {
          if (told === null) return on.refused();
          on.beat(told.beat);
          on.frame(told.frame);
        },
        () => on.failed()
      )
      .finally(() => clearTimeout(watch));
  }

  const live = { LATE_MS, STALE_MS, WIB_MS, clock, read, state, wantsSync, apartSince, wantsHttp, mayLoad, retryDelay, span };
  Object.assign(live, { parse, seatless, connect, askHttp });
  if (typeof module === "object" && module.exports) module.exports = live;
  else root.commandCenterLive = live;
})(typeof window === "undefined" ? globalThis : window);
