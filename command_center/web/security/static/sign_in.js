// Lets a long password be read while it is typed; without JavaScript the button stays hidden.
"use strict";

const button = document.getElementById("show");
const password = document.getElementById("password");

button.hidden = false;
button.addEventListener("click", () => {
  const shown = password.type === "password";
  password.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
  button.textContent = shown ? button.dataset.hide : button.dataset.show;
  password.focus();
});
// A password manager keeps, and the browser's history forgets, only what is sent as a password.
password.form.addEventListener("submit", () => {
  password.type = "password";
});
