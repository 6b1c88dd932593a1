// The sources beside the draft: a click on a sentence does what its first button does; words selected in it go instead
// of the whole sentence; a citation shows the sentence that it rests on.

const KEYS = "keys" in document.documentElement.dataset;
let light = null;
let read = null; // { source, top }: what stood at the side before it was drawn anew

const shown = () => document.getElementById("shown-source").value;
const length = (text) => [...text].length;

// The selected words as the server names a place, article:start:end in code points; null without a selection here.
function selectedPlace(row) {
  const selection = getSelection();
  const text = row.querySelector(".sentence__text")?.firstChild;
  if (selection.isCollapsed || selection.anchorNode !== text || selection.focusNode !== text) return null;
  const range = selection.getRangeAt(0);
  const [article, start] = row.dataset.place.split(":").map(Number);
  const from = start + length(text.data.slice(0, range.startOffset));
  return `${article}:${from}:${from + length(range.toString())}`;
}

document.addEventListener("click", (event) => {
  const row = event.target.closest?.(".sentence");
  if (!row || event.target.closest("a, button") || !getSelection().isCollapsed) return;
  row.querySelector("[data-does]")?.click();
});

document.addEventListener("keydown", (event) => {
  if (!KEYS || event.key.toLowerCase() !== "q" || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = getSelection().anchorNode?.parentElement?.closest(".sentence");
  if (getSelection().isCollapsed || !row || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  row.querySelector("[data-does]")?.click();
}, true);

// J and K walk the sentences: each has a first button, which Enter presses.
document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!KEYS || !step || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (document.querySelector("dialog[open]")) return;
  const buttons = [...document.querySelectorAll(".sources__list .sentence")].map((row) => row.querySelector("[data-does]")).filter(Boolean);
  const at = buttons.findIndex((button) => button.closest(".sentence").contains(document.activeElement));
  const next = buttons[Math.max(at + step, 0)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.closest(".sentence").scrollIntoView({ block: "nearest" });
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const row = detail.elt.closest?.(".sentence[data-place]");
  const place = row && selectedPlace(row);
  if (place && detail.elt.name === "source") detail.parameters.source = place;
});

document.addEventListener("click", (event) => {
  const chip = event.target.closest?.("[data-light]");
  if (chip) light = chip.dataset.light;
});

// The same source drawn anew stays where it was read.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id === "sources") read = { source: shown(), top: document.querySelector(".sources__text").scrollTop };
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "sources") return;
  if (read?.source === shown()) document.querySelector(".sources__text").scrollTop = read.top;
  read = null;
  if (!light) return;
  const row = document.getElementById(light);
  light = null;
  row?.classList.add("sentence--lit");
  row?.scrollIntoView({ block: "nearest" });
  if (matchMedia("(max-width: 62rem)").matches) location.hash = row.id;
});

// What the draft uses now: the server names it with every change.
document.addEventListener("draft-changed", () => {
  const used = new Set((document.getElementById("used-places").dataset.used ?? "").split(" "));
  document.querySelectorAll("[data-token]").forEach((row) => {
    const isUsed = used.has(row.dataset.token);
    row.classList.toggle("sentence--used", isUsed);
    row.querySelectorAll("[data-used-word]").forEach((word) => (word.hidden = !isUsed));
  });
});
