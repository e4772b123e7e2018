// The legend, which is also the filter: symbols of types, lines of modalities, relations, each with its count.

const groups = document.getElementById("filter-groups");

// On a narrow screen the legend starts folded.
function foldFilters() {
  document.getElementById("filters").open = !matchMedia("(max-width: 1100px)").matches;
}

function showFilters() {
  const focused = document.activeElement?.id;
  groups.replaceChildren(
    filterGroup("type", word("types"), types, things, (thing) => thing.type, symbol),
    filterGroup("modality", word("modalities"), modalities, links, (link) => link.modality, line),
    filterGroup("relation", word("relations"), relations, links, (link) => link.relation, () => null),
    make("button", { type: "button", id: "reset", onclick: resetFilters, disabled: !anyFilter() }, word("reset")),
  );
  if (focused) document.getElementById(focused)?.focus();
}

function filterGroup(kind, title, keys, rows, keyOf, picture) {
  const counts = new Map();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) || 0) + 1);
  const box = make("fieldset", { class: "by-" + kind }, make("legend", {}, title));
  for (const key of keys.filter((key) => counts.has(key))) {
    const toggle = (event) => {
      if (event.target.checked) state.off[kind].delete(key);
      else state.off[kind].add(key);
      changed("filters");
    };
    const check = make("input", {
      type: "checkbox",
      id: `${kind}-${key}`,
      checked: !state.off[kind].has(key),
      onchange: toggle,
    });
    const count = make("span", { class: "count" }, String(counts.get(key)));
    box.append(make("label", {}, check, picture(key), make("span", {}, term(kind, key)), count));
  }
  return box;
}

function anyFilter() {
  return Object.values(state.off).some((set) => set.size > 0);
}

function resetFilters() {
  for (const set of Object.values(state.off)) set.clear();
  changed("filters");
}
