// The living report: one figure open at a time; closing needs no new page. Without this script links do the same.
function close() {
  const open = document.getElementById("open");
  const figure = document.querySelector('.fig[aria-expanded="true"]');
  if (open) open.remove();
  if (figure) figure.removeAttribute("aria-expanded");
  return figure;
}
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  const figure = close();
  if (figure) figure.focus();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id.startsWith("slot-") && event.detail.shouldSwap) close();
});
document.addEventListener("htmx:afterSwap", (event) => {
  const figure = event.detail.requestConfig && event.detail.requestConfig.elt;
  if (figure && figure.classList.contains("fig")) figure.setAttribute("aria-expanded", "true");
});
