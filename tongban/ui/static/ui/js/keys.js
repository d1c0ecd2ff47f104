// data-key="F5", "J" or "Ctrl Enter" presses that button or link; J, K and Enter walk a [data-worklist].
function named(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return (event.ctrlKey || event.metaKey ? "Ctrl " : "") + (event.altKey ? "Alt " : "") + key;
}

function writing(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=file])");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat) return;
  const name = named(event);
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (plain && (writing(event.target) || event.altKey)) return;
  if (event.key === "Escape" && writing(event.target)) return event.target.blur();
  const pressed = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === name);
  if (pressed && !pressed.disabled) {
    event.preventDefault();
    return pressed.matches("input, select, textarea") ? pressed.focus() : pressed.click();
  }
  if (plain || event.key === "Enter") walk(event, name);
});

function walk(event, name) {
  const rows = [...document.querySelectorAll("[data-worklist] tbody tr")];
  const at = rows.findIndex((row) => row.classList.contains("is-selected"));
  if (!rows.length || !["J", "K", "Enter"].includes(name)) return;
  if (name === "Enter") {
    if (event.target === document.body && at >= 0) rows[at].querySelector("a").click();
    return;
  }
  event.preventDefault();
  const next = Math.min(Math.max(at + (name === "J" ? 1 : -1), 0), rows.length - 1);
  rows.forEach((row, i) => row.classList.toggle("is-selected", i === next));
  rows[next].querySelector("a").focus();
}
