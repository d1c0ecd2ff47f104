// Forms as one fills them in: conditions, computed values, and what is wrong with a value, said on leaving it.
// The server decides all three again (core/forms); tests/core/form_vectors.json holds both to the same table.

const LARGEST = 1e15;
const USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY";

export const checks = {
  id_number(text) {
    if (!/^[0-9]{17}[0-9X]$/.test(text) || day(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`) === null) return false;
    const total = [...text.slice(0, 17)].reduce((sum, digit, i) => sum + Number(digit) * (2 ** (17 - i) % 11), 0);
    return "10X98765432"[total % 11] === text[17];
  },
  credit_code(text) {
    if (text.length !== 18 || [...text].some((one) => !USCC.includes(one))) return false;
    let weight = 1;
    let total = 0;
    for (const one of text.slice(0, 17)) {
      total += USCC.indexOf(one) * weight;
      weight = (weight * 3) % 31;
    }
    return USCC[(31 - (total % 31)) % 31] === text[17];
  },
  phone: (text) => /^1[3-9][0-9]{9}$/.test(text),
};

const numbers = {
  sum: (a, b) => a + b,
  total: (a, b) => a + b,
  product: (a, b) => a * b,
  difference: (a, b) => a - b,
  quotient: (a, b) => (b ? a / b : NaN),
};

const dates = {
  days_between: (a, b) => Math.round((b - a) / 86400000),
  years_between: (a, b) => b.getUTCFullYear() - a.getUTCFullYear() - (monthDay(b) < monthDay(a) ? 1 : 0),
};

function monthDay(date) {
  return date.getUTCMonth() * 100 + date.getUTCDate();
}

function day(text) {
  const parts = typeof text === "string" && /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!parts || parts[1] === "0000") return null;
  const made = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== text ? null : made;
}

function number(value) {
  return typeof value === "number" && Math.abs(value) < LARGEST ? value : null;
}

// rule: {op, of, digits}; valueOf(name) gives a field's value, a group's rows, or undefined where there is no such field.
export function computed(rule, valueOf) {
  const given = rule.of.map((one) => operand(one, rule.op, valueOf));
  if (rule.op === "join") {
    const some = rule.of.some((one) => typeof one === "string" && valueOf(one));
    return some ? given.filter((one) => typeof one === "string").join("") : null;
  }
  return rounded(reckoned(rule.op, given), rule.digits ?? 6);
}

function operand(one, op, valueOf) {
  if (typeof one !== "string") return one;
  if (op === "total") {
    const [rows, key] = one.split(".");
    return (valueOf(rows) ?? []).map((row) => row[key] ?? null);
  }
  const value = valueOf(one);
  return value === undefined ? one : value;
}

function reckoned(op, given) {
  if (op === "count") return Array.isArray(given[0]) ? given[0].length : 0;
  if (op in dates) {
    const days = given.map(day).filter((one) => one !== null);
    return days.length === 2 ? dates[op](...days) : null;
  }
  const operands = op === "total" ? given[0] : given;
  const known = operands.map(number).filter((one) => one !== null);
  const whole = op === "sum" || op === "total" || known.length === operands.length;
  return known.length && whole ? known.reduce(numbers[op]) : null;
}

function rounded(value, digits) {
  if (value === null || !Number.isFinite(value) || Math.abs(value) >= LARGEST) return null;
  return Math.floor(value * 10 ** digits + 0.5) / 10 ** digits + 0;
}

// when: {name: [words]}; wordsOf(name) gives the words that stand in a field.
export function holds(when, wordsOf) {
  return Object.entries(when).every(([name, wanted]) => wordsOf(name).some((word) => wanted.includes(word)));
}

// ---- the page

function controls(place) {
  return [...place.querySelectorAll("input, select, textarea")].filter((one) => one.name && one.closest("[data-field]") === place);
}

function words(place) {
  if (!place || place.hidden) return [];
  const named = controls(place).filter((one) => (/^(radio|checkbox)$/.test(one.type) ? one.checked : true));
  return named.map((one) => one.value.trim()).filter((one) => one !== "");
}

function value(place) {
  if (place.hidden) return null;
  const kind = place.dataset.kind;
  if (kind === "rows") return [...place.querySelectorAll("[data-row]")].map(row);
  if (kind === "multi") return words(place);
  const text = words(place).at(-1) ?? "";
  if (text === "") return null;
  if (kind !== "money" && kind !== "number") return text;
  const plain = text.replace(/[,，]/g, "");
  if (!/^-?[0-9]{1,12}([.][0-9]{1,6})?$/.test(plain)) return null;
  return kind === "money" ? Math.floor(Number(plain) * 100 + 0.5) : Number(plain);
}

function row(set) {
  const places = [...set.querySelectorAll("[data-field]")];
  return Object.fromEntries(places.map((one) => [one.dataset.field.split(".").at(-1), value(one)]));
}

// A name means a field of the same row before one of the whole form.
function named(form, place, name) {
  const path = place.dataset.field.split(".").slice(0, -1);
  const near = path.length && form.querySelector(`[data-field="${[...path, name].join(".")}"]`);
  return near || form.querySelector(`[data-field="${name}"]`);
}

function shown(place, found) {
  if (found === null) return "";
  if (place.dataset.kind !== "money") return String(found);
  return found % 100 ? (found / 100).toFixed(2) : String(found / 100);
}

function settle(form) {
  for (let round = 0; round < 5; round += 1) {
    let moved = false;
    for (const place of form.querySelectorAll("[data-when]")) {
      const hidden = !holds(JSON.parse(place.dataset.when), (name) => words(named(form, place, name)));
      moved ||= hidden !== place.hidden;
      place.hidden = hidden;
    }
    for (const place of form.querySelectorAll("[data-compute]")) {
      const valueOf = (name) => {
        const other = named(form, place, name);
        return other ? value(other) : undefined;
      };
      const control = controls(place)[0];
      const says = shown(place, computed(JSON.parse(place.dataset.compute), valueOf));
      moved ||= control.value !== says;
      control.value = says;
    }
    if (!moved) return;
  }
}

function fault(place) {
  const own = controls(place).filter((one) => !one.readOnly);
  const text = words(place).at(-1) ?? "";
  if (!own.length || own.every((one) => "defaultValue" in one && one.value !== "" && one.value === one.defaultValue)) return null;
  if (text === "") return place.dataset.missing ?? "";
  const right = checks[place.dataset.check];
  const tidy = place.dataset.check === "phone" ? text : text.replace(/ /g, "").toUpperCase();
  return right && !right(tidy) ? place.dataset.wrong : "";
}

function say(place, sentence) {
  const box = place.querySelector(".tb-field");
  const control = controls(place)[0];
  place.querySelector(".tb-field-error")?.remove();
  box.classList.toggle("has-error", Boolean(sentence));
  control.toggleAttribute("aria-invalid", Boolean(sentence));
  control.classList.toggle("is-invalid", Boolean(sentence));
  if (!sentence) return;
  const told = document.createElement("p");
  told.className = "tb-field-error";
  told.id = `f-${place.dataset.field}-error`;
  told.textContent = sentence;
  control.setAttribute("aria-describedby", told.id);
  control.before(told);
}

document.addEventListener("input", (event) => event.target.form && settle(event.target.form));
document.addEventListener("change", (event) => event.target.form && settle(event.target.form));
document.addEventListener("htmx:afterSwap", (event) => settle(event.target.closest("form") ?? document));
document.addEventListener("focusout", (event) => {
  const place = event.target.closest("[data-field]");
  if (!place || event.target.matches("button, [type=radio], [type=checkbox], [type=hidden], select")) return;
  const sentence = fault(place);
  if (sentence !== null) say(place, sentence);
});
for (const form of document.forms) settle(form);
