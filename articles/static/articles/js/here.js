// Who is here, and what others changed: asked for every few seconds while the page is in sight. What comes back is put
// in place, but never over what somebody has in hand: a field with words in it, an open paragraph, selected words.

import { words } from "./words.js";

const form = document.getElementById("here");
let isLive = false; // the answer to a ping is being put in place
let leftOut = false; // a part of it was not: it is asked for again
let focused = null; // what had the focus before

const field = (name) => form.elements.namedItem(name);

function writingIn() {
  const unsaved = document.querySelector("[data-autosave][data-unsaved] [data-writing]");
  const own = document.activeElement?.closest?.("[data-writing]") ?? unsaved;
  return own?.dataset.writing ?? "";
}

function ping() {
  if (document.hidden) return;
  field("paragraph").value = writingIn();
  field("note").value = document.querySelector(".note--current")?.dataset.note ?? "";
  form.dispatchEvent(new Event("ping"));
}

const isTyped = (control) => control.value !== control.defaultValue || control === document.activeElement;

// What cannot be drawn anew now. Fields of an open paragraph are kept by htmx itself (hx-preserve).
function isInHand(part) {
  const fields = [...part.querySelectorAll("textarea, input:not([type=hidden])")];
  if (fields.some((control) => !control.closest("[hx-preserve], #paragraphs [data-autosave]") && isTyped(control))) return true;
  if (part.matches("#paragraphs, #used-places, #draft-facts, #undo, #points, #proposal")) return false;
  if (part.querySelector("[data-autosave]")) return true;
  const selection = getSelection();
  return !selection.isCollapsed && part.contains(selection.anchorNode);
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  isLive = detail.requestConfig?.elt === form;
  if (!isLive) return;
  leftOut = false;
  const active = document.activeElement;
  focused = active === document.body ? null : { element: active, id: active.closest("[id]")?.id };
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { detail } = event;
  if (!isLive || !detail.target || !isInHand(detail.target)) return;
  detail.shouldSwap = false;
  leftOut = true;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.requestConfig?.elt !== form) return;
  isLive = false;
  if (leftOut) field("since").value = form.dataset.since ?? field("since").value;
  if (focused && !focused.element.isConnected && document.activeElement === document.body) {
    document.getElementById(focused.id)?.focus({ preventScroll: true });
  }
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt !== form) return;
  form.dataset.since = field("since").value;
  const open = [...document.querySelectorAll("[data-open]")].map(({ value }) => value);
  if (open.length) detail.parameters.open = open;
});

// Which paragraph somebody else is writing in.
function showWriters() {
  document.querySelectorAll(".para--theirs").forEach((para) => para.classList.remove("para--theirs"));
  document.querySelectorAll(".para__writer").forEach((line) => line.remove());
  for (const { dataset } of document.querySelectorAll("#here-people [data-paragraph]")) {
    const para = dataset.paragraph && document.getElementById(`para-${dataset.paragraph}`);
    if (!para) continue;
    para.classList.add("para--theirs");
    para.prepend(Object.assign(document.createElement("p"), { className: "para__writer", textContent: words("{name} is writing here", { name: dataset.name }) }));
  }
}

if (form) {
  document.addEventListener("htmx:afterSettle", showWriters);
  document.addEventListener("visibilitychange", ping);
  setTimeout(ping, 1000);
  setInterval(ping, Number(form.dataset.every) * 1000);
}
