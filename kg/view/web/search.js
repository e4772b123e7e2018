// The search box: a combobox whose list fills while one types (汉字, any alias, a code).

const field = document.getElementById("search");
const results = document.getElementById("results");
const MOST = 12;
let found = [];
let active = -1;

const index = things.map((thing) => ({
  thing,
  forms: [...new Set([thing.label, ...thing.names, thing.code || ""].map(folded).filter((form) => form !== ""))],
}));

// 0 equal, 1 begins so, 2 holds it, 3 all words of the question are there; null: not found.
function match(forms, question, parts) {
  let best = null;
  for (const form of forms) {
    const place = form.indexOf(question);
    const grade = form === question ? 0 : place === 0 ? 1 : place > 0 ? 2 : null;
    if (grade !== null && (best === null || grade < best)) best = grade;
  }
  if (best === null && parts.length > 1 && parts.every((part) => forms.some((form) => form.includes(part)))) best = 3;
  return best;
}

function find(text) {
  const question = folded(text);
  const parts = text.split(/\s+/).map(folded).filter((part) => part !== "");
  if (question === "") return [];
  const hits = [];
  for (const { thing, forms } of index) {
    const grade = match(forms, question, parts);
    if (grade !== null) hits.push({ thing, grade });
  }
  hits.sort((a, b) => a.grade - b.grade || b.thing.degree - a.thing.degree || a.thing.id - b.thing.id);
  return hits.map((hit) => hit.thing);
}

function showResults() {
  const all = find(field.value);
  found = all.slice(0, MOST);
  active = found.length > 0 ? 0 : -1;
  const asked = folded(field.value) !== "";
  results.replaceChildren(
    ...found.map((thing, place) => {
      const via = thing.names.find((name) => name !== thing.label && folded(name).includes(folded(field.value)));
      const alias = via === undefined || folded(thing.label).includes(folded(field.value)) ? null : via;
      return make(
        "li",
        { id: "result-" + place, role: "option", onmousedown: (event) => choose(event, place) },
        symbol(thing.type),
        nameOf(thing),
        alias === null ? null : make("bdi", { class: "alias" }, alias),
        make("span", { class: "count" }, term("type", thing.type)),
      );
    }),
  );
  if (asked && found.length === 0) results.append(make("li", { class: "note", role: "presentation" }, word("no_result")));
  openResults(asked);
  if (asked) document.getElementById("announcement").textContent = word("results_count", { n: all.length });
  markActive();
}

function openResults(open) {
  results.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
}

function markActive() {
  [...results.querySelectorAll("[role=option]")].forEach((row, place) => {
    row.setAttribute("aria-selected", String(place === active));
    if (place === active) row.scrollIntoView({ block: "nearest" });
  });
  if (active >= 0 && !results.hidden) field.setAttribute("aria-activedescendant", "result-" + active);
  else field.removeAttribute("aria-activedescendant");
}

function choose(event, place) {
  event.preventDefault();
  const thing = found[place];
  openResults(false);
  field.value = "";
  if (!select({ thing })) follow();
  panel.focus({ preventScroll: true });
}

function searchKey(event) {
  if (event.isComposing) return; // Enter and arrows belong to the input method while 拼音 is being typed
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (found.length === 0) return;
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    openResults(true);
    markActive();
    event.preventDefault();
  } else if (event.key === "Enter" && active >= 0 && !results.hidden) choose(event, active);
  else if (event.key === "Escape") {
    field.value = "";
    openResults(false);
    field.blur();
    event.stopPropagation();
  }
}

function startSearch() {
  field.addEventListener("input", showResults);
  field.addEventListener("focus", () => field.value !== "" && showResults());
  field.addEventListener("blur", () => openResults(false));
  field.addEventListener("keydown", searchKey);
}
