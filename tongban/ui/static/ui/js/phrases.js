// Buttons that write a usual phrase where the caret stands in the textarea they belong to.
for (const group of document.querySelectorAll("[data-phrases]")) group.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-phrases] button");
  const text = button && document.getElementById(button.closest("[data-phrases]").dataset.phrases);
  if (!text) return;
  const before = text.value.slice(0, text.selectionStart);
  const joint = before && !/[，。；：\s]$/.test(before) ? "；" : "";
  text.setRangeText(joint + button.textContent, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
});
