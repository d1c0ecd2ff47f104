// After a failed step the summary of errors gets the focus; its links put the focus into the field.
function focusSummary(root) {
  root.querySelector("[data-focus]")?.focus();
}

focusSummary(document);
document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));

document.addEventListener("click", (event) => {
  const link = event.target.closest(".tb-errors a[href^='#']");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  const control = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  target.scrollIntoView({ block: "center" });
  (control ?? target).focus({ preventScroll: true });
});
