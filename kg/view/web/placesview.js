// The places as a tree, each with how much lies in it, what it needs and who serves it.

function placesView() {
  const counts = new Map();
  const add = (place, kind) => {
    if (!counts.has(place)) counts.set(place, { in: 0, needs: 0, serves: 0 });
    counts.get(place)[kind] += 1;
  };
  for (const thing of shown.passing) for (const place of placesOf(thing)) if (place !== thing) add(place, "in");
  for (const link of links) {
    if (!allowed(link)) continue;
    if (link.relation === "needs") for (const place of placesOf(link.head)) add(place, "needs");
    if (link.relation === "serves") for (const place of placesOf(link.tail)) add(place, "serves");
  }
  const roots = placeTree();
  return roots.length === 0 ? [nothing()] : [make("ul", { class: "places" }, ...roots.map((node) => placeItem(node, counts, 0)))];
}

const OPEN_DEPTH = 2; // so many levels are open at first

function placeItem({ place, below }, counts, depth) {
  const of = counts.get(place) || { in: 0, needs: 0, serves: 0 };
  const says = ["in", "needs", "serves"].filter((kind) => of[kind] > 0).map((kind) => word("place_" + kind, { n: of[kind] }));
  const name = [thingLink(place), " ", make("span", { class: "count" }, says.join(" · "))];
  if (below.length === 0) return make("li", {}, ...name);
  const inside = make("ul", {}, ...below.map((node) => placeItem(node, counts, depth + 1)));
  const toggle = make("button", { type: "button", class: "plain toggle", "aria-label": shortened(place.mark, 40), onclick: fold });
  function show() {
    const open = depth < OPEN_DEPTH !== state.turned.has(place);
    toggle.setAttribute("aria-expanded", String(open));
    inside.hidden = !open;
  }
  function fold() {
    const turned = new Set(state.turned);
    if (!turned.delete(place)) turned.add(place);
    go({ turned }, "rows");
    show();
  }
  show();
  return make("li", {}, toggle, ...name, inside);
}
