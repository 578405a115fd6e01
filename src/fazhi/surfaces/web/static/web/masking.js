// Words chosen in the original are masked: by mouse, or by keyboard, for which the text takes a caret and no change.
// Without this script the words are typed under the text.
"use strict";
for (const form of document.querySelectorAll("form[data-masking]")) {
  const text = form.querySelector("[data-text]");
  const bar = form.querySelector("[data-choose]");
  const button = bar.querySelector("[data-mask]");
  const hint = bar.querySelector("[role=status]");
  const kind = bar.querySelector("select");
  let chosen = null;

  // Offsets count code points, as the server does.
  const points = (range) => [...range.toString()].length;
  const read = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = points(before);
    return { start, end: start + points(range), words: range.toString() };
  };

  const add = () => {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = "span";
    input.value = `${chosen.start}-${chosen.end}-${kind.value}`;
    form.append(input);
  };

  bar.hidden = false;
  text.contentEditable = "true";
  text.spellcheck = false;
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-multiline", "true");
  text.setAttribute("aria-readonly", "true");
  text.setAttribute("aria-describedby", hint.id);
  for (const change of ["beforeinput", "cut", "paste", "drop", "dragstart"]) {
    text.addEventListener(change, (event) => event.preventDefault());
  }
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (chosen) form.requestSubmit(button);
  });

  // What was chosen stays chosen while somebody goes to the kind or the button.
  document.addEventListener("selectionchange", () => {
    const now = read();
    if (!now && !text.contains(document.getSelection().anchorNode)) return;
    chosen = now;
    button.disabled = !chosen;
    hint.textContent = chosen ? hint.dataset.some + chosen.words : hint.dataset.none;
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter === button && chosen) add();
  });
  if (location.hash === "#original") text.focus();
}
