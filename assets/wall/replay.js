/* A recording: the map and the line of newest reports as they were, a clock that stands, no connection and no alarm. */
(function (root) {
  "use strict";

  const HOUR_KEYS = { ArrowLeft: "hour_back", ArrowRight: "hour_on" };
  const KEYS = { ArrowLeft: "back", ArrowRight: "on" };

  function replay(setup, columns, facts) {
    const wall = document.getElementById("wall-root");
    const page = {
      mapReady: () => (wall.dataset.map = "ready"),
      counted: () => (wall.dataset.points = String(map ? map.shown : 0)),
    };
    let map = null;
    if (document.getElementById("wall-map")) {
      map = new root.commandCenterWallMap(setup, page);
      map.load(columns);
      map.setCircles(facts.incidents);
    } else page.mapReady();
    wall.dataset.head = String(facts.head);
    const ticker = new root.commandCenterTicker(setup, "wall-ticker");
    for (const line of facts.ticker) ticker.tell(line, false);
    ticker.write();
    if (facts.head) {
      const moment = Date.parse(facts.asOf);
      document.getElementById("wall-clock").textContent = root.commandCenterLive.clock(moment);
      document.getElementById("wall-date").textContent = root.commandCenterCalendar.date(moment, setup.words);
    }
    root.addEventListener("keydown", (event) => follow(event));
  }

  /* The arrows go five minutes, with Shift an hour, where there is such a link. */
  function follow(event) {
    const name = (event.shiftKey ? HOUR_KEYS : KEYS)[event.key];
    const link = name && document.querySelector("a[data-step='" + name + "']");
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    link.click();
  }

  root.commandCenterReplay = replay;
})(window);
