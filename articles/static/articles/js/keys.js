// Single-letter keys: each presses the control that carries it in `data-key` or `aria-keyshortcuts`. `?` lists them.
// Keys that have no control at the moment are listed by `data-key-listed`.
// Off unless the server put `data-keys` on <html>; never while somebody writes.

const WRITING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])";
const dialog = document.getElementById("keys");
const help = document.querySelector("[data-key-help]");

const keysOf = (control) => (control.dataset.key ?? control.getAttribute("aria-keyshortcuts")).toLowerCase().split(" ");
const near = () => document.activeElement?.closest("[data-key-scope]") ?? document.querySelector("[data-key-scope].note--current");
const isPressable = (control) => control.checkVisibility({ visibilityProperty: true }) || control === help;

// What has the focus goes first, then the current note, then the page in its order.
function controls() {
  const scope = near();
  const all = [...document.querySelectorAll("[data-key], [aria-keyshortcuts]")].filter(isPressable);
  return scope ? [...all.filter((control) => scope.contains(control)), ...all] : all;
}

function press(control) {
  if (control.matches(WRITING)) {
    control.focus();
    control.select?.();
  } else {
    control.click();
  }
}

const controlOf = (key) => controls().find((candidate) => keysOf(candidate).includes(key));

// The scope is still on its way from the server: the key waits for it.
function pressWhenThere(key) {
  const scope = near();
  if (!scope?.querySelector(".htmx-request")) return;
  document.addEventListener("htmx:afterSettle", () => {
    const control = near() === scope && controlOf(key);
    if (control) press(control);
    else pressWhenThere(key);
  }, { once: true });
}

function nameOf(control) {
  const words = control.cloneNode(true);
  words.querySelectorAll("kbd, [aria-hidden=true]").forEach((part) => part.remove());
  const label = control.labels?.[0]?.textContent;
  return control.dataset.keyName ?? control.getAttribute("aria-label") ?? label ?? words.textContent.trim().replace(/\s+/g, " ");
}

function showHelp() {
  const seen = new Map();
  for (const control of controls()) for (const key of keysOf(control)) if (!seen.has(key)) seen.set(key, nameOf(control));
  for (const { dataset } of document.querySelectorAll("[data-key-listed]")) {
    if (!seen.has(dataset.keyListed)) seen.set(dataset.keyListed, dataset.keyName);
  }
  const rows = [...seen].map(([key, name]) => {
    const row = document.createElement("li");
    const cap = document.createElement("kbd");
    cap.textContent = key.length === 1 ? key.toUpperCase() : key;
    row.append(cap, " ", name);
    return row;
  });
  dialog.querySelector(".keys__list").replaceChildren(...rows);
  document.getElementById("me")?.hidePopover();
  dialog.showModal();
}

if (help && "keys" in document.documentElement.dataset) {
  help.hidden = false;
  help.addEventListener("click", showHelp);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || event.defaultPrevented) return;
    if (dialog.open || event.target.matches?.(WRITING)) return;
    const key = event.key.toLowerCase();
    const control = controlOf(key);
    if (!control) return pressWhenThere(key);
    event.preventDefault();
    press(control);
  });
}
