// Proposes the time zone of this device beside the choice of one, where another is chosen.

import { words } from "./words.js";

const proposal = document.querySelector("[data-zone-proposal]");
const choice = document.querySelector("select[name=time_zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (proposal && choice && [...choice.options].some((option) => option.value === zone) && choice.value !== zone) {
  proposal.textContent = words("Use {zone}, as this device", { zone: zone.replaceAll("_", " ") });
  proposal.hidden = false;
  proposal.addEventListener("click", () => {
    choice.value = zone;
    proposal.hidden = true;
    choice.focus();
  });
}
