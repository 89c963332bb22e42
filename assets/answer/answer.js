// Makes the forms of a report better: what is typed outlives a closed tab, photos are made smaller, length is counted.
// Without it everything works as well.
(() => {
  const form = document.getElementById("answer-form");
  const root = document.getElementById("answer-root");
  if (!root) return;
  const person = root.querySelector(".work-who").textContent;
  const key = `answer ${person} ${location.pathname}`;

  function stored(act) {
    try {
      return act(window.localStorage);
    } catch {
      // A browser that keeps nothing: the page works without.
      return null;
    }
  }

  if (new URLSearchParams(location.search).get("selesai") === "jawab") stored((kept) => kept.removeItem(key));

  // A second press sends nothing twice.
  root.querySelectorAll("form").forEach((each) => {
    each.addEventListener("submit", (event) => {
      if (each.dataset.sent) event.preventDefault();
      each.dataset.sent = "1";
      window.setTimeout(() => delete each.dataset.sent, 8000);
    });
  });

  if (!form) return;
  const text = form.querySelector("textarea[name=text]");
  const size = document.getElementById("answer-size");
  const GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  const TWICE = "^{}\\[~]|€";

  function sms(said) {
    const plain = [...said].every((letter) => GSM.includes(letter) || TWICE.includes(letter));
    const letters = plain
      ? [...said].reduce((sum, letter) => sum + (TWICE.includes(letter) ? 2 : 1), 0)
      : said.length;
    const [one, several] = plain ? [160, 153] : [70, 67];
    return { letters, used: letters <= one ? 1 : Math.ceil(letters / several) };
  }

  /* As X counts: a link 23, Latin letters and general punctuation one, all else two. */
  function weight(said) {
    const links = said.match(/https?:\/\/\S+/gi) || [];
    const light = (code) =>
      code <= 0x10ff || (code >= 0x2000 && code <= 0x200d) || (code >= 0x2010 && code <= 0x201f) || (code >= 0x2032 && code <= 0x2037);
    const rest = [...said.replace(/https?:\/\/\S+/gi, "")];
    return links.length * 23 + rest.reduce((sum, letter) => sum + (light(letter.codePointAt(0)) ? 1 : 2), 0);
  }

  function measured(said) {
    if (size.dataset.unit === "sms_parts") return sms(said);
    if (size.dataset.unit === "x_weight") return { used: weight(said) };
    if (size.dataset.unit === "bytes") return { used: new TextEncoder().encode(said).length };
    return { used: [...said].length };
  }

  const limit = size.textContent;
  function count() {
    const found = measured(text.value);
    const most = Number(size.dataset.most);
    const told = size.dataset.told
      .replace("{used}", found.used)
      .replace("{letters}", found.letters)
      .replace("{most}", most);
    size.textContent = text.value ? `${told}. ${limit}` : limit;
    size.classList.toggle("answer-size-over", found.used > most);
  }

  if (!text.value) text.value = stored((kept) => kept.getItem(key)) || "";
  count();
  text.addEventListener("input", () => {
    count();
    stored((kept) => (text.value ? kept.setItem(key, text.value) : kept.removeItem(key)));
  });

  form.querySelectorAll(".answer-use").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      text.value = button.dataset.text;
      const status = form.querySelector(`input[name=status][value=${button.dataset.status}]`);
      if (status) status.checked = true;
      text.dispatchEvent(new Event("input"));
      text.focus();
    });
  });

  const fields = [...form.querySelectorAll("input[type=file]")]
    .map((input) => {
      const own = input.closest(".office-file");
      return window.photoField.of(input, own.querySelector(".office-photos"), own.querySelector(".office-hint"));
    })
    .filter(Boolean);
  for (const each of fields) each.beside = fields.filter((other) => other !== each);
  // Photos that are still being made smaller go with the answer.
  form.addEventListener("submit", (event) => {
    if (!fields.some((each) => each.busy)) return;
    event.preventDefault();
    delete form.dataset.sent;
    Promise.all(fields.map((each) => each.ready)).then(() => form.requestSubmit());
  });
})();
