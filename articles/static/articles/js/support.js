// The checks beside a paragraph are drawn anew after each save, but never under somebody who is writing a reason in them.

function isWrittenIn(part) {
  const field = document.activeElement;
  return part?.id?.startsWith("checks-") && part.contains(field) && field.matches("textarea");
}

for (const name of ["htmx:beforeSwap", "htmx:oobBeforeSwap"]) {
  document.addEventListener(name, (event) => {
    const { detail } = event;
    const isItsOwn = detail.requestConfig?.elt?.contains?.(document.activeElement);
    if (isWrittenIn(detail.target) && !isItsOwn) detail.shouldSwap = false;
  });
}

// Whoever opens the form to confirm wants to write.
document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.(".check__confirm[open]")) target.querySelector("textarea")?.focus();
}, true);
