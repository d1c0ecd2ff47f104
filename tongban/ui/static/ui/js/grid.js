// A table of inputs as a spreadsheet: arrows and Enter go from cell to cell, and cells are pasted in blocks.
for (const grid of document.querySelectorAll("[data-grid]")) {
  grid.addEventListener("keydown", (event) => move(grid, event));
  grid.addEventListener("paste", (event) => paste(grid, event));
}

function rows(grid) {
  return [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("input:not([type=hidden]), select")]);
}

function placeOf(grid, cell) {
  const every = rows(grid);
  const row = every.findIndex((cells) => cells.includes(cell));
  return row < 0 ? null : { every, row, column: every[row].indexOf(cell) };
}

function move(grid, event) {
  const place = placeOf(grid, event.target);
  if (!place || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const step = stepOf(event);
  if (!step) return;
  const next = place.every[place.row + step[0]]?.[place.column + step[1]];
  if (event.key === "Enter") event.preventDefault();
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next.select) next.select();
}

function stepOf({ key, shiftKey, target }) {
  const list = target.matches("select") || target.list;
  if (key === "Enter") return [shiftKey ? -1 : 1, 0];
  if (key === "ArrowDown" && !list) return [1, 0];
  if (key === "ArrowUp" && !list) return [-1, 0];
  if (key === "ArrowLeft" && target.selectionEnd === 0) return [0, -1];
  if (key === "ArrowRight" && target.selectionStart === target.value.length) return [0, 1];
  return null;
}

function paste(grid, event) {
  const place = placeOf(grid, event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  if (!place || (lines.length === 1 && !lines[0].includes("\t"))) return;
  event.preventDefault();
  lines.forEach((line, down) => {
    line.split("\t").forEach((word, right) => {
      const cell = place.every[place.row + down]?.[place.column + right];
      if (cell) put(cell, word.trim());
    });
  });
}

function put(cell, word) {
  if (cell.matches("select")) {
    const option = [...cell.options].find((each) => each.value === word || each.text === word);
    if (option) cell.value = option.value;
  } else {
    cell.value = word;
  }
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}
