// What happens around htmx requests: a failure says what to do; a success puts the focus where its control names it.

import { words } from "./words.js";

const notices = document.getElementById("notices");

function say(text, link) {
  const notice = document.createElement("p");
  notice.className = "notice notice--stop";
  notice.append(text);
  if (link) notice.append(" ", Object.assign(document.createElement("a"), link));
  notices.replaceChildren(notice);
}

// The page asks for news by itself: when that fails, nobody has to do anything.
const isPing = ({ elt }) => elt?.id === "here";

const REASONS = {
  400: "This page is out of date, or the request was damaged. Reload the page and try again.",
  403: "You may not do that, or the page is too old to tell. Reload the page and try again.",
  404: "That is not there any more, or not for you to see. Reload the page.",
  413: "That was too large for the server.",
  429: "Too many requests at once. Wait a minute, then try again.",
  503: "The server is busy or being looked after. Nothing was saved; what you wrote is still on this page. Try again in a moment.",
};

// What the server says of itself, in the header that newsroom/errors.py names.
const FAULTS = {
  full: "The server's disk is full. Nothing was saved; what you wrote is still on this page. Tell your administrator, and try again when there is room.",
  "read-only": "The server takes no changes just now. Nothing was saved; what you wrote is still on this page. Tell your administrator.",
};

const FAILED = "The server failed ({status}). Nothing was saved. Try again; if it stays so, tell your administrator.";
const FAILED_BY_NUMBER = "The server failed ({status}). Nothing was saved. Try again; if it stays so, tell your administrator this number: {number}.";

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (isPing(detail)) return;
  const status = detail.xhr.status;
  const number = detail.xhr.getResponseHeader("X-Request-ID");
  const fault = detail.xhr.getResponseHeader("Newsroom-Fault");
  say(words(FAULTS[fault] ?? REASONS[status] ?? (number ? FAILED_BY_NUMBER : FAILED), { status, number }));
});

document.addEventListener("htmx:sendError", ({ detail }) => {
  if (isPing(detail)) return;
  say(
    navigator.onLine
      ? words("The server does not answer. Nothing was saved; what you wrote is still on this page. Try again in a moment.")
      : words("You are offline. Nothing was saved; what you wrote is still on this page. Try again when you are back."),
  );
});

document.addEventListener("htmx:timeout", () => say(words("The server took too long. It may have saved: reload the page to see.")));

window.addEventListener("online", () => notices.replaceChildren());

// A session that ended answers with the login page: never swap that into a part of another page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answeredBy = new URL(event.detail.xhr.responseURL || location.href).pathname;
  if (answeredBy !== document.body.dataset.login || location.pathname === answeredBy) return;
  event.detail.shouldSwap = false;
  const next = encodeURIComponent(location.pathname + location.search);
  say(words("You were signed out. Nothing was saved; what you wrote is still on this page."), {
    href: `${answeredBy}?next=${next}`,
    textContent: words("Sign in again"),
  });
});

// A button that sent something says so until the answer is there; `data-busy` asks for the same of a plain form.
const buttonOf = ({ requestConfig, elt }) => requestConfig?.triggeringEvent?.submitter ?? elt.closest("button");
document.addEventListener("htmx:beforeRequest", ({ detail }) => buttonOf(detail)?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", ({ detail }) => buttonOf(detail)?.removeAttribute("aria-busy"));
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-busy]")) return;
  if (event.submitter?.getAttribute("aria-busy") === "true") event.preventDefault();
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-busy] [aria-busy]").forEach((button) => button.removeAttribute("aria-busy")));

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const wanted = detail.requestConfig?.elt?.closest("[data-focus-after]")?.dataset.focusAfter;
  const element = wanted && document.querySelector(wanted);
  if (!element) return;
  if (!element.matches("a, button, input, textarea, select, summary, [tabindex]")) element.tabIndex = -1;
  element.focus();
});
