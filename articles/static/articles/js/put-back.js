// Words that were kept in this browser and not saved are put back into their fields when the page is opened again,
// and saved from there, as if they had just been typed.

import { all, forget, input, read } from "./store.js";
import { words } from "./words.js";

function putBack(id) {
  const entry = read(id);
  const field = document.getElementById(id);
  if (!entry || !field) return;
  if (field.value === entry.text) {
    forget(id);
    return;
  }
  input(field.form, "version").value = entry.version;
  input(field.form, "started").value = entry.started;
  field.value = entry.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The paragraph is not in the draft any more: its words can be put in again, or let go.
function offer(id) {
  const add = document.querySelector("form.draft__add").cloneNode(true);
  const notice = document.createElement("div");
  notice.className = "notice notice--stop";
  notice.setAttribute("role", "alert");
  const text = Object.assign(document.createElement("input"), { type: "hidden", name: "text", value: read(id).text });
  const button = Object.assign(document.createElement("button"), { className: "button", textContent: words("Put them in again") });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "button button--bare", textContent: words("Let them go") });
  add.replaceChildren(add.querySelector("[name=csrfmiddlewaretoken]"), text, button, " ", drop);
  add.className = "buttons";
  for (const name of add.getAttributeNames()) if (name.startsWith("hx-")) add.removeAttribute(name);
  add.addEventListener("submit", () => forget(id));
  drop.addEventListener("click", () => {
    forget(id);
    notice.remove();
  });
  const lost = words("You wrote this in a paragraph that is not in the draft any more, and it was not saved: “{text}”", { text: read(id).text });
  notice.append(Object.assign(document.createElement("p"), { textContent: lost }), add);
  document.getElementById("draft-said").after(notice);
}

const waiting = new Set();

for (const id of all()) {
  if (document.getElementById(id)) {
    putBack(id);
  } else {
    waiting.add(id);
  }
}

document.addEventListener("htmx:afterSettle", () => {
  for (const id of waiting) {
    if (!document.getElementById(id)) continue;
    waiting.delete(id);
    putBack(id);
  }
});

// htmx listens to the links of the page once it has gone over it.
function openWaiting() {
  for (const id of waiting) {
    const link = document.getElementById(id.replace("text", "edit"));
    if (link) {
      link.click();
    } else if (document.querySelector("form.draft__add")) {
      waiting.delete(id);
      offer(id);
    }
  }
}

if (waiting.size) document.addEventListener("htmx:load", openWaiting, { once: true });
