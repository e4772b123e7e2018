// What is selected, filtered out and unfolded, and from that: which things and links are shown. `changed` redraws
// all parts; the address follows the state (address.js).

const OVERVIEW_ABOVE = 300; // a graph with more things than this opens on its hubs and communities
const HUBS = 60;

// The state in which the page opens where the address says nothing else.
function opening() {
  return {
    language: 0, // 0 中文, 1 English
    view: "graph", // a key of VIEWS
    selected: null, // {thing} or {link} or null
    ...noFilters(), // off: what is unchecked, by filter; place, period (two months), community, report: null for all
    path: null, // {to, all}: the way from the selected thing to another, over plans and wishes too or not
    reading: null, // {link, number}: the piece of evidence at which a report is open
    everything: false,
    unfolded: new Set(),
    rows: {}, // by view: which rows, and in which order (rows.js)
    turned: new Set(), // the places that somebody folded or unfolded in their tree
  };
}

const state = opening();
const shown = {
  passing: null, // the things that the filters let pass, the best linked first (`passing`: the number of their links that pass)
  passingLinks: [],
  communities: [], // {community, leader, count}: those of which things pass, where there are too many to show them all
  ground: new Set(), // what is shown while nothing is selected, and the links between
  groundLinks: [],
  focus: null, // {things, links}: what stands out on the ground while something is selected
  things: new Set(), // both
  links: [],
  path: null,
  large: false,
};
const listeners = [];

function onChange(listener) {
  listeners.push(listener);
}

function changed(what) {
  computeShown();
  for (const listener of listeners) listener(what);
}

function allowed(link) {
  return link.held === 0;
}

let applied = null; // the filters by which shown.passing came about

// Only where a filter has changed: counting takes longer than bringing out a thing that was selected.
function applyFilters() {
  const filters = filterAddress();
  if (filters === applied) return;
  applied = filters;
  const set = setFilters();
  for (const link of links) link.held = heldBack(link, set);
  shown.passingLinks = set.length === 0 ? links : links.filter(allowed);
  for (const thing of things) thing.passing = 0;
  for (const { head, tail } of shown.passingLinks) {
    head.passing += 1;
    if (tail !== head) tail.passing += 1;
  }
  const { type, subtype } = state.off;
  const hasLinks = linksAreFiltered() ? ({ passing }) => passing > 0 : () => true;
  const passing = things.filter((thing) => !type.has(thing.type) && !subtype.has(thing.subtype) && hasLinks(thing));
  shown.passing = new Set(passing.sort((a, b) => b.passing - a.passing || a.id - b.id));
  shown.large = shown.passing.size > OVERVIEW_ABOVE;
  shown.communities = shown.large ? passingCommunities() : [];
}

function bestLinked(most) {
  return [...shown.passing].slice(0, most);
}

// On what a large graph opens: its hubs, and of each community the most central thing.
function hubs() {
  return new Set([...bestLinked(HUBS), ...shown.communities.map(({ leader }) => leader)]);
}

function computeShown() {
  applyFilters();
  computeGround();
  shown.path = currentPath();
  shown.focus = focus();
  shown.things = shown.focus === null ? shown.ground : new Set([...shown.ground, ...shown.focus.things]);
  shown.links = shown.focus === null ? shown.groundLinks : [...new Set([...shown.groundLinks, ...shown.focus.links])];
}

let laid = null; // by what the ground came about: the same set stays where it is the same, and its picture with it

function computeGround() {
  const by = [shown.passing, state.everything, ...state.unfolded];
  if (laid !== null && by.length === laid.length && by.every((one, place) => one === laid[place])) return;
  laid = by;
  const all = !shown.large || state.everything;
  shown.ground = all ? shown.passing : hubs();
  if (state.unfolded.size > 0) shown.ground = new Set([...shown.ground, ...[...state.unfolded].flatMap((thing) => [...surroundings(thing).things])]);
  shown.groundLinks = shown.passingLinks.filter(({ head, tail }) => shown.ground.has(head) && shown.ground.has(tail));
}

// A thing with its neighbours, and the links between it and them.
function surroundings(thing) {
  const near = thing.links.filter(allowed);
  return { things: new Set([thing, ...near.map((link) => otherEnd(link, thing))]), links: new Set(near) };
}

// The things and links to bring out while something is selected; null where all are equal.
function focus() {
  if (state.selected === null) return null;
  const { thing, link } = state.selected;
  if (shown.path?.steps) {
    const { steps } = shown.path;
    return { things: new Set([thing, ...steps.map(({ to }) => to)]), links: new Set(steps.flatMap((step) => step.links)) };
  }
  if (link) return { things: new Set([link.head, link.tail]), links: new Set([link]) };
  return surroundings(thing);
}

function hiddenNeighbours(thing, all) {
  let count = 0;
  for (const other of neighbours(thing)) if (!all.has(other)) count += 1;
  return count;
}
