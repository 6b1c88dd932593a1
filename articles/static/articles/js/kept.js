// Unsaved words are kept in this browser from the first key until the server has them: they survive a network that
// fails, a reload, a closed tab (put-back.js). store.js says what is kept.

import { forget, input, read, write } from "./store.js";

const MOST_SENT = 5; // saves without an answer that are remembered
const onTheirWay = new WeakMap();

const fieldOf = (form) => form.querySelector("textarea");
const formOf = ({ elt }) => [elt, elt.form].find((element) => element?.matches?.("[data-autosave]"));

function keep(form, sent = read(fieldOf(form).id)?.sent ?? []) {
  const entry = { text: fieldOf(form).value, version: input(form, "version").value, started: input(form, "started").value, sent };
  if (write(fieldOf(form).id, entry)) form.dataset.kept = "";
  else delete form.dataset.kept; // the page asks before it is left
}

document.addEventListener("input", ({ target }) => {
  const form = target.form?.closest("[data-autosave]");
  if (form && target === fieldOf(form)) keep(form);
}, true);

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const form = formOf(detail);
  const sent = form && detail.verb !== "get" && read(fieldOf(form).id)?.sent;
  if (sent?.length) detail.parameters.sent = sent;
});

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  const form = formOf(detail);
  if (!form || detail.requestConfig.verb === "get") return;
  const { id, value } = fieldOf(form);
  onTheirWay.set(detail.xhr, { form, id, text: value });
  const entry = read(id);
  if (entry) keep(form, [...new Set([...entry.sent, value])].slice(-MOST_SENT));
});

document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  const { form, id, text } = onTheirWay.get(xhr) ?? {};
  if (!form || xhr.status === 0 || xhr.status >= 500) return; // it may have arrived, or not
  const isSaved = xhr.status === 200 && xhr.getResponseHeader("HX-Trigger-After-Settle");
  if (isSaved && (!form.isConnected || fieldOf(form).value === text)) {
    forget(id);
    delete form.dataset.kept;
  } else if (form.isConnected && read(id)) {
    keep(form, isSaved ? [text] : []); // saved up to what was typed since, or refused
  }
});

// "Take theirs", "Let it go".
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("[data-forget]");
  if (link) forget(link.dataset.forget);
});
