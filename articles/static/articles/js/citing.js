// Which sentence of the draft a click on a source cites for: the one clicked in a paragraph, or the one at the cursor.

const PHONE = matchMedia("(max-width: 62rem)");

// Offsets count code points of the text as the server keeps it: one line, single spaces.
function cursor(field) {
  const before = field.value.slice(0, field.selectionStart).replace(/\s+/g, " ").trimStart();
  return [...before].length;
}

// A click on a sentence (not on a link in it) chooses it.
document.addEventListener("click", (event) => {
  const line = event.target.closest?.("[data-line]");
  if (!line || event.target.closest("a, button") || !getSelection().isCollapsed) return;
  line.querySelector("[data-choose]")?.click();
});

document.addEventListener("focusin", ({ target }) => {
  const pk = target.dataset?.writing;
  if (!pk || document.getElementById("sources").dataset.citing === pk) return;
  const choose = document.querySelector(`#inner-${pk} [data-choose]`);
  if (choose && !PHONE.matches) htmx.trigger(choose, "click");
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const field = (detail.elt.form ?? detail.elt).querySelector?.("[data-writing]");
  if (!field || detail.verb === "get") return;
  if (detail.path.endsWith("/cite/")) detail.parameters.at = cursor(field);
  if (detail.path.endsWith("/split/")) detail.parameters.cut = cursor(field);
});

// A paragraph that was closed, or is gone, is cited for no longer; one that is written in now has taken its place.
document.addEventListener("htmx:afterSettle", () => {
  const pane = document.getElementById("sources");
  const { citing, atCursor } = pane.dataset;
  const place = atCursor === undefined ? `#para-${citing}` : `[data-writing="${citing}"]`;
  const isTaken = !PHONE.matches && document.activeElement.matches("[data-writing]");
  if (!citing || isTaken || document.querySelector(place)) return;
  delete pane.dataset.citing; // once is enough
  pane.querySelector("[data-stop]").click();
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "sources") return;
  const chosen = detail.requestConfig?.elt;
  document.querySelector(".line--chosen")?.classList.remove("line--chosen");
  if (!document.getElementById("sources").dataset.citing) return;
  chosen?.closest("[data-line]")?.classList.add("line--chosen");
  if (chosen?.matches("[data-choose]") && PHONE.matches) location.hash = "sources";
});
