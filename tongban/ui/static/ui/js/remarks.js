// What the answer to an autosave says of each element is put beside it; nothing that has the focus is touched.
const ICONS = { bad: "alert-circle", warn: "alert-triangle", watch: "eye", waived: "shield-check" };

for (const form of document.querySelectorAll("form[data-remarks]")) {
  form.addEventListener("autosaved", async (event) => {
    const answer = event.detail;
    if (!answer.headers.get("content-type")?.startsWith("application/json")) return;
    const { remarks, parts } = await answer.json();
    show(form, remarks);
    count(parts);
  });
}

function show(form, remarks) {
  for (const old of form.querySelectorAll("[data-remark]")) old.remove();
  for (const marked of form.querySelectorAll("[aria-invalid]")) {
    marked.removeAttribute("aria-invalid");
    marked.classList.remove("is-invalid");
  }
  for (const marked of form.querySelectorAll(".has-error")) marked.classList.remove("has-error");
  for (const remark of remarks) place(form, remark);
}

function place(form, { element, kind, sentence }) {
  const input = nearest(form, element);
  if (!input) return;
  const control = input.matches("input, select, textarea");
  const box = control ? input.closest(".tb-field") : input;
  const line = note(form, kind, sentence);
  const head = box.querySelector(":scope > .form-label, :scope > legend, :scope > h3, :scope > summary");
  if (head) head.after(line);
  else box.prepend(line);
  if (kind !== "bad") return;
  box.classList.add("has-error");
  if (control) {
    input.setAttribute("aria-invalid", "true");
    input.classList.add("is-invalid");
  }
}

// papers.2.note, or where there is no such field, papers.2, or papers.
function nearest(form, element) {
  for (let path = element; path; path = path.slice(0, Math.max(0, path.lastIndexOf(".")))) {
    const found = document.getElementById(`f-${path}`);
    if (found && form.contains(found)) return found;
  }
  return null;
}

function note(form, kind, sentence) {
  const line = document.createElement("p");
  line.className = kind === "bad" ? "tb-field-error" : `tb-remark is-${kind}`;
  line.dataset.remark = kind;
  const icon = document.createElement("i");
  icon.className = `ti ti-${ICONS[kind]}`;
  icon.setAttribute("aria-hidden", "true");
  const words = kind === "bad" ? sentence : `${form.dataset[kind]}：${sentence}`;
  line.append(icon, words);
  return line;
}

function count(parts) {
  for (const tag of document.querySelectorAll("[data-faults-of]")) {
    const size = parts[tag.dataset.faultsOf] ?? 0;
    tag.textContent = tag.dataset.words.replace("{n}", size);
    tag.hidden = !size;
  }
}
