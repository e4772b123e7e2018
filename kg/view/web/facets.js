// The filters: each says which links it lets pass. A link that one filter alone holds back still counts beside that
// filter, so that the counts say what a click there would show.

const FACETS = [
  {
    key: "type",
    isSet: () => state.off.type.size > 0,
    passes: ({ head, tail }) => !state.off.type.has(head.type) && !state.off.type.has(tail.type),
  },
  {
    key: "subtype",
    isSet: () => state.off.subtype.size > 0,
    passes: ({ head, tail }) => !state.off.subtype.has(head.subtype) && !state.off.subtype.has(tail.subtype),
  },
  {
    key: "modality",
    isSet: () => state.off.modality.size > 0,
    passes: (link) => !state.off.modality.has(link.modality),
    values: (link) => [link.modality],
  },
  {
    key: "relation",
    isSet: () => state.off.relation.size > 0,
    passes: (link) => !state.off.relation.has(link.relation),
    values: (link) => [link.relation],
  },
  {
    key: "place",
    isSet: () => state.place !== null,
    passes: ({ head, tail }) => placesOf(head).has(state.place) || placesOf(tail).has(state.place),
    values: ({ head, tail }) => new Set([...placesOf(head), ...placesOf(tail)]),
  },
  {
    key: "period",
    isSet: () => state.period !== null,
    passes: (link) => {
      const months = monthsOfLink(link);
      return months !== null && months[0] <= state.period[1] && months[1] >= state.period[0];
    },
    values: (link) => (monthsOfLink(link) === null ? ["none"] : bucketsOf(monthsOfLink(link))),
  },
  {
    key: "community",
    isSet: () => state.community !== null,
    passes: ({ head, tail }) => head.community === state.community && tail.community === state.community,
  },
  {
    key: "report",
    isSet: () => state.report !== null,
    passes: (link) => reportsOf(link).has(state.report),
    values: reportsOf,
  },
].map((facet, place) => ({ ...facet, bit: 1 << place }));

const bitsOf = (facets) => facets.reduce((bits, { bit }) => bits | bit, 0);
const ABOUT_THINGS = bitsOf(FACETS.filter(({ key }) => key === "type" || key === "subtype"));
const COMMUNITY = bitsOf(FACETS.filter(({ key }) => key === "community"));

// The bits of those of some filters that hold the link back; 0: it passes.
function heldBack(link, facets) {
  let bits = 0;
  for (const { bit, passes } of facets) if (!passes(link)) bits |= bit;
  return bits;
}

function setFilters() {
  return FACETS.filter(({ isSet }) => isSet());
}

function isFiltered() {
  return setFilters().length > 0;
}

// Whether a filter of links is set, but for some: things without a link that passes are then hidden too.
function linksAreFiltered(besides = 0) {
  return (bitsOf(setFilters()) & ~(ABOUT_THINGS | besides)) !== 0;
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
    for (const { key, bit, values } of FACETS) {
      if (values === undefined || (link.held & ~bit) !== 0) continue;
      for (const value of values(link)) add(key, value);
    }
  }
  const passes = (thing, besides) => thing.links.some((link) => (link.held & ~besides) === 0);
  const [filtered, filteredElse] = [linksAreFiltered(), linksAreFiltered(COMMUNITY)];
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
const stepLength = lazily(() => Math.ceil((allMonths()[1] - allMonths()[0] + 1) / STEPS));

function bucketsOf([from, to]) {
  const [first, last] = [from, to].map((month) => Math.floor((month - allMonths()[0]) / stepLength()));
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
