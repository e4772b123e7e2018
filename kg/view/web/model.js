// The graph as the page uses it: things and links (pyvis' nodes and edges) that know one another.

const modalities = Object.keys(words.modality);
const relations = Object.keys(words.relation);
const types = Object.keys(words.type);
const symmetric = new Set(["cooperatesWith"]);

const things = data.nodes.map((node) => ({
  ...node,
  type: node.group,
  names: node.names || [],
  links: [],
  community: null,
  label: node.label,
  mark: readable(node.label),
}));
const links = data.edges.map((edge) => ({ ...edge, head: things[edge.from], tail: things[edge.to], bow: 0 }));
const communities = data.communities.map(({ disc: [x, y, radius], members }) => {
  const community = { x, y, radius, members: members.map((number) => things[number]) };
  for (const thing of community.members) thing.community = community;
  return community;
});
const byKey = new Map();
for (const thing of things) byKey.set(thing.key, { thing });
for (const link of links) byKey.set(link.key, { link });

for (const link of links) {
  link.head.links.push(link);
  if (link.tail !== link.head) link.tail.links.push(link);
}
for (const thing of things) thing.degree = thing.links.length;
bowParallels();

function otherEnd(link, thing) {
  return link.head === thing ? link.tail : link.head;
}

// The things of a link: one where it leads back to itself.
function endsOf({ head, tail }) {
  return head === tail ? [head] : [head, tail];
}

function neighbours(thing) {
  return new Set(thing.links.map((link) => otherEnd(link, thing)).filter((other) => other !== thing));
}

// Links between the same two things lie beside one another: bow is how far each swings out, 0 for a lone link.
function bowParallels() {
  const pairs = new Map();
  for (const link of links) {
    const key = Math.min(link.from, link.to) * things.length + Math.max(link.from, link.to);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(link);
  }
  for (const pair of pairs.values()) {
    pair.forEach((link, place) => {
      const side = link.from < link.to ? 1 : -1;
      link.bow = side * (place - (pair.length - 1) / 2);
    });
  }
}

// A name for the canvas: one line, without characters that turn the reading direction or cannot be seen.
function readable(text) {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
}

function shortened(text, most) {
  const letters = Array.from(text.slice(0, 2 * most + 2));
  return letters.length <= most ? text : letters.slice(0, most).join("") + "…";
}
