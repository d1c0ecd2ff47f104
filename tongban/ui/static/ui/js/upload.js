// A chosen file goes at once, with progress; without script the form has its own button.
for (const card of document.querySelectorAll("[data-upload]")) {
  const form = card.querySelector("form.tb-choose");
  const input = form?.querySelector("input[type=file]");
  if (!input) continue;
  form.classList.add("is-live");
  input.addEventListener("change", () => input.files.length && send(form, card));
  card.addEventListener("dragover", (event) => {
    event.preventDefault();
    card.classList.add("is-over");
  });
  card.addEventListener("dragleave", () => card.classList.remove("is-over"));
  card.addEventListener("drop", (event) => {
    event.preventDefault();
    card.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    if (input.files.length) send(form, card);
  });
}

function send(form, card) {
  const bar = card.querySelector("progress");
  const request = new XMLHttpRequest();
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
  });
  // The answer of the form is a redirect to the page with the new state, or the page that says what is wrong.
  request.addEventListener("load", () => {
    const here = request.responseURL.split("#")[0] === location.href.split("#")[0];
    if (request.status < 400) return here ? location.reload() : location.assign(request.responseURL);
    form.submit();
  });
  request.addEventListener("error", () => form.submit());
  request.open("POST", form.action);
  request.send(new FormData(form));
}
