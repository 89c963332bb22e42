/* The report form with a script: smaller photos, a pin, a draft that outlives the line, open reports near by. Without it
 * the form is sent as it is. */
(function () {
  "use strict";

  const form = document.getElementById("report");
  const told = document.getElementById("offline");
  const say = form.dataset;
  let waiting = false;

  function tell(text, bad) {
    told.hidden = !text;
    told.textContent = text || "";
    told.className = bad ? "told told-bad" : "told told-near";
  }

  /* Photos */
  const photos = window.photoField.of(document.getElementById("photo"), document.getElementById("photos"), document.getElementById("photos-told"));

  /* Draft */
  const draft = window.citizenDraft.read();
  const refused = document.querySelector(".told-bad[role=alert]");
  if (draft && !refused && !form.elements.text.value) opened();
  let later = 0;
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(keep, 400);
  });
  if (photos) photos.onchange = () => {
    keep();
    window.citizenDraft.writePhotos(photos.chosen);
  };

  async function opened() {
    window.citizenDraft.into(form, draft);
    const kept = draft.photos && photos ? await window.citizenDraft.readPhotos() : [];
    if (kept.length) await photos.add(kept);
    if (!draft.text && !kept.length) return;
    tell(draft.photos > kept.length ? `${say.draft} ${say.photoLost}` : say.draft);
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "quiet";
    clear.textContent = say.clear;
    clear.addEventListener("click", async () => {
      await window.citizenDraft.clear();
      location.reload();
    });
    told.append(document.createElement("br"), clear);
  }

  function keep() {
    window.citizenDraft.write({ ...window.citizenDraft.of(form), photos: photos ? photos.chosen.length : 0 });
  }

  /* Place */
  const place = document.getElementById("place");
  const placeTold = document.getElementById("place-told");
  const { lat, lon } = form.elements;
  const box = document.getElementById("map-box");
  const opener = document.getElementById("open-map");
  const noPin = document.getElementById("no-pin");
  const map = new window.CitizenPinMap(document.getElementById("map"), place.dataset.tiles);
  let loaded = null;
  place.hidden = false;

  function pinned(pin) {
    lat.value = pin ? pin.lat.toFixed(6) : "";
    lon.value = pin ? pin.lon.toFixed(6) : "";
    noPin.hidden = !pin;
    const words = pin ? place_words(pin) : "";
    placeTold.textContent = words;
    form.dispatchEvent(new Event("input"));
    look();
  }

  function place_words(pin) {
    const at = placeTold.dataset.found.replace("{lat}", pin.lat.toFixed(5)).replace("{lon}", pin.lon.toFixed(5));
    return map.covers(pin) ? at : at + " " + placeTold.dataset.outside;
  }

  map.onpin = pinned;
  map.listen();
  function loadMap() {
    loaded = loaded || fetch(place.dataset.map).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)));
    return loaded.then((city) => map.take(city)).catch(() => {
      loaded = null;
      placeTold.textContent = placeTold.dataset.mapFailed;
    });
  }
  opener.addEventListener("click", () => {
    box.hidden = !box.hidden;
    opener.setAttribute("aria-expanded", String(!box.hidden));
    if (!box.hidden) loadMap();
  });
  noPin.addEventListener("click", () => { map.set(null, false); pinned(null); });
  document.getElementById("map-in").addEventListener("click", () => map.zoom(1.6, map.width / 2, map.height / 2));
  document.getElementById("map-out").addEventListener("click", () => map.zoom(1 / 1.6, map.width / 2, map.height / 2));
  document.getElementById("here").addEventListener("click", () => {
    if (!navigator.geolocation) return void (placeTold.textContent = placeTold.dataset.denied);
    placeTold.textContent = placeTold.dataset.finding;
    navigator.geolocation.getCurrentPosition(
      (found) => {
        const pin = { lat: found.coords.latitude, lon: found.coords.longitude };
        map.pin = pin;
        if (map.scale) map.look(pin, 8);
        map.set(pin);
      },
      () => { placeTold.textContent = placeTold.dataset.denied; },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
  if (Number(lat.value) && Number(lon.value)) {
    map.pin = { lat: Number(lat.value), lon: Number(lon.value) };
    noPin.hidden = false;
  }

  /* Open reports near by */
  document.getElementById("near-check").hidden = true;
  const near = document.getElementById("near");
  const nearList = document.getElementById("near-list");
  let asked = 0;
  function look() {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      if (!lat.value || !lon.value) return;
      const query = new URLSearchParams({ lat: lat.value, lon: lon.value, category: form.elements.category.value });
      try {
        const answer = await fetch("/lapor/sekitar?" + query);
        if (answer.ok) list_near((await answer.json()).reports);
      } catch (_) {
        /* Without a line nobody can know; the report is sent all the same. */
      }
    }, 500);
  }
  function list_near(reports) {
    const other = nearList.lastElementChild;
    const chosen = (nearList.querySelector("input:checked") || {}).value;
    while (nearList.firstElementChild !== other) nearList.firstElementChild.remove();
    for (const each of reports) {
      const item = document.createElement("li"), label = document.createElement("label");
      const input = document.createElement("input"), words = document.createElement("span"), title = document.createElement("b");
      input.type = "radio";
      input.name = "same_as";
      input.value = each.number;
      input.checked = each.number === chosen;
      title.textContent = each.category;
      words.append(title, ` · ${nearList.dataset.metres.replace("{m}", each.metres)} · ${each.received}`, document.createElement("br"), each.text);
      label.append(input, words);
      item.append(label);
      nearList.insertBefore(item, other);
    }
    if (!nearList.querySelector("input:checked")) other.querySelector("input").checked = true;
    near.hidden = !reports.length;
  }
  form.elements.category.addEventListener("change", look);
  if (lat.value && lon.value) look();

  /* Sending: the key of the form makes two sendings of it one report. */
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  window.addEventListener("online", () => {
    if (!waiting) return;
    tell(say.again);
    send();
  });
  async function send() {
    const button = document.getElementById("send");
    if (photos) await photos.ready;
    const data = new FormData(form);
    keep();
    button.disabled = true;
    const words = button.textContent;
    button.textContent = say.sending;
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
      waiting = false;
      const receipt = answer.headers.get("Content-Location");
      /* An address of its own, so that the receipt can be loaded again. */
      if (answer.ok && receipt) return void location.assign(receipt);
      const page = await answer.text();
      if (!page.includes('id="report"')) return tell(say.failed, true);
      /* The form with what is wrong beside its fields takes the place of this one. */
      document.open();
      document.write(page);
      document.close();
      window.scrollTo(0, 0);
    } catch (_) {
      waiting = true;
      tell(say.offline);
      told.scrollIntoView({ block: "center" });
    } finally {
      button.disabled = false;
      button.textContent = words;
    }
  }
})();
