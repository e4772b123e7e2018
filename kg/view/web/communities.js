// The communities of a large graph (kg.answers.analysis): discs on the plane that hold their things, each with its name;
// one that is open is a filter. Python computes them and where they stand.

const MOST_NAMED = 3; // of its members name a community, as in kg analyze

// Of each community of which things pass the filters the most central one, and how many; the largest first.
function passingCommunities() {
  const counts = new Map();
  for (const { community } of shown.passing) counts.set(community, (counts.get(community) || 0) + 1);
  return communities
    .filter((community) => counts.has(community))
    .map((community) => ({ community, leader: community.members.find((thing) => shown.passing.has(thing)), count: counts.get(community) }))
    .sort((a, b) => b.count - a.count);
}

// Opens a community, or with null the whole graph again.
function openCommunity(community) {
  go({ selected: null, path: null, reading: null, community, unfolded: new Set() }, "filters");
  frame(allShown());
}

function nameOfCommunity({ members }) {
  return members.slice(0, MOST_NAMED).map(({ mark }) => shortened(mark, 20)).join("、");
}

function communityTip(community) {
  const { count } = shown.communities.find((one) => one.community === community);
  return word("community_tip", { name: nameOfCommunity(community), n: count });
}

// In the panel: the communities as links, or the way out of the one that is open.
function communitiesInto(content) {
  if (state.community !== null) {
    content.append(make("button", { type: "button", onclick: () => openCommunity(null) }, word("all_communities")));
    return;
  }
  if (shown.communities.length === 0) return;
  const list = make("ol", { class: "hubs" });
  const item = ({ community, count }) => make("li", {}, communityLink(community), make("span", { class: "count" }, String(count)));
  const more = growing(list, shown.communities, item);
  const total = make("span", { class: "count" }, String(shown.communities.length));
  content.append(make("h3", {}, word("communities"), " ", total), list, more ?? "");
}

function communityLink(community) {
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openCommunity(community);
  };
  return make("a", { class: "community", href: addressOf({ community }), onclick: follow }, make("bdi", {}, nameOfCommunity(community)));
}

// Beneath links and things. `scale`: of the canvas.
function drawDiscs(ctx, scale) {
  for (const { community } of shown.communities) {
    const { x, y, radius } = community;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = theme.disc;
    ctx.fill();
    ctx.strokeStyle = theme.rule;
    ctx.lineWidth = 1 / scale;
    ctx.stroke();
  }
}

// Those of which the middle is in the window.
function discsInSight() {
  const isInside = ({ x, y }) => Math.abs(x - view.x) * view.scale < view.width / 2 && Math.abs(y - view.y) * view.scale < view.height / 2;
  return shown.communities.map(({ community }) => community).filter(isInside);
}

function endsOfDisc({ x, y, radius }) {
  return [{ x: x - radius, y: y - radius }, { x: x + radius, y: y + radius }];
}

// While something is selected a click beside it leads back, wherever it is.
function communityAt(x, y) {
  if (state.selected !== null) return null;
  const found = shown.communities.find(({ community }) => {
    const [cx, cy] = view.toScreen(community.x, community.y);
    return Math.hypot(cx - x, cy - y) < community.radius * view.scale;
  });
  return found === undefined ? null : { community: found.community };
}
