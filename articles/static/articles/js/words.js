// What scripts say, in the language of the page: `words("Chosen: {words}", { words })`. Each text stands in
// SCRIPT_WORDS of articles/templatetags/script_words.py, too; a page that is not in English carries the translations.

const translated = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");

export function words(english, values = {}) {
  return (translated[english] ?? english).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
