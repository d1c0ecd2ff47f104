// Sharing: without script the address stands there to be copied; with it there are buttons.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-share]");
  if (!button) return;
  const field = button.closest(".tb-share").querySelector("input");
  if ("share" in button.dataset) {
    await navigator.share({ title: button.dataset.share, url: field.value }).catch(() => {});
    return;
  }
  field.select();
  await navigator.clipboard?.writeText(field.value).catch(() => {});
  button.querySelector("span").textContent = button.dataset.copy;
});

function offerSharing(root) {
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  for (const button of root.querySelectorAll("[data-share]")) button.hidden = !navigator.share;
}

offerSharing(document);
document.addEventListener("htmx:afterSettle", () => offerSharing(document));
