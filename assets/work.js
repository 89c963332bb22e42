/* On every page that people work on: the links to another language or theme keep what the address asks for by now. */
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
})();
