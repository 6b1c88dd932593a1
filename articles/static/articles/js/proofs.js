// The approver steps from citation to citation; the words behind each stand beside the text.
// Without this script each citation is a link to its place in the source, and "Sources used" shows the same words.

const panel = document.getElementById("beside");
const chips = [...document.querySelectorAll("[data-cites]")];

function show(chip) {
  const proof = [...document.querySelectorAll("[data-cited]")].find((row) => row.dataset.cited.split(" ").includes(chip.dataset.cites));
  if (!proof) return;
  const words = document.createElement("div");
  words.append(...[...proof.cloneNode(true).childNodes]);
  words.lang = proof.lang || "en";
  panel.querySelector(".beside__words").replaceChildren(words);
  panel.classList.add("beside--open");
  for (const other of chips) other.classList.toggle("cite--shown", other === chip);
}

if (panel && chips.length) {
  panel.hidden = false;
  for (const chip of chips) chip.addEventListener("focus", () => show(chip));
  for (const button of panel.querySelectorAll("[data-beside]")) {
    button.addEventListener("click", () => {
      const at = chips.findIndex((chip) => chip.classList.contains("cite--shown"));
      const step = Number(button.dataset.beside);
      const next = at < 0 ? (step > 0 ? 0 : chips.length - 1) : (at + step + chips.length) % chips.length;
      chips[next].focus({ preventScroll: true });
      chips[next].scrollIntoView({ block: "center" });
    });
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") panel?.classList.remove("beside--open");
});

// Words selected in the revision choose the sentence that a note is about.
const place = document.getElementById("place");
if (place) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.isCollapsed || !selection.anchorNode?.parentElement?.closest(".revision")) return;
    const chosen = selection.getRangeAt(0).cloneContents();
    for (const aside of chosen.querySelectorAll(".vh, .cite, del")) aside.remove();
    const words = chosen.textContent.trim().replace(/\s+/g, " ");
    const option = [...place.options].find((choice) => choice.dataset.words?.includes(words));
    if (words && option) place.value = option.value;
  });
}
