// The decision pane: its button says what is chosen, words typed choose "another value", and the matrix shows its row.

function nameTheChoice(form) {
  const says = form.querySelector("[name=choice]:checked")?.dataset.says;
  form.querySelector("[data-verb]").textContent = says ? `Decide on ${says}` : "Decide";
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

document.addEventListener("htmx:afterSettle", show);
show();
