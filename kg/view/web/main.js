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
  frame(shown.things);
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
  } else if (event.key === "Escape" && !reader.open) select(null);
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
  onChange(translateTemplate);
  onChange(showTools);
  onChange(showFilters);
  onChange(showPanel);
  onChange((what) => what === "selection" && announce());
  onChange(() => redraw());
  onChange((what) => (what === "selection" || what === "path") && follow());
  onChange(showReader);
  startViews();

  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("fit").addEventListener("click", () => frame(shown.things));
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

  frame(shown.things);
  readAddress();
}

start();

// For tests and scripts: where a thing or link stands in the window, by its key.
window.explorer = {
  where(key) {
    const { thing, link } = byKey.get(key);
    const [x, y] = thing ? view.toScreen(thing.x, thing.y) : view.toScreen(...pointOn(curve(link), 0.5));
    const box = container.getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  },
  shown: () => ({ things: [...shown.things].map((t) => t.key), links: shown.links.map((l) => l.key) }),
  focus: () => (shown.focus === null ? [] : [...shown.focus.things].map((thing) => thing.key)),
  labels: () => view.labels.map(({ owner, box }) => ({ key: owner.key, box })),
};
