// Ctrl+Z (or Cmd+Z) outside fields takes the last change of the draft back, with Shift it puts it back; inside a field
// both are the browser's own. The single letter with Shift is read here: the other letters know no Shift.

const KEYS = "keys" in document.documentElement.dataset;

function wanted(event) {
  const key = event.key.toLowerCase();
  if (event.altKey || event.target.matches?.("input, textarea, select, [contenteditable]")) return null;
  if (key === "z" && (event.ctrlKey || event.metaKey)) return event.shiftKey ? "[data-redo]" : "[data-undo]";
  return KEYS && key === "u" && event.shiftKey && !event.ctrlKey && !event.metaKey ? "[data-redo]" : null;
}

document.addEventListener("keydown", (event) => {
  const selector = wanted(event);
  if (!selector || document.querySelector("dialog[open]")) return;
  const control = document.querySelector(selector);
  if (!control && event.key.toLowerCase() === "z") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  control?.click();
}, true);
