// Which places hold which things: by codes of GB/T 2260 (province xx0000, city xxxx00, county, towns below it) and by
// the facts of locatedIn.

const placesByCode = lazily(() => new Map(things.filter(({ type, code }) => type === "Place" && code).map((place) => [place.code, place])));

// The places right above a thing.
function placesAbove(thing) {
  const isPlace = ({ head, tail, relation, modality }) => head === thing && tail !== thing && tail.type === "Place" && relation === "locatedIn" && modality === "actual";
  const above = thing.links.filter(isPlace).map(({ tail }) => tail);
  if (thing.type === "Place" && thing.code) {
    const codes = [thing.code.slice(0, 6), thing.code.slice(0, 4) + "00", thing.code.slice(0, 2) + "0000"];
    const byCode = codes.filter((code) => code !== thing.code).map((code) => placesByCode().get(code));
    const nearest = byCode.find((place) => place !== undefined);
    if (nearest !== undefined) above.push(nearest);
  }
  return above;
}

// The places that hold a thing, a place itself among them.
function placesOf(thing) {
  if (thing.within !== null) return thing.within;
  thing.within = new Set(thing.type === "Place" ? [thing] : []);
  const waiting = [thing];
  while (waiting.length > 0) {
    for (const place of placesAbove(waiting.pop())) {
      if (thing.within.has(place)) continue;
      thing.within.add(place);
      waiting.push(place);
    }
  }
  return thing.within;
}

// Each place once, below the place that holds it: [{place, below: […]}], by code, then by name.
function placeTree() {
  const nodes = new Map(things.filter(({ type }) => type === "Place").map((place) => [place, { place, below: [] }]));
  const roots = [];
  for (const [place, node] of nodes) {
    // The nearest of those that hold it is itself held by the most; a circle of places has no root but its first.
    const holders = [...placesOf(place)].filter((holder) => holder !== place && !(placesOf(holder).has(place) && holder.id > place.id));
    const nearest = holders.sort((a, b) => placesOf(b).size - placesOf(a).size || a.id - b.id)[0];
    if (nearest === undefined) roots.push(node);
    else nodes.get(nearest).below.push(node);
  }
  const inOrder = (list) => {
    list.sort((a, b) => (a.place.code || "999999").localeCompare(b.place.code || "999999") || a.place.id - b.place.id);
    for (const { below } of list) inOrder(below);
    return list;
  };
  return inOrder(roots);
}
