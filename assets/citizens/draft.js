/* What was typed and chosen and is not sent yet, kept on the device; gone once the receipt is there. */
(function (root) {
  "use strict";

  const KEY = "lapor-draft";
  const FIELDS = ["text", "address", "lat", "lon", "contact", "name", "category", "visibility", "key"];
  const STORE = "photos";

  function read() {
    try {
      return JSON.parse(root.localStorage.getItem(KEY));
    } catch (_) {
      return null;
    }
  }

  function write(draft) {
    try {
      if (draft === null) root.localStorage.removeItem(KEY);
      else root.localStorage.setItem(KEY, JSON.stringify(draft));
      return true;
    } catch (_) {
      return false;
    }
  }

  function of(form) {
    const data = new FormData(form);
    const draft = {};
    for (const name of FIELDS) draft[name] = String(data.get(name) || "");
    return draft;
  }

  function into(form, draft) {
    for (const name of FIELDS) {
      const field = form.elements[name];
      if (field && typeof draft[name] === "string" && draft[name] !== "") field.value = draft[name];
    }
  }

  /* Photos are too large for the store of texts. `work` gets the place of photos; a browser without one keeps none. */
  function photos(way, work) {
    return new Promise((done, failed) => {
      const opening = root.indexedDB.open(KEY, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      opening.onerror = () => failed(opening.error);
      opening.onsuccess = () => {
        const going = opening.result.transaction(STORE, way);
        const asked = work(going.objectStore(STORE));
        going.oncomplete = () => {
          opening.result.close();
          done(asked.result);
        };
        going.onabort = going.onerror = () => failed(going.error);
      };
    });
  }

  async function readPhotos() {
    try {
      return (await photos("readonly", (store) => store.get(KEY))) || [];
    } catch (_) {
      return [];
    }
  }

  /* Whether they are kept. */
  async function writePhotos(chosen) {
    try {
      await photos("readwrite", (store) => (chosen.length ? store.put(chosen, KEY) : store.delete(KEY)));
      return true;
    } catch (_) {
      return false;
    }
  }

  function clear() {
    write(null);
    return writePhotos([]);
  }

  root.citizenDraft = { read, write, of, into, readPhotos, writePhotos, clear };
  if (document.querySelector("[data-sent]")) clear();
})(window);
