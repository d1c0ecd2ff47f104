// The diagram of a flow: pointer and keys press the same buttons as the table, and the server draws it anew.
const NAMES = "input[name$='.name']";
const form = () => document.getElementById("stages-table");
const charts = () => [...document.querySelectorAll("svg[data-stages]")];
const chart = () => charts().find((one) => one.getClientRects().length);
const boxes = () => [...(chart()?.querySelectorAll("[data-stage]") ?? [])];
const box = (key) => boxes().find((one) => one.dataset.stage === key);
const row = (key) => [...document.querySelectorAll("[data-row]")].find((one) => one.dataset.row === key);
const may = () => form() && !form().querySelector("fieldset:disabled");
let linking = "";

function enliven() {
  if (!may()) return;
  for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
  for (const one of charts()) one.classList.add("is-live");
  for (const one of document.querySelectorAll("details[open] > [data-again]")) htmx.trigger(one, "again");
}

// A wish goes to the server with the whole form; `there` says where the focus comes back to.
async function wish(what, there) {
  const sent = form();
  const from = document.activeElement?.dataset.stage;
  linking = "";
  const options = { source: sent, target: "#stages", swap: "outerHTML", select: "#stages", values: { do: what } };
  await htmx.ajax("POST", sent.action, options);
  const look = document.getElementById("stages")?.dataset.look;
  if (there === "chart") (box(look) ?? box(from) ?? boxes()[0])?.focus();
  else if (look) choose(look);
  else document.getElementById("f-flow").scrollIntoView({ block: "nearest" });
}

function choose(key) {
  for (const one of document.querySelectorAll("[data-row]")) one.classList.toggle("is-selected", one.dataset.row === key);
  const name = row(key)?.querySelector(NAMES);
  row(key)?.scrollIntoView({ block: "center" });
  name?.focus({ preventScroll: true });
  name?.select();
}

// What could not be saved by script is sent as the form itself, so that the page says why.
document.addEventListener("htmx:responseError", (event) => {
  const sent = event.target.closest("#stages-table");
  if (!sent) return;
  const what = event.detail.requestConfig.parameters.get?.("do");
  if (!what) return lost();
  const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: what });
  sent.append(kept);
  sent.submit();
});
document.addEventListener("htmx:sendError", (event) => event.target.closest("#stages-table") && lost());

function lost() {
  form().querySelector("[data-lost]").hidden = false;
}

document.addEventListener("htmx:afterSettle", enliven);
enliven();

document.addEventListener("submit", (event) => {
  const what = event.submitter?.value;
  if (event.target !== form() || !may() || ["save", "next", undefined].includes(what)) return;
  event.preventDefault();
  wish(what, "table");
});

// Keys, on a box that has the focus.
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function beyond(from, [across, down]) {
  const at = (one) => {
    const edges = one.getBoundingClientRect();
    return [edges.x + edges.width / 2, edges.y + edges.height / 2];
  };
  const [x, y] = at(from);
  const near = boxes()
    .map((one) => [one, at(one)])
    .map(([one, [a, b]]) => [one, (a - x) * across + (b - y) * down, Math.abs((a - x) * down) + Math.abs((b - y) * across)])
    .filter(([one, along]) => one !== from && along > 1)
    .sort((one, other) => one[1] + 2 * one[2] - other[1] - 2 * other[2]);
  return near[0]?.[0];
}

document.addEventListener("keydown", (event) => {
  const from = event.target.closest?.("svg[data-stages] [data-stage]");
  if (!from || event.altKey || event.repeat) return;
  const key = from.dataset.stage;
  const done = () => {
    event.preventDefault();
    event.stopPropagation();
  };
  if (STEPS[event.key]) {
    done();
    return beyond(from, STEPS[event.key])?.focus();
  }
  if (!may()) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "z") return;
    done();
    return wish("undo", "chart");
  }
  const asked = { a: `after:${key}`, p: `beside:${key}`, Delete: `drop:${key}`, Backspace: `drop:${key}` };
  const what = asked[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (what) {
    done();
    wish(what, "chart");
  } else if (event.key.toLowerCase() === "l") {
    done();
    pick(key);
  } else if (event.key === "Escape") pick("");
  else if (event.key === "Enter" && linking) {
    done();
    if (linking !== key) wish(`link:${linking}>${key}`, "chart");
    pick("");
  }
});

function pick(key) {
  linking = key;
  for (const one of boxes()) one.classList.toggle("is-picked", one.dataset.stage === key);
  for (const one of document.querySelectorAll("[data-linking]")) one.hidden = !key;
}

// The pointer: a click opens the row, a drag links, a click on a line takes it away.
document.addEventListener("click", (event) => {
  const clicked = event.target.closest?.("svg[data-stages] [data-stage]");
  const line = event.target.closest?.("svg[data-stages] .edge[data-from]");
  if (clicked) {
    event.preventDefault();
    choose(clicked.dataset.stage);
  } else if (line && may()) wish(`unlink:${line.dataset.from}>${line.dataset.to}`, "chart");
});
document.addEventListener("dragstart", (event) => event.target.closest?.("svg[data-stages]") && event.preventDefault());

document.addEventListener("pointerdown", (event) => {
  const from = event.target.closest?.("svg[data-stages] [data-stage]");
  if (!from || !may() || event.button || event.pointerType === "touch") return;
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const matrix = chart().getScreenCTM().inverse();
  const at = (moved) => new DOMPoint(moved.clientX, moved.clientY).matrixTransform(matrix);
  const begun = at(event);
  drawn.classList.add("drawn");
  const ended = new AbortController();
  const follow = (moved) => {
    const here = at(moved);
    if (!drawn.isConnected && Math.hypot(here.x - begun.x, here.y - begun.y) > 8) chart().append(drawn);
    drawn.setAttribute("d", `M${begun.x} ${begun.y}L${here.x} ${here.y}`);
  };
  const drop = (last) => {
    ended.abort();
    if (!drawn.isConnected) return;
    drawn.remove();
    const onto = document.elementFromPoint(last.clientX, last.clientY)?.closest("svg[data-stages] [data-stage]");
    if (onto && onto !== from) wish(`link:${from.dataset.stage}>${onto.dataset.stage}`, "chart");
  };
  document.addEventListener("pointermove", follow, { signal: ended.signal });
  document.addEventListener("pointerup", drop, { signal: ended.signal });
  document.addEventListener("pointercancel", () => (ended.abort(), drawn.remove()), { signal: ended.signal });
});

// A fold lies over the rows below it: it closes by Escape, and when one goes elsewhere.
const folds = () => document.querySelectorAll("details[name=stages-fold][open]");
document.addEventListener("pointerdown", (event) => {
  for (const fold of folds()) if (!fold.contains(event.target)) fold.open = false;
});
document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && event.target.closest?.("details[name=stages-fold][open]");
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
});
