// The legend, which is also the filter: symbols of types, lines of modalities, relations, places, reports, the period.
// The controls are made once for a language and then only told their counts: what one drags must not be made anew.

const groups = document.getElementById("filter-groups");
let refreshers = []; // each takes the counts of facetCounts
let filtersLanguage = null;
let counted = null; // the passing things for which the counts stand there

// On a narrow screen the legend starts folded.
function foldFilters() {
  document.getElementById("filters").open = !matchMedia("(max-width: 1100px)").matches;
}

function showFilters() {
  if (filtersLanguage === state.language && counted === shown.passing) return;
  if (filtersLanguage !== state.language) makeFilters();
  counted = shown.passing;
  const counts = facetCounts();
  for (const refresh of refreshers) refresh(counts);
}

function makeFilters() {
  filtersLanguage = state.language;
  refreshers = [];
  const subtypes = Object.keys(words.subtype);
  const more = make("details", { class: "subtypes" }, make("summary", {}, word("subtypes")));
  more.append(checkGroup("subtype", word("subtypes"), subtypes, () => null));
  const reset = make("button", { type: "button", id: "reset", onclick: () => go(noFilters(), "filters") }, word("reset"));
  refreshers.push(() => (reset.disabled = !isFiltered()));
  groups.replaceChildren(
    checkGroup("type", word("types"), types, symbol),
    more,
    checkGroup("modality", word("modalities"), modalities, line),
    periodGroup(),
    choiceGroup("place", word("place"), word("all_places"), placeChoices()),
    choiceGroup("community", word("community_filter"), word("all_communities"), communityChoices()),
    choiceGroup("report", word("report"), word("all_reports"), reportChoices()),
    checkGroup("relation", word("relations"), relations, () => null),
    reset,
  );
}

// Checkboxes; only values that something in the graph has.
function checkGroup(kind, title, keys, picture) {
  const box = make("fieldset", { class: "by-" + kind }, make("legend", {}, title));
  const occurring = new Set((kind === "type" || kind === "subtype" ? things : links).map((one) => one[kind]));
  for (const key of keys.filter((key) => occurring.has(key))) {
    const toggle = ({ target }) => {
      const keys = new Set(state.off[kind]);
      if (target.checked) keys.delete(key);
      else keys.add(key);
      go({ off: { ...state.off, [kind]: keys } }, "filters");
    };
    const check = make("input", { type: "checkbox", id: `${kind}-${key}`, onchange: toggle });
    const count = make("span", { class: "count" });
    box.append(make("label", {}, check, picture(key), make("span", {}, term(kind, key)), count));
    refreshers.push((counts) => {
      check.checked = !state.off[kind].has(key);
      count.textContent = String(counts[kind].get(key) || 0);
    });
  }
  return box;
}


// A list to choose one value from; `choices` are {value, id, name}.
function choiceGroup(kind, title, all, choices) {
  const byId = new Map(choices.map((choice) => [choice.id, choice.value]));
  const choose = ({ target }) => {
    const value = byId.get(target.value) ?? null;
    if (kind === "community") return openCommunity(value);
    go({ [kind]: value }, "filters");
    frame(allShown()); // what it leaves may stand anywhere
  };
  const list = make("select", { id: kind, onchange: choose });
  refreshers.push((counts) => {
    const options = choices
      .map(({ value, id, name }) => ({ value, id, name, count: counts[kind].get(value) || 0 }))
      .filter(({ value, count }) => count > 0 || value === state[kind])
      .map(({ value, id, name, count }) => make("option", { value: id, selected: value === state[kind] }, `${name} (${count})`));
    list.replaceChildren(make("option", { value: "", selected: state[kind] === null }, all), ...options);
  });
  return make("fieldset", { class: "by-" + kind, hidden: choices.length === 0 }, make("label", { class: "title", for: kind }, title), list);
}

function placeChoices() {
  const choices = [];
  const add = (nodes, depth) => {
    for (const { place, below } of nodes) {
      choices.push({ value: place, id: String(place.id), name: "　".repeat(depth) + shortened(place.mark, 24) });
      add(below, depth + 1);
    }
  };
  add(placeTree(), 0);
  return choices;
}

function communityChoices() {
  return communities.map((community, place) => ({ value: community, id: String(place + 1), name: `${place + 1} ${shortened(nameOfCommunity(community), 40)}` }));
}

function reportChoices() {
  const newestFirst = [...data.reports].sort((a, b) => (b.date || "").localeCompare(a.date || "") || a.id.localeCompare(b.id));
  return newestFirst.map((report) => ({ value: report, id: reportKey(report), name: reportName(report) }));
}

function reportName(report) {
  return [report.date, shortened(readable(report.title || word("untitled")), 40)].filter(Boolean).join(" ");
}
