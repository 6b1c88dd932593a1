// The keys of a paragraph that is open: Enter splits it (at its end: begins a new one), Backspace at its start joins it
// to the one before, Escape or Ctrl+Enter saves and closes it. And the cursor where the server wants it.

const onTheirWay = new WeakMap(); // a request: the field that it came from, with its text and cursor then
let meanwhile = null; // { field, words }: typed since the request was sent

const inForm = (field, selector) => [...field.form.elements].find((element) => element.matches(selector));
const atStart = (field) => field.selectionStart === 0 && field.selectionEnd === 0;

function controlFor(event) {
  const field = event.target;
  if (event.key === "Escape" && field.form.dataset.unsaved === "held") return null; // too lightly pressed for that
  const closes = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
  if (closes) return inForm(field, "[data-done]");
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

// What is typed between Enter and the answer to it goes on where the cursor is then.
document.addEventListener("htmx:beforeSend", ({ detail }) => {
  const field = detail.elt.form?.querySelector("[data-writing]");
  if (field) onTheirWay.set(detail.xhr, { field, text: field.value, cursor: field.selectionStart });
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { field, text, cursor } = onTheirWay.get(detail.xhr) ?? {};
  const goesOn = field && field === document.activeElement && field.value !== text && detail.xhr.status === 200;
  meanwhile = goesOn ? { field, words: field.value.slice(cursor, field.selectionStart) } : null;
});

function writeOn() {
  const field = document.activeElement;
  if (meanwhile?.words && !meanwhile.field.isConnected && field.matches("[data-writing]")) {
    field.setRangeText(meanwhile.words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  meanwhile = null;
}

document.addEventListener("htmx:afterSettle", () => {
  placeCursor();
  writeOn();
});
