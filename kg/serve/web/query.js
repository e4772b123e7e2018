// The query page: YASGUI asks this store, completes its terms, and shows the named questions as examples.
"use strict";

const { base, prefixes, properties, classes, examples } = JSON.parse(document.getElementById("data").textContent);

const { Yasqe } = Yasgui;
const offered = {
  prefixes: Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
  property: properties,
  class: classes,
};
for (const [name, terms] of Object.entries(offered)) {
  const completer = { ...Yasqe.Autocompleters[name], get: () => terms };
  Yasqe.registerAutocompleter({ ...completer, bulk: true, autoShow: true, persistenceId: null });
}

// Nothing is kept in the browser: answers name people.
const page = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: `${location.origin}/sparql` },
  copyEndpointOnNewTab: false,
  persistenceId: null,
  yasqe: { value: examples[0].query, persistenceId: null },
  yasr: { prefixes, persistenceId: null },
});

const choice = document.getElementById("examples");
for (const { group, title, query } of examples) {
  if (choice.lastElementChild.label !== group) {
    choice.append(Object.assign(document.createElement("optgroup"), { label: group }));
  }
  choice.lastElementChild.append(new Option(title, query));
}
choice.addEventListener("change", () => {
  if (choice.value !== "") page.getTab().setQuery(choice.value);
});

// The IRIs of the store are names, no addresses: their things have pages here.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".yasr a");
  if (link !== null && link.href.startsWith(base)) link.href = `/${link.href.slice(base.length)}`;
});
