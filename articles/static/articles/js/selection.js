// Selecting words offers the categories beside them. Offsets count the code points of the article's stored text:
// what the page adds to it (tags, numbers, hidden words) is left out.

const ADDED = ".vh, .mark__tag, .passage__no";
const REST = 350; // milliseconds that a selection must stay as it is

let pressed = false;
let timer;

const length = (text) => [...text].length;

function textBetween(paragraph, from, to) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  if (from) range.setStart(...from);
  if (to) range.setEnd(...to);
  const words = range.cloneContents();
  words.querySelectorAll(ADDED).forEach((added) => added.remove());
  return words.textContent;
}

// The selected part of one paragraph: where it starts in the article, and its words without white space at their ends.
function partOf(paragraph, range) {
  const from = paragraph.contains(range.startContainer) && [range.startContainer, range.startOffset];
  const to = paragraph.contains(range.endContainer) && [range.endContainer, range.endOffset];
  const words = textBetween(paragraph, from, to);
  const before = from ? length(textBetween(paragraph, null, from)) : 0;
  const start = Number(paragraph.dataset.start) + before + length(words) - length(words.trimStart());
  return { paragraph, start, words: words.trim() };
}

// What is selected in the article: { paragraph, at: "START-END", words, range }, or nothing.
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const touched = [...document.querySelectorAll("#reading .passage__text")].filter((p) => range.intersectsNode(p));
  const parts = touched.map((paragraph) => partOf(paragraph, range)).filter((part) => part.words);
  if (!parts.length) return null;
  const last = parts.at(-1);
  const at = `${parts[0].start}-${last.start + length(last.words)}`;
  return { paragraph: parts[0].paragraph, at, words: parts.map((part) => part.words).join("\n"), range: range.cloneRange() };
}

const isBegun = (chooser) => chooser.querySelector("[name=category]:checked") || chooser.querySelector("[name=reason]").value;

async function offer({ evenIfBegun }) {
  const found = selected();
  const old = document.getElementById("chooser");
  if (!found || (old && (old.dataset.at === found.at || (!evenIfBegun && isBegun(old))))) return old;
  const url = document.querySelector("[data-mark-selection]")?.href;
  if (!url) return null;
  old?.remove();
  const query = new URLSearchParams({ at: found.at, words: found.words });
  const notes = document.getElementById(found.paragraph.id.replace("p", "notes-"));
  globalThis.CSS?.highlights?.set("pick", new Highlight(found.range));
  await htmx.ajax("GET", `${url}?${query}`, { target: notes, swap: "beforeend" });
  const chooser = document.getElementById("chooser");
  if (chooser) chooser.dataset.at = found.at;
  return chooser;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-mark-selection]");
  if (!button || !(selected() || document.getElementById("chooser"))) return;
  event.preventDefault();
  const chooser = await offer({ evenIfBegun: true });
  chooser?.querySelector("input[type=radio]").focus();
});

document.addEventListener("pointerdown", () => (pressed = true));
document.addEventListener("pointerup", () => (pressed = false));
document.addEventListener("pointercancel", () => (pressed = false));
for (const name of ["selectionchange", "pointerup"]) {
  document.addEventListener(name, () => {
    clearTimeout(timer);
    timer = setTimeout(() => pressed || offer({ evenIfBegun: false }), REST);
  });
}
