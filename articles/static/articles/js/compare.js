// J and K step from difference to difference; the address names the one that is shown.
// Without this script the two links lead to the first and the last one.

import { words } from "./words.js";

const differences = document.querySelectorAll("[id^=difference-]");
const at = document.querySelector("[data-step-at]");

const shown = () => [...differences].findIndex((row) => `#${row.id}` === location.hash);

function tell() {
  if (at) at.textContent = shown() < 0 ? "" : words("{number} of", { number: shown() + 1 }) + " ";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-step]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const step = Number(link.dataset.step);
  const next = shown() < 0 ? (step > 0 ? 0 : differences.length - 1) : (shown() + step + differences.length) % differences.length;
  location.replace(`#${differences[next].id}`);
  differences[next].focus({ preventScroll: true });
});

addEventListener("hashchange", tell);
tell();
