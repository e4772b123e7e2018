// Starts the parts and joins them: a change of state redraws all of them.

const extent = document.getElementById("extent");

function showTools() {
  const counts = { n: shown.things.size, all: things.length };
  document.getElementById("shown").textContent = word("shown_count", counts);
  extent.hidden = !shown.large;
  extent.textContent = state.everything ? word("show_hubs") : word("show_all");
}

function toggleUnfolded(thing) {
  const unfolded = new Set(state.unfolded);
  if (!unfolded.delete(thing)) unfolded.add(thing);
  go({ unfolded }, "extent");
}

function toggleExtent() {
  go({ everything: !state.everything, unfolded: new Set() }, "extent");
  frame(allShown());
}

// A selection by search, link or address moves the camera to it; a click on the graph leaves the graph where it is.
function follow() {
  if (state.selected !== null && !view.still) frame(shown.focus.things, 1.1);
}

function pageKey(event) {
  const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
  if (event.key === "/" && !typing) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "Escape" && !reader.open && !select(null) && state.community !== null) openCommunity(null);
}

function recolour() {
  readTheme();
  redraw();
}

function start() {
  readTheme();
  computeShown();
  startCanvas();
  startReader();
  startSearch();
  foldFilters();
  onChange(showPanel); // first: it scrolls up, for which all that was changed before would have to be laid out
  onChange(translateTemplate);
  onChange(showTools);
  onChange((what) => what === "selection" && announce());
  onChange(redrawState);
  onChange((what) => (what === "selection" || what === "path") && follow());
  onChange(showReader);
  startViews();

  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("fit").addEventListener("click", () => frame(allShown()));
  document.getElementById("language").addEventListener("click", () => go({ language: 1 - state.language }, "language"));
  extent.addEventListener("click", toggleExtent);
  document.addEventListener("keydown", pageKey);
  addEventListener("hashchange", readAddress);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  document.fonts.ready.then(() => redraw());

  // Paper is white: print in the light colours, with legend and sentences unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("printing");
    readTheme();
    showOnPaper();
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("printing");
    for (const details of folded) details.open = false;
    showView("print");
    recolour();
  });

  readAddress();
  afterFrame(() => {
    onChange(showFilters); // their counts take long where the graph is large
    showFilters();
  });
}

start();

// For tests and scripts: where a thing or link stands in the window, by its key; a community has that of its most
// central thing.
window.explorer = {
  where(key) {
    const { thing, link } = byKey(key);
    const [x, y] = thing ? view.toScreen(thing.x, thing.y) : view.toScreen(...pointOn(curve(link), 0.5));
    const box = container.getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  },
  shown: () => ({ things: [...shown.things].map((t) => t.key), links: shown.links.map((l) => l.key) }),
  communities: () => shown.communities.map(({ community: { x, y, radius, members }, count }) => ({ key: members[0].key, at: view.toScreen(x, y), radius: radius * view.scale, count })),
  focus: () => (shown.focus === null ? [] : [...shown.focus.things].map((thing) => thing.key)),
  labels: () => namesInSight().map(({ owner, box }) => ({ key: owner.key ?? owner.members[0].key, box })),
};
