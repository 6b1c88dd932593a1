// One note is open at a time: J and K walk from mark to mark, a click on a mark or a note opens it, and after a
// decision the next open mark comes up. All of it are links that work alone.

const current = () => document.querySelector(".note--current");
const notes = () => [...document.querySelectorAll("#reading .note")];
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

// What only an open note shows is asked for when it is opened, or is soon to be: it is there when its turn comes.
function want(note) {
  note?.querySelector(".note__body[hx-get]")?.dispatchEvent(new Event("wanted"));
}

function wantNext(note) {
  const all = notes();
  const at = all.indexOf(note);
  const open = all.slice(at + 1).filter((later) => "open" in later.dataset);
  new Set([all[at - 1], all[at + 1], ...open.slice(0, 2)]).forEach(want);
}

function show(note, { focus = true } = {}) {
  want(note);
  document.querySelectorAll(".note--current, .mark--current").forEach((old) => {
    old.classList.remove("note--current", "mark--current");
  });
  note.classList.add("note--current");
  const pieces = document.querySelectorAll(`mark[data-mark="${note.dataset.note}"]`);
  pieces.forEach((piece) => piece.classList.add("mark--current"));
  const at = document.querySelector("[data-walk-at]");
  if (at) at.textContent = note.dataset.number;
  wantNext(note);
  if (!focus) return;
  note.focus({ preventScroll: true });
  const behavior = reducedMotion.matches ? "instant" : "smooth";
  (pieces[0] ?? note).scrollIntoView({ block: "center", behavior });
}

function walk(step) {
  const all = notes();
  const at = all.indexOf(current());
  const next = all[at < 0 ? 0 : at + step];
  if (next) show(next);
}

// After a decision: the next open mark in the text, or else the first that is left, or else the end of the walk.
function goOn() {
  const all = notes();
  const rest = all.slice(all.indexOf(current()) + 1).concat(all).find((note) => "open" in note.dataset);
  if (rest) show(rest);
  else document.getElementById("walk").focus();
}

const noteOf = (link) => {
  const key = new URL(link.href, location.href).hash.match(/^#(?:note|mark)-(\d+)$/)?.[1];
  return key && document.getElementById(`note-${key}`);
};

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const step = event.target.closest("[data-walk]");
  const link = event.target.closest("#reading a[href]:not([hx-get])");
  if (step) {
    event.preventDefault();
    walk(Number(step.dataset.walk));
  } else if (link) {
    const note = noteOf(link);
    if (!note) return;
    event.preventDefault();
    show(note);
  } else if (getSelection().isCollapsed) {
    const mark = event.target.closest("#reading mark[data-mark]");
    const note = mark ? document.getElementById(`note-${mark.dataset.mark}`) : event.target.closest(".note:not(.note--current)");
    if (note) show(note, { focus: false });
  }
});

document.addEventListener("note-decided", goOn);

// Opening the field for a comment, an answer or a name goes into it.
document.addEventListener("toggle", ({ target }) => target.open && target.querySelector("textarea, input:not([type=hidden])")?.focus(), true);

const arrived = noteOf(location);
if (arrived) show(arrived);
else if (current()) wantNext(current());
