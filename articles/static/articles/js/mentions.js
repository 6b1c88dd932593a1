// An @ in a field marked `data-mentions` offers the people and groups that can be called here: arrows choose, Enter or
// Tab takes, Escape closes. What is written is plain text: the server reads it, and it may be typed without any of this.

import { words } from "./words.js";

const MOST = 7;
const CALL = /(?:^|[^\p{L}\p{N}_.+-])@([\p{L}\p{N}_.+-]*(?: [\p{L}\p{N}_.+-]*){0,3})$/u;

const list = Object.assign(document.createElement("ul"), { id: "callable", className: "callable" });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", words("People and groups"));
const status = Object.assign(document.createElement("p"), { className: "vh" });
status.setAttribute("role", "status");
document.body.append(status);

let field = null; // where the list is open
let written = ""; // what stands behind the @
let at = -1; // which of the offered is chosen

function callable() {
  const options = document.querySelectorAll("#people option, #groups option");
  return [...options].map(({ value, textContent }) => ({ name: value, label: textContent }));
}

function fitting(start) {
  const wanted = start.toLowerCase();
  const fits = ({ name, label }) => [name, label, ...label.split(" ")].some((word) => word.toLowerCase().startsWith(wanted));
  return callable().filter(fits).slice(0, MOST);
}

function close() {
  if (!field) return;
  list.remove();
  field.removeAttribute("aria-activedescendant");
  field.removeAttribute("aria-controls");
  status.textContent = "";
  field = null;
}

function choose(index) {
  at = (index + list.children.length) % list.children.length;
  [...list.children].forEach((item, position) => item.setAttribute("aria-selected", String(position === at)));
  field.setAttribute("aria-activedescendant", list.children[at].id);
}

function row({ name, label }, index) {
  const item = Object.assign(document.createElement("li"), { id: `callable-${index}`, textContent: label });
  item.setAttribute("role", "option");
  item.dataset.name = name;
  const written = Object.assign(document.createElement("small"), { textContent: `@${name}` });
  item.append(" ", written);
  return item;
}

function offer(target) {
  const found = target.selectionStart === target.selectionEnd && CALL.exec(target.value.slice(0, target.selectionStart));
  const offered = found ? fitting(found[1]) : [];
  if (!offered.length) return close();
  if (field !== target) close();
  field = target;
  written = found[1];
  list.replaceChildren(...offered.map(row));
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  choose(0);
  status.textContent = words("{count} to call; arrow keys choose, Enter takes.", { count: offered.length });
}

function take(item) {
  const end = field.selectionStart;
  field.setRangeText(`${item.dataset.name} `, end - written.length, end, "end");
  close();
}

document.addEventListener("input", ({ target }) => target.matches?.("[data-mentions]") && offer(target));
document.addEventListener("focusout", ({ target }) => target === field && close());

list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
list.addEventListener("click", ({ target }) => {
  const item = target.closest("li");
  if (item && field) take(item);
});

document.addEventListener("keydown", (event) => {
  if (event.target !== field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const does = {
    ArrowDown: () => choose(at + 1),
    ArrowUp: () => choose(at - 1),
    Enter: () => take(list.children[at]),
    Tab: () => take(list.children[at]),
    Escape: close,
  }[event.key];
  if (!does) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  does();
}, true);
