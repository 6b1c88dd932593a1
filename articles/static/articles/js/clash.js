// "Write a third": both texts stay to be read, one in the field, the other below it. Nothing is saved until the writer
// goes on writing or presses a button: then the new text goes over theirs, which the writer has seen.

document.addEventListener("click", (event) => {
  const third = event.target.closest?.("[data-third]");
  if (!third) return;
  event.preventDefault();
  const notice = third.closest("[data-clash]");
  const field = document.querySelector(third.getAttribute("href"));
  const set = (name, value) => ([...field.form.elements].find((element) => element.name === name).value = value);
  set("version", notice.dataset.version);
  set("started", notice.querySelector("[data-theirs]").value);
  notice.replaceWith(notice.querySelector("template").content);
  field.dispatchEvent(new Event("hold", { bubbles: true }));
  field.focus();
});
