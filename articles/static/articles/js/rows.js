// Lists that one walks by key: J goes to the next row, K to the one before; Enter opens it, since its link has the focus.
// Escape leaves the form that a row became.

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility());

// The row that has the focus anywhere in it, or else the first that can be seen.
function at(all) {
  const inside = document.activeElement.closest("[data-key-scope], li")?.querySelector("[data-row]");
  return all.indexOf(inside);
}

function walk(step) {
  const all = rows();
  const here = at(all);
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape") {
    const cancel = event.target.closest?.("form")?.querySelector("[data-cancel]");
    if (cancel) cancel.click();
    return;
  }
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  const isWriting = event.target.matches?.("textarea, select, [contenteditable], input");
  if (!step || isWriting || !("keys" in document.documentElement.dataset) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  walk(step);
});
