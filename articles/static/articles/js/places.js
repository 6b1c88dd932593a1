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

// The text node and offset at which the article's code point `at` stands: before it, or behind it at the end of words.
function pointAt(paragraph, at, { isEnd }) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = at - Number(paragraph.dataset.start);
  let last = null;
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentElement.closest(ADDED)) continue;
    const here = [...node.data];
    if (isEnd ? left <= here.length : left < here.length) return [node, here.slice(0, Math.max(left, 0)).join("").length];
    left -= here.length;
    last = node;
  }
  return last && [last, last.length];
}

// Selects `START-END` of the article as if somebody had dragged over it; returns the paragraph in which it starts.
export function select(start, end) {
  const paragraphs = [...document.querySelectorAll("#reading .passage__text")];
  const at = (place) => paragraphs.findLast((paragraph) => Number(paragraph.dataset.start) <= place);
  const from = at(start);
  getSelection().setBaseAndExtent(...pointAt(from, start, { isEnd: false }), ...pointAt(at(end - 1), end, { isEnd: true }));
  return from;
}

// The article's words as `[start, end]`, in order: what stands between white space, with its punctuation.
export function wordsOfText() {
  const words = [];
  for (const paragraph of document.querySelectorAll("#reading .passage__text")) {
    const text = textBetween(paragraph);
    const start = Number(paragraph.dataset.start);
    for (const found of text.matchAll(/\S+/g)) {
      const before = length(text.slice(0, found.index));
      words.push([start + before, start + before + length(found[0])]);
    }
  }
  return words;
}
