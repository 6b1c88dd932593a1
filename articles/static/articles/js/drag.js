// A sentence of a source, or a fact, dragged by its number onto a paragraph of the draft goes in behind it: the drop
// presses the same button that a click presses.

let dragged = null; // the row of the source

// Only the number is a handle: in text that can be dragged no words can be selected.
function offerHandles() {
  document.querySelectorAll("[data-drag]").forEach((handle) => {
    handle.draggable = Boolean(handle.closest(".sentence")?.querySelector("[data-puts]"));
  });
}

const paragraphAt = (event) => dragged && event.target.closest?.(".para, #paragraphs .empty");
const unmark = () => document.querySelectorAll(".para--drop").forEach((para) => para.classList.remove("para--drop"));

document.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.("[data-drag]")) return;
  dragged = event.target.closest(".sentence");
  event.dataTransfer.effectAllowed = "copy";
  event.dataTransfer.setData("text/plain", dragged.querySelector(".sentence__text").textContent.trim());
});

document.addEventListener("dragover", (event) => {
  const para = paragraphAt(event);
  if (!para) return;
  event.preventDefault();
  unmark();
  para.classList.add("para--drop");
});

document.addEventListener("drop", (event) => {
  const para = paragraphAt(event);
  if (!para) return;
  event.preventDefault();
  const button = dragged.querySelector("[data-puts]");
  const form = document.getElementById("put-form");
  form.querySelector("[name=after]")?.remove();
  const after = Object.assign(document.createElement("input"), { type: "hidden", name: "after", value: para.id.replace("para-", "") });
  if (para.id) form.append(after);
  button.click();
  after.remove();
});

document.addEventListener("dragend", () => {
  unmark();
  dragged = null;
});

document.addEventListener("htmx:afterSettle", offerHandles);
offerHandles();
