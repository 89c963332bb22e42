/* The status page with a script: the code leaves the address bar, photos are made smaller, and the place is drawn. */
(function () {
  "use strict";

  const here = new URL(location.href);
  if (here.searchParams.has("kode")) {
    here.searchParams.delete("kode");
    here.searchParams.delete("selesai");
    history.replaceState(null, "", here.pathname + here.search + here.hash);
  }

  const form = document.getElementById("balas");
  if (form && window.DataTransfer) {
    const input = form.querySelector("input[type=file]");
    input.addEventListener("change", async () => {
      const made = await window.citizenPhotos.all([...input.files]);
      const files = new DataTransfer();
      made.forEach((photo, at) => files.items.add(photo instanceof File ? photo : new File([photo], `foto-${at + 1}.jpg`, { type: photo.type })));
      input.files = files.files;
    });
  }

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
