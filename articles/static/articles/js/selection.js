// Selecting words offers the categories beside them; M goes there.

import { selected } from "./places.js";

const REST = 350; // milliseconds that a selection must stay as it is

let pressed = false;
let timer;

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
  // Settled at once: a key may be pressed the moment it is there, and the form must be htmx's by then.
  await htmx.ajax("GET", `${url}?${query}`, { target: notes, swap: "beforeend settle:0ms" });
  const choosers = [...document.querySelectorAll("#chooser")];
  const chooser = choosers.pop();
  choosers.forEach((overtaken) => overtaken.remove());
  if (chooser) chooser.dataset.at = found.at;
  chooser?.scrollIntoView({ block: "nearest" }); // clear of the bar at the foot: its scroll-margin
  return chooser;
}

// A click into the text lets go of words for which nothing was chosen yet.
document.addEventListener("click", ({ target }) => {
  const chooser = document.getElementById("chooser");
  if (chooser && !isBegun(chooser) && target.closest(".passage__text") && getSelection().isCollapsed) {
    chooser.querySelector("[data-chooser-cancel]").click();
  }
});

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
