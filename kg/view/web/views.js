// The views beside the graph, as tabs. Each is a function (in a file of its own) that gives the nodes to show for the
// state as it is; all speak of the links that pass the filters, and of all things, not only of those drawn.

const VIEWS = {
  graph: () => [],
  things: thingsTable,
  statements: statementsTable,
  board: boardView,
  ledger: ledgerView,
  timeline: timelineView,
  places: placesView,
};
const viewBox = document.getElementById("view");
const tabs = document.getElementById("tabs");

function startViews() {
  const names = Object.keys(VIEWS);
  tabs.append(
    ...names.map((name) =>
      make("button", {
        type: "button", role: "tab", id: "tab-" + name, "data-word": "view_" + name,
        "aria-controls": name === "graph" ? "graph" : "view", onclick: () => go({ view: name }, "view"),
      }),
    ),
  );
  // Tabs as ARIA wants them: one stop of the Tab key, arrows go from one to the next.
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = { Home: 0, End: names.length - 1 }[event.key] ?? (step && (names.indexOf(state.view) + step + names.length) % names.length);
    if (to === undefined) return;
    event.preventDefault();
    go({ view: names[to] }, "view");
    document.getElementById("tab-" + names[to]).focus();
  });
  onChange(showView);
}

function showView(what) {
  for (const tab of tabs.children) {
    const chosen = tab.id === "tab-" + state.view;
    tab.textContent = word(tab.dataset.word);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  const isGraph = state.view === "graph";
  viewBox.hidden = isGraph;
  document.body.classList.toggle("wide", !isGraph && state.selected === null);
  for (const part of [container, document.querySelector(".tools")]) part.inert = !isGraph;
  viewBox.setAttribute("aria-labelledby", "tab-" + state.view);
  if (what === "reading") return;
  const focused = viewBox.contains(document.activeElement) ? document.activeElement.id : "";
  const top = viewBox.scrollTop;
  viewBox.replaceChildren(...VIEWS[state.view]());
  viewBox.scrollTop = what === "view" ? 0 : top;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function nothing() {
  return make("p", { class: "note" }, word("nothing"));
}
