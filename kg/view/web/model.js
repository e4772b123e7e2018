// The graph as the page uses it: things and links (pyvis' nodes and edges) that know one another.

const modalities = Object.keys(words.modality);
const relations = Object.keys(words.relation);
const types = Object.keys(words.type);
const symmetric = new Set(["cooperatesWith"]);

// Every object has all its properties from the start: browsers are several times faster with objects of one make.
const things = data.nodes.map(({ id, key, label, group: type, subtype, names = [], code, date, shape, size, x, y }) => ({
  id, key, label, type, subtype, names, code, date, shape, size, x, y,
  mark: readable(label), links: [], degree: 0, passing: 0, community: null, within: null, measured: null,
}));
const links = data.edges.map(({ from, to, key, relation, modality, role, time, count, tenure, evidence }) => ({
  key, head: things[from], tail: things[to], relation, modality, role, time, count, tenure, evidence,
  bow: 0, held: 0, reports: null, months: undefined,
}));
const communities = data.communities.map(({ disc: [x, y, radius], members }) => {
  const community = { x, y, radius, members: members.map((number) => things[number]) };
  for (const thing of community.members) thing.community = community;
  return community;
});

// What is made when it is first asked for, and then kept.
function lazily(maker) {
  let made;
  return () => (made === undefined ? (made = maker()) : made);
}

const allByKey = lazily(() => new Map([...things.map((thing) => [thing.key, { thing }]), ...links.map((link) => [link.key, { link }])]));

// The thing or link of a key: {thing} or {link}; undefined where it is the key of none.
function byKey(key) {
  return key ? allByKey().get(key) : undefined;
}

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
  const pairOf = ({ head, tail }) => Math.min(head.id, tail.id) * things.length + Math.max(head.id, tail.id);
  const counts = new Map();
  for (const link of links) counts.set(pairOf(link), (counts.get(pairOf(link)) ?? 0) + 1);
  const places = new Map();
  for (const link of links) {
    const pair = pairOf(link);
    if (counts.get(pair) === 1) continue;
    const place = places.get(pair) ?? 0;
    places.set(pair, place + 1);
    link.bow = (link.head.id < link.tail.id ? 1 : -1) * (place - (counts.get(pair) - 1) / 2);
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
