// A file field that says what it holds: dropping or choosing again adds files, each can be taken out again.

import { words } from "./words.js";

const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

function row(text, className) {
  const item = document.createElement("li");
  const label = document.createElement("span");
  label.textContent = text;
  item.append(label);
  if (className) item.classList.add(className);
  return item;
}

function enhance(field) {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("ul");
  const mostFiles = Number(field.dataset.mostFiles);
  const mostBytes = Number(field.dataset.mostBytes);
  let files = [];

  function keep(wanted) {
    files = wanted;
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    show();
  }

  function show() {
    const rows = files.map((file) => {
      const item = row(file.name);
      const weight = Object.assign(document.createElement("span"), { className: "small faint", textContent: size(file.size) });
      const out = Object.assign(document.createElement("button"), { type: "button", className: "button button--bare", textContent: words("Remove") });
      out.setAttribute("aria-label", words("Remove {name}", { name: file.name }));
      out.addEventListener("click", () => {
        keep(files.filter((other) => other !== file));
        input.focus();
      });
      item.append(weight, out);
      return item;
    });
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    if (files.length > mostFiles) rows.push(row(words("{count} files: at most {most} at once.", { count: files.length, most: mostFiles }), "is-wrong"));
    if (bytes > mostBytes) rows.push(row(words("{size}: at most {most} at once.", { size: size(bytes), most: size(mostBytes) }), "is-wrong"));
    list.replaceChildren(...rows);
  }

  const isNew = (file) => !files.some((had) => had.name === file.name && had.size === file.size && had.lastModified === file.lastModified);
  const add = (more) => keep([...files, ...[...more].filter(isNew)]);

  input.addEventListener("change", () => add(input.files));
  window.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    field.classList.add("drop--over");
  });
  window.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) field.classList.remove("drop--over");
  });
  window.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    field.classList.remove("drop--over");
    add(event.dataTransfer.files);
  });
}

document.querySelectorAll("[data-files]").forEach(enhance);
