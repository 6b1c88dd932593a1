// The keys of a paragraph that is open: Enter splits it (at its end: begins a new one), Backspace at its start joins it
// to the one before, Escape saves and closes it. And the cursor where the server wants it.

const inForm = (field, selector) => [...field.form.elements].find((element) => element.matches(selector));
const atStart = (field) => field.selectionStart === 0 && field.selectionEnd === 0;

function controlFor(event) {
  const field = event.target;
  if (event.key === "Escape") return inForm(field, "[data-done]");
  if (event.key === "Backspace" && atStart(field)) return inForm(field, "[data-merge]");
  if (event.key !== "Enter" || event.shiftKey) return null;
  return field.value.trim() ? inForm(field, "[data-split]") : field;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return;
  if (event.target.matches?.("[data-one-line]") && event.key === "Enter") {
    event.preventDefault();
    event.target.blur();
  }
  if (!event.target.matches?.("[data-writing]")) return;
  const control = controlFor(event);
  if (!control) return;
  event.preventDefault();
  if (control !== event.target) control.click();
});

function placeCursor() {
  document.querySelectorAll("[data-caret]").forEach((field) => {
    const place = [...field.value].slice(0, Number(field.dataset.caret)).join("").length;
    delete field.dataset.caret;
    field.focus();
    field.setSelectionRange(place, place);
  });
  document.querySelector("[data-new]")?.scrollIntoView({ block: "nearest" });
  document.querySelector("[data-new]")?.removeAttribute("data-new");
}

// "Write a third": whoever goes on writing has seen the other text, and saves over it.
document.addEventListener("click", (event) => {
  const third = event.target.closest?.("[data-third]");
  if (!third) return;
  event.preventDefault();
  const notice = third.closest("[data-clash]");
  const field = document.querySelector(third.getAttribute("href"));
  inForm(field, "[name=version]").value = notice.dataset.version;
  inForm(field, "[name=started]").value = notice.querySelector("[data-theirs]").value;
  delete notice.dataset.clash;
  notice.removeAttribute("role");
  notice.querySelector(".buttons").remove();
  field.focus();
});

document.addEventListener("htmx:afterSettle", placeCursor);
