// Where the selected words stand: offsets count the code points of the article's stored text, so that emoji count once.
// What the page adds to the text (tags, numbers, hidden words) is left out.

const ADDED = ".vh, .mark__tag, .passage__no";

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
export function selected() {
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
