// The address (#key?…) holds the whole state, so that back, forward and a copied link work: the selection, then what
// differs from the page as it opens, last the camera.

function keyOf({ thing, link }) {
  return (thing || link).key;
}

function reportKey(report) {
  return report.id.split("/").pop();
}

// The address of the state as it is, but for `changes`.
function addressOf(changes = {}) {
  const { language, view, selected, path, reading, off, place, period, community, report, everything, unfolded, rows, turned } = { ...state, ...changes };
  const values = new URLSearchParams();
  if (language === 1) values.set("lang", "en");
  if (view !== "graph") values.set("view", view);
  for (const [kind, keys] of Object.entries(off)) if (keys.size > 0) values.set("no-" + kind, [...keys].sort().join(" "));
  if (place !== null) values.set("place", place.key);
  if (period !== null) values.set("period", period.map(isoMonth).join("/"));
  if (community !== null) values.set("community", community.members[0].key);
  if (report !== null) values.set("report", reportKey(report));
  if (everything) values.set("all", "1");
  for (const thing of unfolded) values.append("open", thing.key);
  for (const place of turned) values.append("turned", place.key);
  for (const [name, { words, sort, down }] of Object.entries(rows)) {
    if (words !== "") values.set("words-" + name, words);
    if (sort !== null) values.set("sort-" + name, (down ? "-" : "") + sort);
  }
  if (path !== null) values.set("path", path.to.key);
  if (path !== null && path.all) values.set("path-all", "1");
  if (reading !== null) values.set("read", `${reading.number} ${reading.link.key}`);
  const query = values.toString();
  return "#" + (selected === null ? "" : encodeURIComponent(keyOf(selected))) + (query === "" ? "" : "?" + query);
}

// The filters alone, as an address.
function filterAddress() {
  const { off, place, period, community, report } = state;
  return addressOf({ ...opening(), off, place, period, community, report });
}

// The changes that select a thing or link, or nothing.
function selecting(target) {
  return { selected: target, path: null, reading: null, community: communityBeside(target) };
}

// The community that stays open when something is selected: none where that lies outside.
function communityBeside(target) {
  const ends = target === null ? [] : target.thing ? [target.thing] : endsOf(target.link);
  return ends.every(({ community }) => community === state.community) ? state.community : null;
}

// The address of a thing or link; filters and view stay as they are.
function linkTo(target) {
  return addressOf(selecting(target));
}

// Selects a thing or a link, or nothing; false where that is so already.
function select(target) {
  if (linkTo(target) === addressNow()) return false;
  go(selecting(target), "selection");
  return true;
}

// A change of state, at once; with `again` it is one step back together with the change before.
function go(changes, what, again = false) {
  Object.assign(state, changes);
  const address = addressOf();
  if (address !== addressNow()) history[again ? "replaceState" : "pushState"](null, "", address);
  changed(what);
}

const CAMERA = /[?&]camera=([^&]*)$/;

// The address without the camera, which the page adds when it rests (camera.js).
function addressNow() {
  return (location.hash || "#").replace(CAMERA, "");
}

function readAddress() {
  const [, key, query] = /^#?([^?]*)\??(.*)$/s.exec(location.hash);
  const values = new URLSearchParams(query);
  const before = selection();
  const { view } = state;
  Object.assign(state, opening(), {
    language: values.get("lang") === "en" ? 1 : 0,
    selected: byKey(decoded(key)) ?? null,
    place: byKey(values.get("place"))?.thing || null,
    period: periodIn(values.get("period")),
    community: byKey(values.get("community"))?.thing?.community ?? null,
    report: data.reports.find((report) => reportKey(report) === values.get("report")) || null,
    view: Object.hasOwn(VIEWS, values.get("view")) ? values.get("view") : "graph",
    path: pathIn(values),
    reading: readingIn(values.get("read")),
    everything: values.has("all"),
    unfolded: thingsIn(values.getAll("open")),
    rows: Object.fromEntries(Object.keys(VIEWS).map((name) => [name, rowsIn(values, name)])),
    turned: thingsIn(values.getAll("turned")),
  });
  for (const [kind, off] of Object.entries(state.off)) {
    for (const one of (values.get("no-" + kind) || "").split(" ")) if (Object.hasOwn(words[kind], one)) off.add(one);
  }
  state.community = communityBeside(state.selected);
  changed(before !== selection() ? "selection" : view !== state.view ? "view" : "address");
  aimAt(cameraIn(CAMERA.exec(location.hash)?.[1]) ?? openingCamera());
}

// What is selected, with the path from there, as text.
function selection() {
  return JSON.stringify([state.selected && keyOf(state.selected), state.path && [state.path.to.key, state.path.all]]);
}

function thingsIn(keys) {
  return new Set(keys.map((key) => byKey(key)?.thing).filter(Boolean));
}

function rowsIn(values, name) {
  const [, down, sort] = /^(-?)(\w+)$/.exec(values.get("sort-" + name) || "") || [null, "", null];
  return { words: values.get("words-" + name) || "", sort, down: down === "-" };
}

function pathIn(values) {
  const to = byKey(values.get("path"))?.thing;
  return to ? { to, all: values.has("path-all") } : null;
}

function readingIn(text) {
  const [, number, key] = /^(\d+) (.+)$/s.exec(text || "") || [];
  const link = byKey(key)?.link;
  const evidence = link && evidenceOf(link)[Number(number)];
  return evidence && canRead(evidence.report) ? { link, number: Number(number) } : null;
}

function decoded(key) {
  try {
    return decodeURIComponent(key);
  } catch {
    return ""; // a link cut off in the middle of a character is no link to anything
  }
}

function periodIn(text) {
  const [from, to] = (text || "").split("/").map(monthsOf);
  return from && to && from[0] <= to[1] && allMonths() !== null ? [from[0], to[1]] : null;
}
