// Saves what is written within a second of the last key, and when the field is left. What could not be saved stays in
// the field and in this browser (kept.js), says so, and is tried again. A form marked `data-autosave` has one field.

import { words } from "./words.js";

const PAUSE = 700; // ms after the last key
const AGAIN = 5000; // ms until a save that failed, or had no answer, is tried again
const timers = new WeakMap();
const sent = new WeakMap();

const field = (form) => form.querySelector("textarea");
const isStopped = (form) => document.querySelector(`#${CSS.escape(field(form).id.replace("text", "clash"))} [data-clash]`);

function say(form, text, state) {
  const pk = field(form).dataset.writing;
  const saved = document.getElementById("saved");
  const lines = [saved, ...document.querySelectorAll(`#state-${pk} [data-saved-line]`)];
  lines.forEach((line) => (line.textContent = text));
  saved.dataset.state = state;
  if (state !== "failed") return;
  const again = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words("Try again") });
  again.addEventListener("click", () => save(form));
  saved.append(" ", again);
}

// The server must not draw a paragraph anew while words in it are on their way.
function markUnsaved(form) {
  form.dataset.unsaved = "";
  const open = document.querySelector(`[data-open="${field(form).dataset.writing}"]`);
  if (open) open.value = `${open.dataset.open}:unsaved`;
}

// While htmx moves a form that is kept, it stands outside of <body>, and cannot be sent.
function save(form) {
  if (!document.body.contains(form)) return;
  clearTimeout(timers.get(form));
  if (form.dataset.unsaved !== "" || isStopped(form)) return;
  say(form, words("Saving"), "typing");
  form.requestSubmit();
  later(form, AGAIN); // a request that waits for others may get lost: no answer is no save
}

function later(form, pause) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), pause));
}

document.addEventListener("input", ({ target }) => {
  const form = target.form?.closest("[data-autosave]");
  if (!form || target !== field(form)) return;
  markUnsaved(form);
  say(form, isStopped(form) ? words("Not saved: choose a text first") : words("Not saved yet"), "typing");
  later(form, PAUSE);
});

document.addEventListener("focusout", ({ target }) => target.form?.matches("[data-autosave]") && save(target.form));

// Such a form is htmx's alone. While it is taken away, it loses the focus when htmx no longer listens: it must not
// leave the page then.
document.addEventListener("submit", (event) => event.target.matches("[data-autosave]") && event.preventDefault());

// Held: the words stay unsaved until somebody goes on writing, or saves.
document.addEventListener("hold", ({ target }) => {
  clearTimeout(timers.get(target.form));
  target.form.dataset.unsaved = "held";
  say(target.form, words("Not saved yet: write, or save it as it is"), "typing");
});

// Every request of an open paragraph carries its text: whichever is answered first, the words are saved.
const formOf = (detail) => [detail.elt, detail.elt.form].find((element) => element?.matches?.("[data-autosave]"));

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  const form = formOf(detail);
  if (form && detail.requestConfig.verb !== "get") sent.set(detail.xhr, { form, text: field(form).value });
});

document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  if (!sent.has(xhr)) return;
  const { form, text } = sent.get(xhr);
  if (xhr.status === 200 && xhr.getResponseHeader("HX-Trigger-After-Settle")) {
    document.getElementById("saved").dataset.state = "";
    if (!form.isConnected) return; // drawn anew
    if (field(form).value === text) delete form.dataset.unsaved;
    else markUnsaved(form);
  } else if (xhr.status === 409) {
    say(form, words("Not saved: choose a text first"), "typing");
  } else if (xhr.status === 422) {
    say(form, words("Not saved: see below the text"), "typing");
  } else {
    const time = new Date().toLocaleTimeString("en-GB");
    const isKept = form.dataset.kept === "";
    const here = isKept ? "Not saved at {time}: your words are kept in this browser." : "Not saved at {time}: your words are still on this page.";
    const offline = here.replace(/\.$/, ", and sent when the network is back.");
    say(form, words(xhr.status ? here : offline, { time }), "failed");
    if ("unsaved" in form.dataset) later(form, AGAIN);
  }
});

window.addEventListener("online", () => document.querySelectorAll("[data-unsaved]").forEach(save));
window.addEventListener("beforeunload", (event) => document.querySelector("[data-unsaved]:not([data-kept])") && event.preventDefault());
