// Writing a contribution: a figure's slot goes in where the cursor stands. Without this script it is typed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-slot]");
  const area = document.getElementById("f-text");
  if (!button || !area) return;
  area.setRangeText("{" + button.dataset.slot + "}", area.selectionStart, area.selectionEnd, "end");
  area.focus();
});
