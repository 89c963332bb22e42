/* How the answers stand, while the page is open: one that did not arrive turns red without a new look. The forms stay as they are,
 * with what is typed into them. */
(() => {
  const root = document.getElementById("answer-root");
  if (!root) return;
  const OFTEN_MS = 1000;
  const SELDOM_MS = 15000;
  const SOON_MS = 600000;
  const OPEN = new Set(["waiting", "sending", "unsure", "sent"]);
  const SHOWN = ["#card-title-given", "#card-title-due", ".office-head"];
  let begun = Date.now();

  /* The card or line that a selector leads to. */
  function part(page, selector) {
    const found = page.querySelector(selector);
    return found && (found.closest(".card") || found);
  }

  function undecided() {
    return [...root.querySelectorAll("[data-state]")].some((each) => OPEN.has(each.dataset.state));
  }

  /* An answer that says as much as before is left alone: somebody may be about to press its button. */
  function same(one, other) {
    const bare = (element) => element.cloneNode(true);
    const [now, then] = [bare(one), bare(other)];
    for (const each of [now, then]) each.querySelectorAll("input[type=hidden]").forEach((field) => field.remove());
    return now.isEqualNode(then);
  }

  async function look() {
    const answer = await fetch(location.pathname, { credentials: "same-origin", cache: "no-store", redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const selector of SHOWN) {
      const [here, there] = [part(root, selector), part(page, selector)];
      if (!here || !there || same(here, there)) continue;
      here.replaceWith(document.importNode(there, true));
      begun = Date.now();
    }
  }

  async function watch() {
    if (!document.hidden) {
      try {
        await look();
      } catch {
        // Without a server the page stays as it is; the next look may find one.
      }
    }
    later();
  }

  /* Often while an answer of these minutes may still fail, else seldom: somebody else may have answered. */
  function later() {
    window.setTimeout(watch, undecided() && Date.now() - begun < SOON_MS ? OFTEN_MS : SELDOM_MS);
  }

  later();
})();
