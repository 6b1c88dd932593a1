// The form that says what is wrong: a category brings its usual severity, Escape takes the form away again.

const close = (chooser) => {
  globalThis.CSS?.highlights?.delete("pick");
  chooser.remove();
};

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-chooser] [name=category]")) return;
  const form = target.form;
  form.querySelector(`[name=severity][value=${target.dataset.severity}]`).checked = true;
  target.focus();
});

document.addEventListener("click", (event) => {
  const cancel = event.target.closest("[data-chooser-cancel]");
  if (!cancel) return;
  event.preventDefault();
  close(cancel.closest("[data-chooser]"));
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-chooser]");
  if (!form || event.isComposing || event.defaultPrevented) return; // keys.js may have pressed Cancel already
  if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-key=escape]").click();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    form.requestSubmit();
  }
});

document.addEventListener("htmx:afterSwap", () => {
  if (!document.getElementById("chooser")) globalThis.CSS?.highlights?.delete("pick");
});
