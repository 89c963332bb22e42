/* On every page that people work on: the links to another language or theme keep what the address asks for by now,
   and the list of all pages closes. */
(function () {
  "use strict";

  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest(".work-look a") : null;
    if (!link) return;
    const wanted = new URL(link.href);
    const query = new URLSearchParams(location.search);
    for (const name of ["bahasa", "tema"]) {
      if (wanted.searchParams.has(name)) query.set(name, wanted.searchParams.get(name));
    }
    link.href = location.pathname + "?" + query;
  });

  /* The list of all pages closes by a click beside it, and by Escape, which gives the entry its place back. */
  const opened = () => document.querySelector(".work-more[open]");
  document.addEventListener("click", (event) => {
    const list = opened();
    if (list && !list.contains(event.target)) list.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const list = opened();
    if (event.key !== "Escape" || !list) return;
    list.open = false;
    list.querySelector("summary").focus();
  });
})();
