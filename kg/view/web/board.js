// The board of needs and offers: what is needed, by whom, and who offers just that or something of a like name; then
// what nobody asked for.

function boardView() {
  const byTail = (relation) => {
    const found = new Map();
    for (const link of links) {
      if (link.relation !== relation || !allowed(link)) continue;
      if (!found.has(link.tail)) found.set(link.tail, []);
      found.get(link.tail).push(link);
    }
    return found;
  };
  const [needs, offers] = [byTail("needs"), byTail("offers")];
  if (needs.size + offers.size === 0) return [nothing()];
  const served = servedBy();
  const like = (needed) => [...offers].filter(([offered]) => offered !== needed && isLike(needed, offered)).flatMap(([, found]) => found);
  const matched = new Set();
  const cards = [...needs].map(([needed, wanting]) => {
    const same = offers.get(needed) || [];
    const near = like(needed);
    for (const link of [...same, ...near]) matched.add(link);
    return { needed, wanting, same, near };
  });
  cards.sort((a, b) => Number(a.same.length === 0) - Number(b.same.length === 0) || Number(a.near.length === 0) - Number(b.near.length === 0) || b.wanting.length - a.wanting.length || a.needed.id - b.needed.id);
  const spare = [...offers].map(([offered, found]) => ({ offered, found: found.filter((link) => !matched.has(link)) })).filter(({ found }) => found.length > 0);
  return [
    make("h2", {}, word("board_needs"), " ", make("span", { class: "count" }, String(cards.length))),
    make("div", { class: "cards" }, ...cards.map((card) => needCard(card, served))),
    make("h2", {}, word("board_spare"), " ", make("span", { class: "count" }, String(spare.length))),
    make("div", { class: "cards" }, ...spare.map(({ offered, found }) => make("article", { class: "card" }, make("h3", {}, thingLink(offered)), side("offered", found, () => null)))),
  ];
}

// One name within the other, as 茶叶 in 茶叶种植技术.
function isLike(needed, offered) {
  const [one, other] = [folded(needed.label), folded(offered.label)].sort((a, b) => a.length - b.length);
  return Array.from(one).length >= 2 && other.includes(one);
}

// Who serves what already, as "id id" of head and tail.
function servedBy() {
  return new Set(links.filter(({ relation, modality }) => relation === "serves" && modality === "actual").map(({ from, to }) => `${from} ${to}`));
}

function needCard({ needed, wanting, same, near }, served) {
  const places = wanting.map(({ head }) => head);
  const already = ({ head }) => (places.some((place) => served.has(`${head.id} ${place.id}`)) ? make("span", { class: "status status-done" }, word("board_serves")) : null);
  const offered = same.length + near.length === 0 ? make("p", { class: "note" }, word("board_nobody")) : null;
  return make(
    "article",
    { class: "card" },
    make("h3", {}, thingLink(needed)),
    side("needed", wanting, () => null),
    same.length > 0 ? side("offered", same, already) : null,
    near.length > 0 ? side("offered_like", near, already, true) : null,
    offered,
  );
}

function side(title, found, badge, named = false) {
  const rows = found.map((link) => {
    const row = make("li", {}, thingLink(link.head));
    if (named) row.append(" ", make("bdi", { class: "role" }, link.tail.label));
    if (link.modality !== "actual") row.append(" ", chip(link.modality));
    const mark = badge(link);
    if (mark !== null) row.append(" ", mark);
    row.append(" ", make("a", { href: linkTo({ link }), class: "detail" }, word("sentence")));
    return row;
  });
  return make("div", { class: "side" }, make("h4", {}, word("board_" + title)), make("ul", {}, ...rows));
}
