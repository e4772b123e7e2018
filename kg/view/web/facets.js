// The filters: each says which links it lets pass. A link that one filter alone holds back still counts beside that
// filter, so that the counts say what a click there would show.

const FACETS = [
  { key: "type", passes: ({ head, tail }) => !state.off.type.has(head.type) && !state.off.type.has(tail.type) },
  { key: "subtype", passes: ({ head, tail }) => !state.off.subtype.has(head.subtype) && !state.off.subtype.has(tail.subtype) },
  { key: "modality", passes: (link) => !state.off.modality.has(link.modality), values: (link) => [link.modality] },
  { key: "relation", passes: (link) => !state.off.relation.has(link.relation), values: (link) => [link.relation] },
  {
    key: "place",
    passes: ({ head, tail }) => state.place === null || head.within.has(state.place) || tail.within.has(state.place),
    values: ({ head, tail }) => new Set([...head.within, ...tail.within]),
  },
  {
    key: "period",
    passes: ({ months }) => state.period === null || (months !== null && months[0] <= state.period[1] && months[1] >= state.period[0]),
    values: ({ months }) => (months === null ? ["none"] : bucketsOf(months)),
  },
  {
    key: "community",
    passes: ({ head, tail }) => state.community === null || (head.community === state.community && tail.community === state.community),
  },
  {
    key: "report",
    passes: (link) => state.report === null || link.reports.has(state.report),
    values: (link) => link.reports,
  },
];
const maskOf = (...keys) => FACETS.reduce((bits, { key }, place) => bits | (keys.includes(key) ? 1 << place : 0), 0);
const ABOUT_THINGS = maskOf("type", "subtype");
const COMMUNITY = maskOf("community");

// One bit for each filter that holds the link back; 0: it passes.
function heldBack(link) {
  let bits = 0;
  FACETS.forEach(({ passes }, place) => {
    if (!passes(link)) bits |= 1 << place;
  });
  return bits;
}

// Whether a filter of links is set: things without a link that passes are then hidden too.
function linksAreFiltered(community = state.community) {
  const { off, place, period, report } = state;
  return off.modality.size + off.relation.size > 0 || [place, period, community, report].some((one) => one !== null);
}

function isFiltered() {
  return linksAreFiltered() || state.off.type.size + state.off.subtype.size > 0;
}

function noFilters() {
  const off = { type: new Set(), subtype: new Set(), modality: new Set(), relation: new Set() };
  return { off, place: null, period: null, community: null, report: null };
}

// By filter and value how many things (types, subtypes, communities) or links (all others) it would show beside all other filters.
function facetCounts() {
  const counts = Object.fromEntries(FACETS.map(({ key }) => [key, new Map()]));
  const add = (key, value) => counts[key].set(value, (counts[key].get(value) || 0) + 1);
  for (const link of links) {
    FACETS.forEach(({ key, values }, place) => {
      if (values === undefined || (link.held & ~(1 << place)) !== 0) return;
      for (const value of values(link)) add(key, value);
    });
  }
  const passes = (thing, besides) => thing.links.some((link) => (link.held & ~besides) === 0);
  const [filtered, filteredElse] = [linksAreFiltered(), linksAreFiltered(null)];
  for (const thing of things) {
    const { type, subtype, community } = thing;
    const [typeIsOn, subtypeIsOn] = [!state.off.type.has(type), !state.off.subtype.has(subtype)];
    if (!filtered || passes(thing, ABOUT_THINGS)) {
      if (subtypeIsOn) add("type", type);
      if (subtype && typeIsOn) add("subtype", subtype);
    }
    if (community !== null && typeIsOn && subtypeIsOn && (!filteredElse || passes(thing, COMMUNITY))) add("community", community);
  }
  return counts;
}

// The histogram of the period: all months in at most 48 steps of equal length.
const STEPS = 48;
const stepLength = allMonths === null ? 1 : Math.ceil((allMonths[1] - allMonths[0] + 1) / STEPS);

function bucketsOf([from, to]) {
  const [first, last] = [from, to].map((month) => Math.floor((month - allMonths[0]) / stepLength));
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
