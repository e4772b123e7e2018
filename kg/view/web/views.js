// The views beside the graph, as tabs. Each but the graph is a function (in a file of its own) that gives the nodes to show for the
// state as it is; all speak of the links that pass the filters, and of all things, not only of those drawn.

const VIEWS = {
  graph: null, // stands behind the others
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
  if (isGraph || what === "reading" || what === "rows") return;
  const focused = viewBox.contains(document.activeElement) ? document.activeElement.id : "";
  const top = viewBox.scrollTop;
  viewBox.replaceChildren(...VIEWS[state.view]());
  viewBox.scrollTop = what === "view" ? 0 : top;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function nothing() {
  return make("p", { class: "note" }, word("nothing"));
}

// On paper the graph is a picture with its statements below it, as far as a reader will read them.
const MOST_ON_PAPER = 300;

function showOnPaper() {
  if (state.view !== "graph") return;
  const all = shown.focus === null ? shown.links : [...shown.focus.links];
  const item = (link) => {
    const says = [link.role, link.time, link.modality === "actual" ? null : term("modality", link.modality)].filter(Boolean);
    return make("li", {}, nameOf(link.head), ` — ${term("relation", link.relation)} — `, nameOf(link.tail), says.length ? `（${says.join("，")}）` : "");
  };
  const left = all.length - MOST_ON_PAPER;
  viewBox.replaceChildren(
    paperPicture(),
    make("h2", {}, word("on_paper", { n: all.length })),
    make("ul", {}, ...all.slice(0, MOST_ON_PAPER).map(item)),
    left > 0 ? make("p", { class: "note" }, word("not_on_paper", { n: left })) : "",
  );
  viewBox.hidden = false;
}
