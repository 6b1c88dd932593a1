// Choosing words by keys alone. S takes the sentence of the current mark, or the first one; then the arrows walk from
// sentence to sentence, and widen or narrow by a word at the end, with Shift at the start. Enter marks, Escape lets go.

import { select, selected, wordsOfText } from "./places.js";
import { words } from "./words.js";

const WRITING = "textarea, select, [contenteditable], input";
const said = document.getElementById("said");

let chosen = null; // [start, end] while words are being chosen

const sentences = () =>
  (document.getElementById("reading")?.dataset.sentences ?? "").split(" ").filter(Boolean).map((place) => place.split("-").map(Number));

function choose(start, end) {
  if (start >= end) return;
  chosen = [start, end];
  const paragraph = select(start, end);
  paragraph.scrollIntoView({ block: "nearest" });
  said.textContent = words("Chosen: {words}", { words: selected()?.words ?? "" });
}

function letGo() {
  chosen = null;
  getSelection().removeAllRanges();
  said.textContent = words("Nothing is chosen any more.");
}

// Where the walk over sentences begins: what is chosen, what is selected, or the current mark.
function here() {
  if (chosen) return chosen[0];
  const picked = selected();
  if (picked) return Number(picked.at.split("-")[0]);
  const mark = document.querySelector("mark.mark--current");
  if (!mark) return 0;
  getSelection().selectAllChildren(mark);
  const place = selected();
  getSelection().removeAllRanges();
  return place ? Number(place.at.split("-")[0]) : 0;
}

function sentence(step) {
  const all = sentences();
  if (!all.length) return;
  const at = Math.max(0, all.findLastIndex(([start]) => start <= here()));
  choose(...all[Math.min(Math.max(at + (chosen ? step : 0), 0), all.length - 1)]);
}

function widen(which, step) {
  const words = wordsOfText();
  let [start, end] = chosen;
  if (which === "end") {
    end = step > 0 ? words.find((word) => word[1] > end)?.[1] ?? end : words.findLast((word) => word[1] < end)?.[1] ?? end;
  } else {
    start = step > 0 ? words.find((word) => word[0] > start)?.[0] ?? start : words.findLast((word) => word[0] < start)?.[0] ?? start;
  }
  choose(start, end);
}

const STEPS = {
  s: () => sentence(+1),
  ArrowDown: () => sentence(+1),
  ArrowUp: () => sentence(-1),
  ArrowRight: ({ shiftKey }) => widen(shiftKey ? "start" : "end", +1),
  ArrowLeft: ({ shiftKey }) => widen(shiftKey ? "start" : "end", -1),
  Enter: () => {
    chosen = null;
    document.querySelector("[data-mark-selection]").click();
  },
  Escape: letGo,
};

// Before keys.js: while words are being chosen, Escape and S are this script's.
document.addEventListener("keydown", (event) => {
  if (!("keys" in document.documentElement.dataset) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches?.(WRITING) || event.target.closest?.("#chooser") || document.querySelector("dialog[open]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!STEPS[key] || (!chosen && key !== "s") || !document.querySelector("[data-mark-selection]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  STEPS[key](event);
}, true);

// Whoever selects by pointer, or has marked, has left the choosing.
document.addEventListener("pointerdown", () => (chosen = null));
document.addEventListener("htmx:afterSwap", ({ detail }) => detail.target.id === "reading" && (chosen = null));
