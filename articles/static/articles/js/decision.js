// The decision pane: its button says what is chosen, words typed choose "another value", and the matrix shows its row.

import { words } from "./words.js";

function nameTheChoice(form) {
  const says = form.querySelector("[name=choice]:checked")?.dataset.says;
  form.querySelector("[data-verb]").textContent = says ? words("Decide on {value}", { value: says }) : words("Choose a value");
  form.querySelector("[data-no-choice]").hidden = Boolean(says);
  const button = form.querySelector("button");
  for (const [name, value] of [["aria-disabled", "true"], ["aria-describedby", "no-choice"]]) {
    if (says) button.removeAttribute(name);
    else button.setAttribute(name, value);
  }
}

function markTheRow() {
  const pk = document.getElementById("decide")?.dataset.claim;
  document.querySelector("tr[aria-current]")?.removeAttribute("aria-current");
  document.getElementById(`claim-${pk}`)?.setAttribute("aria-current", "true");
}

function show() {
  document.querySelectorAll("[data-decision]").forEach(nameTheChoice);
  markTheRow();
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-decision]");
  if (!form) return;
  nameTheChoice(form);
  if (event.target.value === "other" && event.target.name === "choice") form.elements.other.focus();
});

document.addEventListener("input", (event) => {
  if (event.target.name !== "other" || !event.target.value.trim()) return;
  const form = event.target.form;
  form.querySelector("[value=other]").checked = true;
  nameTheChoice(form);
});

// With nothing chosen the button leads to the values, whichever way it was pressed.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-decision] button[aria-disabled=true]");
  if (!button) return;
  event.preventDefault();
  button.form.querySelector("[name=choice]").focus();
});

document.addEventListener("htmx:afterSettle", show);
show();
