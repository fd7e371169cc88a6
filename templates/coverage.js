"use strict";
// Shows the entry of the word that is pointed at or focused. Without scripts, each word is a link to its entry.
const entry = document.getElementById("entry");
const show = (event) => {
  const word = event.target.closest(".text a");
  if (!word) return;
  const ids = [word.hash.slice(1), ...(word.dataset.also ?? "").split(" ").filter(Boolean)];
  entry.replaceChildren(...ids.map((id) => {
    const line = document.createElement("p");
    const row = document.getElementById(id);
    if (id === "absent") {
      line.textContent = `${word.textContent}: not in the lexicon`;
    } else {
      const [name, ...rest] = row.cells;
      const base = document.createElement("strong");
      base.lang = name.lang;
      base.textContent = name.textContent;
      line.append(base, ` · ${rest.map((cell) => cell.textContent).join(" · ")}`);
    }
    return line;
  }));
};
for (const kind of ["pointerover", "focusin"]) document.querySelector(".text").addEventListener(kind, show);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") entry.replaceChildren(); });
