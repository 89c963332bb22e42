/* What was typed and is not sent yet, kept on the device; gone once the receipt is there. */
(function (root) {
  "use strict";

  const KEY = "lapor-draft";
  const FIELDS = ["text", "address", "lat", "lon", "contact", "name", "category", "visibility", "key"];

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

  root.citizenDraft = { read, write, of, into };
  if (document.querySelector("[data-sent]")) write(null);
})(window);
