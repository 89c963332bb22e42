/* The rules of the live connection, and its Socket.IO client against a scripted server. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const live = require("../../assets/live.js");

function point(seq, reportId) {
  return { seq, report_id: reportId, new: true };
}

function frame(from, to, points = [], removed = [], reset = false) {
  return { from_seq: from, to_seq: to, points, removed, reset };
}

test("a frame that joins the cursor is applied", () => {
  const news = live.read(10, frame(10, 12, [point(11, 1), point(12, 2)]));
  assert.equal(news.action, "apply");
  assert.equal(news.cursor, 12);
  assert.deepEqual(news.points.map((p) => p.report_id), [1, 2]);
});

test("a frame known already changes nothing, however often it comes", () => {
  for (const known of [frame(5, 10, [point(7, 1)]), frame(9, 10, [point(10, 2)]), frame(10, 10)]) {
    assert.deepEqual(live.read(10, known), { action: "known", cursor: 10, points: [], removed: [] });
  }
});

test("a frame known in part is applied from the cursor on", () => {
  const news = live.read(11, frame(8, 13, [point(9, 1), point(11, 2), point(12, 3), point(13, 4)], [7]));
  assert.deepEqual(news.points.map((p) => p.report_id), [3, 4]);
  assert.deepEqual(news.removed, [7]);
  assert.equal(news.cursor, 13);
});

test("a frame that begins beyond the cursor is a gap and leaves the cursor", () => {
  assert.deepEqual(live.read(10, frame(11, 14, [point(12, 1)])), {
    action: "gap",
    cursor: 10,
    points: [],
    removed: [],
  });
});

test("a gap too long to send asks for everything anew", () => {
  const news = live.read(10, frame(10, 90_000, [], [], true));
  assert.equal(news.action, "reset");
  assert.equal(news.cursor, 90_000);
});

test("what left the map within a frame is not drawn by it", () => {
  const news = live.read(0, frame(0, 3, [point(1, 1), point(2, 2)], [1]));
  assert.deepEqual(news.points.map((p) => p.report_id), [2]);
});

test("any order of frames with repeats and losses ends with each report once, once gaps are filled", () => {
  const log = Array.from({ length: 60 }, (_, index) => point(index + 1, index + 1));
  const between = (from, to) => frame(from, to, log.slice(from, to));
  let seed = 12345;
  const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let round = 0; round < 50; round++) {
    let cursor = 0;
    const drawn = [];
    const take = (one) => {
      const news = live.read(cursor, one);
      cursor = news.cursor;
      drawn.push(...news.points.map((p) => p.report_id));
      return news.action;
    };
    while (cursor < 60) {
      const from = Math.floor(chance() * 60);
      const to = Math.min(60, from + 1 + Math.floor(chance() * 8));
      if (take(between(from, to)) === "gap") take(between(cursor, Math.min(60, cursor + 10)));
    }
    assert.deepEqual(drawn, log.map((p) => p.report_id));
  }
});

test("the state follows the silence of the heartbeat", () => {
  const cases = [
    [1000, 0, null, null, "connecting"],
    [5000, 0, null, null, "late"],
    [15000, 0, null, null, "stale"],
    [20000, 0, 19500, null, "live"],
    [20000, 0, 15001, null, "live"],
    [20000, 0, 15000, null, "late"],
    [20000, 0, 5001, null, "late"],
    [20000, 0, 5000, null, "stale"],
    [20000, 0, 20000, 19000, "live"],
    [20000, 0, 20000, 15000, "late"],
    [20000, 0, 20000, 5000, "stale"],
  ];
  for (const [now, started, beat, behind, expected] of cases) {
    assert.equal(live.state(now, started, beat, behind), expected, `${now} ${beat} ${behind}`);
  }
});

test("everything is loaded anew at most twice a second, and more rarely than it takes", () => {
  assert.equal(live.mayLoad(400, 0, 0), false);
  assert.equal(live.mayLoad(500, 0, 100), true);
  assert.equal(live.mayLoad(1100, 0, 300), false);
  assert.equal(live.mayLoad(1200, 0, 300), true);
});

test("what is missed is asked for after a second, and once a second", () => {
  assert.equal(live.wantsSync(5000, null, null), false);
  assert.equal(live.wantsSync(5000, 4500, null), false);
  assert.equal(live.wantsSync(5000, 4000, null), true);
  assert.equal(live.wantsSync(5000, 1000, 4500), false);
  assert.equal(live.wantsSync(5000, 1000, 4000), true);
});

test("retries double, stay below seven seconds, and differ between walls", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 50].map((n) => live.retryDelay(n, 0.5)), [250, 500, 1000, 2000, 4000, 5000, 5000]);
  assert.equal(live.retryDelay(9, 0), 3000);
  assert.equal(live.retryDelay(9, 1), 7000);
});

test("spans are told in their largest whole unit", () => {
  const cases = [
    [-5, "seconds", 0],
    [59_999, "seconds", 59],
    [60_000, "minutes", 1],
    [3_600_000, "hours", 1],
    [172_799_000, "hours", 47],
    [172_800_000, "days", 2],
  ];
  for (const [ms, unit, n] of cases) assert.deepEqual(live.span(ms), { unit, n });
});

test("the clock tells WIB, whatever the zone of the machine", () => {
  assert.equal(live.clock(Date.parse("2026-11-21T07:05:32Z")), "14:05:32");
  assert.equal(live.clock(Date.parse("2026-11-21T17:00:00Z")), "00:00:00");
});

test("packets of Socket.IO are read; those of other namespaces are not ours", () => {
  assert.deepEqual(live.parse("2", "/wall"), { kind: "ping" });
  assert.deepEqual(live.parse('0{"sid":"a","pingInterval":25000}', "/wall").kind, "open");
  assert.deepEqual(live.parse('40/wall,{"sid":"b"}', "/wall"), { kind: "connected", data: { sid: "b" } });
  assert.deepEqual(live.parse('42/wall,["beat",{"head":3}]', "/wall"), { kind: "event", name: "beat", data: { head: 3 } });
  assert.deepEqual(live.parse('42/wall,17["beat",{"head":3}]', "/wall").data, { head: 3 });
  assert.deepEqual(live.parse('44/wall,{"message":"no"}', "/wall"), { kind: "refused", data: { message: "no" } });
  assert.deepEqual(live.parse("41/wall,", "/wall"), { kind: "closed" });
  assert.deepEqual(live.parse("1", "/wall"), { kind: "closed" });
  assert.equal(live.parse('42/other,["beat",{}]', "/wall"), null);
  assert.equal(live.parse('42["beat",{}]', "/wall"), null);
  assert.equal(live.parse("6", "/wall"), null);
});

/* A server's side of a WebSocket: keeps what the client sends, and says what the test wants. */
function scripted() {
  const sockets = [];
  class Socket {
    constructor(url) {
      this.url = url;
      this.sent = [];
      sockets.push(this);
    }
    send(text) {
      this.sent.push(text);
    }
    close() {
      this.closed = true;
    }
    say(text) {
      this.onmessage({ data: text });
    }
  }
  return { Socket, sockets };
}

function until(condition, limit = 3000) {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (condition()) resolve();
      else if (Date.now() - started > limit) reject(new Error("did not happen"));
      else setTimeout(look, 5);
    };
    look();
  });
}

test("the client joins its namespace, answers pings, hands on every event and emits", () => {
  const { Socket, sockets } = scripted();
  const seen = [];
  const client = live.connect({
    url: "ws://here/socket.io",
    namespace: "/wall",
    WebSocket: Socket,
    on: { connected: () => seen.push("connected"), parted: () => seen.push("parted"), event: (name, data) => seen.push([name, data]), refused: () => {} },
  });
  const socket = sockets[0];
  assert.equal(socket.url, "ws://here/socket.io/?EIO=4&transport=websocket");
  assert.equal(client.emit("sync", { since: 1 }), false);
  socket.say('0{"sid":"a"}');
  socket.say('40/wall,{"sid":"b"}');
  socket.say("2");
  socket.say('42/wall,["frame",{"to_seq":1}]');
  socket.say('42/wall,["frame",{"to_seq":2}]');
  assert.equal(client.emit("sync", { since: 2 }), true);
  assert.deepEqual(socket.sent, ["40/wall,", "3", '42/wall,["sync",{"since":2}]']);
  assert.deepEqual(seen, ["connected", ["frame", { to_seq: 1 }], ["frame", { to_seq: 2 }]]);
  client.close();
  assert.equal(seen.at(-1), "parted");
  assert.equal(socket.closed, true);
});

test("a lost connection and a silent one are made anew; a closed one is not", async () => {
  const { Socket, sockets } = scripted();
  let joined = 0;
  let parted = 0;
  const client = live.connect({
    url: "ws://here/socket.io",
    namespace: "/wall",
    WebSocket: Socket,
    silentMs: 60,
    on: { connected: () => joined++, parted: () => parted++, event: () => {}, refused: () => {} },
  });
  sockets[0].say('40/wall,{"sid":"b"}');
  sockets[0].onclose();
  await until(() => sockets.length === 2);
  sockets[1].say('40/wall,{"sid":"c"}');
  assert.deepEqual([joined, parted], [2, 1]);
  await until(() => sockets.length === 3);
  assert.equal(sockets[1].closed, true);
  client.close();
  const count = sockets.length;
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.equal(sockets.length, count);
});

test("a refusal is told, and tried again later than a cut", () => {
  const { Socket, sockets } = scripted();
  const reasons = [];
  const client = live.connect({
    url: "ws://here/socket.io",
    namespace: "/wall",
    WebSocket: Socket,
    on: { connected: () => {}, parted: () => {}, event: () => {}, refused: (reason) => reasons.push(reason) },
  });
  sockets[0].say('44/wall,{"message":"link revoked"}');
  assert.deepEqual(reasons, ["link revoked"]);
  assert.equal(sockets[0].closed, true);
  assert.equal(sockets.length, 1);
  client.close();
});

test("a socket that opens and does not join is made anew", async () => {
  const { Socket, sockets } = scripted();
  const client = live.connect({
    url: "ws://here/socket.io",
    namespace: "/wall",
    WebSocket: Socket,
    openMs: 40,
    on: { connected: () => {}, parted: () => {}, event: () => {}, refused: () => {} },
  });
  await until(() => sockets.length === 2);
  assert.equal(sockets[0].closed, true);
  client.close();
});

test("a server without a seat says why, and is asked again later than after a cut", async () => {
  const { Socket, sockets } = scripted();
  const reasons = [];
  const client = live.connect({
    url: "ws://here/socket.io",
    namespace: "/wall",
    WebSocket: Socket,
    on: { connected: () => {}, parted: () => {}, event: () => {}, refused: () => {}, seatless: (why) => reasons.push(why) },
  });
  sockets[0].onclose({ code: 1013, reason: "person" });
  assert.deepEqual(reasons, ["person"]);
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.equal(sockets.length, 1);
  client.close();
  assert.equal(live.seatless(1013, ""), "full");
  assert.equal(live.seatless(1006, ""), null);
});

test("while another way works, the socket is tried seldom", async () => {
  const { Socket, sockets } = scripted();
  const client = live.connect({
    url: "ws://here/socket.io",
    namespace: "/wall",
    WebSocket: Socket,
    seldom: () => true,
    on: { connected: () => {}, parted: () => {}, event: () => {}, refused: () => {} },
  });
  sockets[0].onclose();
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.equal(sockets.length, 1);
  client.close();
});

test("it is asked over HTTP after two seconds without a socket, then every three, one question at a time", () => {
  const cases = [
    [10_000, null, null, false, false],
    [1_999, 0, null, false, false],
    [2_000, 0, null, false, true],
    [4_999, 0, 2_000, false, false],
    [5_000, 0, 2_000, false, true],
    [9_000, 0, 2_000, true, false],
  ];
  for (const [now, apart, asked, asking, expected] of cases) {
    assert.equal(live.wantsHttp(now, apart, asked, asking), expected, `${now} ${apart} ${asked} ${asking}`);
  }
});

test("a socket that is joined and says nothing is of no use after some beats", () => {
  assert.equal(live.apartSince(9_000, false, 1_000, null), 1_000);
  assert.equal(live.apartSince(9_000, false, 1_000, 500), 1_000);
  assert.equal(live.apartSince(9_000, true, 1_000, 8_000), null);
  assert.equal(live.apartSince(9_000, true, 1_000, 6_000), null);
  assert.equal(live.apartSince(9_000, true, 1_000, 5_400), 5_400);
  const since = live.apartSince(9_000, true, 1_000, 5_400);
  assert.equal(live.wantsHttp(9_000, since, null, false), true, "asked before a wall counts as late");
});

async function attemptsIn(ms, steadyMs) {
  const { Socket, sockets } = scripted();
  const client = live.connect({
    url: "ws://here/socket.io",
    namespace: "/wall",
    WebSocket: Socket,
    steadyMs,
    on: { connected: () => {}, parted: () => {}, event: () => {}, refused: () => {} },
  });
  const end = Date.now() + ms;
  while (Date.now() < end) {
    const socket = sockets.at(-1);
    if (!socket.closed) {
      socket.say('40/wall,{"sid":"b"}');
      socket.onclose();
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  client.close();
  return sockets.length;
}

test("a proxy that lets a wall join and cuts it at once is not asked faster and faster", async () => {
  assert.ok((await attemptsIn(1500)) <= 4);
  assert.ok((await attemptsIn(1500, 0)) >= 4, "one that held for a while is asked again at once");
});

function asked(answer, told) {
  return live.askHttp({
    url: "/wall/frames",
    since: 7,
    answerMs: 60,
    fetch: answer,
    on: {
      beat: (beat) => told.push(["beat", beat]),
      frame: (one) => told.push(["frame", one]),
      refused: () => told.push("refused"),
      failed: () => told.push("failed"),
    },
  });
}

test("an answer over HTTP is a beat and a frame", async () => {
  const told = [];
  const urls = [];
  await asked((url, how) => {
    urls.push([url, how.cache, how.redirect]);
    return Promise.resolve({ status: 200, json: () => Promise.resolve({ beat: { head: 9 }, frame: frame(7, 9) }) });
  }, told);
  assert.deepEqual(urls, [["/wall/frames?since=7", "no-store", "manual"]]);
  assert.deepEqual(told, [["beat", { head: 9 }], ["frame", frame(7, 9)]]);
});

test("over HTTP a refusal is told as such, and all else is a failure", async () => {
  const answers = [
    [() => Promise.resolve({ status: 401 }), "refused"],
    [() => Promise.resolve({ status: 403 }), "refused"],
    [() => Promise.resolve({ status: 0, type: "opaqueredirect" }), "refused"],
    [() => Promise.resolve({ status: 503 }), "failed"],
    [() => Promise.resolve({ status: 200, json: () => Promise.reject(new SyntaxError("a page")) }), "failed"],
    [() => Promise.reject(new TypeError("no network")), "failed"],
    [(_, how) => new Promise((__, reject) => how.signal.addEventListener("abort", () => reject(new Error("late")))), "failed"],
  ];
  for (const [answer, expected] of answers) {
    const told = [];
    await asked(answer, told);
    assert.deepEqual(told, [expected]);
  }
});
