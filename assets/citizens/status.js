/* The status page with a script: the code leaves the address bar, photos are made smaller, and the place is drawn. */
(function () {
  "use strict";

  const here = new URL(location.href);
  if (here.searchParams.has("kode") || here.searchParams.has("selesai")) {
    here.searchParams.delete("kode");
    here.searchParams.delete("selesai");
    history.replaceState(null, "", here.pathname + here.search + here.hash);
  }

  const reply = document.getElementById("balas");
  const photos = window.photoField.of(document.getElementById("photo"), document.getElementById("photos"), document.getElementById("photos-told"));
  if (photos) reply.addEventListener("submit", (event) => {
    if (!photos.busy) return;
    event.preventDefault();
    photos.ready.then(() => reply.submit());
  });

  const canvas = document.getElementById("where");
  if (canvas && window.CitizenPinMap) {
    fetch(canvas.dataset.map)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then((city) => {
        canvas.hidden = false;
        const map = new window.CitizenPinMap(canvas, canvas.dataset.tiles);
        map.pin = { lat: Number(canvas.dataset.lat), lon: Number(canvas.dataset.lon) };
        map.take(city);
        window.addEventListener("resize", () => { map.measure(); map.draw(); });
      })
      .catch(() => canvas.remove());
  }
})();
