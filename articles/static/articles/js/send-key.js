// Ctrl+Enter (or Cmd+Enter) in a field marked `data-send-key` sends its form with the button beside it in a thread, or else with the form's first one.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const field = event.target.closest?.("[data-send-key]");
  if (!field) return;
  event.preventDefault();
  (field.closest(".thread__write") ?? field.form).querySelector("button:not([type=button])")?.click();
});
