// A form with data-autosave="address" is posted there after a pause in writing; [data-saved] says when.
const PAUSE = 1500;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form), PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => clearTimeout(timer));
}

async function save(form) {
  const says = document.querySelectorAll("[data-saved]");
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "autosave" },
      credentials: "same-origin",
    });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const time = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    for (const place of says) tell(place, place.dataset.saved.replace("{time}", time), false);
    form.dispatchEvent(new CustomEvent("autosaved", { detail: answer }));
  } catch {
    for (const place of says) tell(place, place.dataset.unsaved, true);
  }
}

function tell(place, words, failed) {
  place.querySelector("span").textContent = words;
  place.classList.toggle("is-bad", failed);
  place.hidden = false;
}
