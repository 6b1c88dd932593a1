// Who can be called and be given marks here: asked for when somebody begins to write, and then offered (mentions.js).

document.addEventListener("focusin", ({ target }) => {
  const people = document.getElementById("people-to-call");
  if (people?.hasChildNodes() === false && target.matches("[data-mentions], [list=people]")) people.dispatchEvent(new Event("wanted"));
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const field = document.activeElement;
  if (detail.target.id === "people-to-call" && field.matches("[data-mentions]")) field.dispatchEvent(new Event("input", { bubbles: true }));
});
