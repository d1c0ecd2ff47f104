// A form marked data-once is sent once: a second press while it is on its way does nothing.
const sent = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once], form[method=post]:not([data-again])")) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  form.setAttribute("aria-busy", "true");
});

// The page shown again from the back button, or htmx has had its answer.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) release(form);
});
document.addEventListener("htmx:afterRequest", (event) => release(event.target.closest("form")));

function release(form) {
  if (!form) return;
  sent.delete(form);
  form.removeAttribute("aria-busy");
}
