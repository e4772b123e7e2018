// Search boxes: comboboxes whose list of things fills while one types.

const MOST = 12;

// `choose(thing)` is called with what is chosen; the box is then empty again.
function searchBox(field, list, choose) {
  let found = [];
  let active = -1;

  function show() {
    const all = find(field.value);
    found = all.slice(0, MOST);
    active = found.length > 0 ? 0 : -1;
    const asked = folded(field.value) !== "";
    list.replaceChildren(...found.map(row));
    if (asked && found.length === 0) list.append(make("li", { class: "note", role: "presentation" }, word("no_result")));
    open(asked);
    if (asked) say(word("results_count", { n: all.length }));
    mark();
  }

  function row({ thing, name }, place) {
    return make(
      "li",
      { id: `${list.id}-${place}`, role: "option", onmousedown: (event) => take(event, place) },
      symbol(thing.type),
      nameOf(thing),
      name === thing.label ? null : make("bdi", { class: "alias" }, name),
      make("span", { class: "count" }, term("type", thing.type)),
    );
  }

  function open(wanted) {
    list.hidden = !wanted;
    field.setAttribute("aria-expanded", String(wanted));
  }

  function mark() {
    [...list.querySelectorAll("[role=option]")].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === active));
      if (place === active) option.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0 && !list.hidden) field.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function take(event, place) {
    event.preventDefault();
    const { thing } = found[place];
    field.value = "";
    open(false);
    mark();
    choose(thing);
  }

  function key(event) {
    if (event.isComposing) return; // Enter and arrows belong to the input method while 拼音 is being typed
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (found.length === 0) return;
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      open(true);
      mark();
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) take(event, active);
    else if (event.key === "Escape") {
      field.value = "";
      open(false);
      field.blur();
      event.stopPropagation();
    }
  }

  field.addEventListener("input", show);
  field.addEventListener("focus", () => field.value !== "" && show());
  field.addEventListener("blur", () => open(false));
  field.addEventListener("keydown", key);
}

const field = document.getElementById("search");

function startSearch() {
  searchBox(field, document.getElementById("results"), (thing) => {
    if (!select({ thing })) follow();
    panel.focus({ preventScroll: true });
  });
}
