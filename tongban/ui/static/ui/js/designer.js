// The designer of forms: each button sends the whole form, and the server draws the page anew around the focus.
const form = () => document.getElementById("designer-form");
const may = () => form() && !form().querySelector("fieldset.tb-all:disabled");
const entries = () => [...document.querySelectorAll("[data-entry]")];

function enliven() {
  for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = !entries().length;
  followKey();
  const frame = document.querySelector("#designer-view iframe");
  const { preview } = document.getElementById("designer-list")?.dataset ?? {};
  if (frame && preview && frame.getAttribute("src") !== preview) frame.setAttribute("src", preview);
}

// While one types a title the server makes the key; the field shows it, unless it is being written itself.
function followKey() {
  const now = document.querySelector("[data-key-now]")?.dataset.keyNow;
  const [shown, was] = ["p.key", "p.key_was"].map((name) => form()?.elements[name]);
  if (!now || !shown || shown === document.activeElement || shown.value !== was.value) return;
  shown.value = now;
  was.value = now;
}

async function wish(what) {
  const sent = form();
  const open = [...sent.querySelectorAll("details[id][open]")].map((one) => one.id);
  const from = document.activeElement?.id;
  const options = { source: sent, target: "#designer", swap: "outerHTML", select: "#designer", values: { do: what } };
  await htmx.ajax("POST", sent.action, options);
  const asked = document.getElementById("designer")?.dataset.focusOn;
  if (["save", "undo"].includes(what)) for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const there = [asked, from].map((id) => id && document.getElementById(id)).find((one) => one && !one.disabled);
  const entry = document.querySelector("[data-entry][aria-current]");
  (there ?? entry)?.focus({ preventScroll: true });
  (there ?? entry)?.scrollIntoView({ block: "nearest" });
  if (there?.matches("input[type=text], input:not([type])") && asked) there.select();
}

document.addEventListener("submit", (event) => {
  const what = event.submitter?.value;
  if (event.target !== form() || !may() || ["next", undefined].includes(what)) return;
  event.preventDefault();
  wish(what);
});

document.addEventListener("change", (event) => {
  if (!may() || !event.target.closest("#designer-form") || !event.target.matches("[data-redraw]")) return;
  event.stopPropagation();
  wish("save");
}, true);

// What could not be saved by script is sent as the form itself, so that the page says why.
document.addEventListener("htmx:responseError", (event) => {
  const sent = event.target.closest("#designer-form");
  if (!sent) return;
  const what = event.detail.requestConfig.parameters.get?.("do");
  if (!what) return lost();
  sent.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: what }));
  sent.submit();
});
document.addEventListener("htmx:sendError", (event) => event.target.closest("#designer-form") && lost());

function lost() {
  form().querySelector("[data-lost]").hidden = false;
}

document.addEventListener("keydown", (event) => {
  const undoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
  const from = event.target.closest?.("[data-entry]");
  if (!from || !may()) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step && !undoing) return;
  event.preventDefault();
  if (undoing) return wish("undo");
  if (event.altKey) return move(from.dataset.entry, step);
  entries()[entries().indexOf(from) + step]?.focus();
});

async function move(path, step) {
  await wish(`${step < 0 ? "up" : "down"}:${path}`);
  document.getElementById(`e-${path}`)?.focus();
}

document.addEventListener("htmx:afterSettle", enliven);
enliven();
