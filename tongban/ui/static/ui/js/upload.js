// Chosen or dropped files go at once, with progress; without script the form has its own button.
function enliven(root) {
  for (const form of root.querySelectorAll("[data-upload] form.tb-choose")) form.classList.add("is-live");
}

enliven(document);

document.addEventListener("change", (event) => {
  const card = event.target.closest("[data-upload]");
  if (card && event.target.matches("form.tb-choose input[type=file]")) send(card);
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const card = event.target.closest?.("[data-upload]");
    if (!card) return;
    event.preventDefault();
    card.classList.toggle("is-over", kind === "dragover");
    if (kind !== "drop") return;
    card.querySelector("form.tb-choose input").files = event.dataTransfer.files;
    send(card);
  });
}

function send(card) {
  const form = card.querySelector("form.tb-choose");
  const bar = card.querySelector("progress");
  if (!form.querySelector("input[type=file]").files.length || form.ariaBusy) return;
  form.ariaBusy = "true";
  bar.hidden = false;
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
  });
  request.addEventListener("load", () => show(request, card.id) || location.reload());
  request.addEventListener("error", () => form.submit());
  request.open("POST", form.action);
  request.send(new FormData(form));
}

// The answer is the page with the new state, or with what is wrong: its main part takes the place of ours.
function show(request, id) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.getElementById(id) && page.getElementById("main");
  if (!main) return false;
  document.getElementById("main").replaceWith(main);
  document.title = page.title;
  enliven(main);
  const summary = main.querySelector("[data-focus]");
  (summary ?? main.querySelector(`[id="${id}"] input[type=file]`))?.focus({ preventScroll: !summary });
  return true;
}

// A file input marked data-sends hands its whole form in by the button of that id, as soon as a file is chosen.
for (const input of document.querySelectorAll("input[type=file][data-sends]")) {
  input.addEventListener("change", () => input.files.length && input.form.requestSubmit(document.getElementById(input.dataset.sends)));
}
