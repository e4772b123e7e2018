// The panel beside the graph: one thing with its relations, one relation with its evidence, or the overview.

const panel = document.getElementById("panel");
const FIRST = 8; // items of a list shown before "more"

function showPanel(what) {
  if (what === "reading" || what === "rows") return;
  const content = document.createDocumentFragment();
  if (state.selected === null) overviewInto(content);
  else if (state.selected.thing) thingInto(content, state.selected.thing, what === "selection");
  else linkInto(content, state.selected.link);
  const focused = panel.contains(document.activeElement);
  if (what === "selection") panel.scrollTop = 0; // before the content is new: it would have to be laid out for it
  panel.replaceChildren(content);
  if (focused) panel.focus({ preventScroll: true }); // the link that was followed is gone: Tab goes on from here
}

// One short sentence for screen readers: the panel itself would be far too long.
function announce() {
  if (state.selected === null) say("");
  else if (state.selected.thing) {
    const { label, links: all } = state.selected.thing;
    say(word("selected_thing", { name: label.slice(0, 100), n: all.length }));
  } else {
    const { head, tail, relation, evidence } = state.selected.link;
    say(
      word("selected_link", {
        head: head.label.slice(0, 100),
        tail: tail.label.slice(0, 100),
        relation: term("relation", relation),
        n: evidence.length,
      }),
    );
  }
}

function thingLink(thing) {
  return linked({ thing }, { class: "thing" }, symbol(thing.type), nameOf(thing));
}

function closeButton() {
  const close = () => select(null);
  return make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: close }, "×");
}

function facts(rows) {
  const list = make("dl");
  for (const [key, value] of rows) {
    if (value === null || value === undefined || value === "") continue;
    list.append(make("dt", {}, word(key)), make("dd", {}, value));
  }
  return list;
}

function overviewInto(content) {
  const reports = new Set();
  for (const link of shown.passingLinks) for (const [sentence] of link.evidence) reports.add(data.sentences[sentence][0]);
  const counts = { things: shown.passing.size, links: shown.passingLinks.length, reports: reports.size };
  const title = state.community === null ? word("overview") : word("community", { name: nameOfCommunity(state.community) });
  content.append(make("h2", {}, title), make("p", {}, word("overview_text", counts)));
  if (shown.large && !state.everything) content.append(make("p", { class: "note" }, word("overview_hubs")));
  communitiesInto(content);
  const list = make("ol", { class: "hubs" });
  for (const thing of bestLinked(20)) list.append(make("li", {}, thingLink(thing), make("span", { class: "count" }, String(thing.passing))));
  content.append(make("h3", {}, word("hubs")), list);
}

// `later`: its relations come after the frame that brings it out on the graph, for to make them takes longer.
function thingInto(content, thing, later) {
  const kind = [term("type", thing.type)];
  if (thing.subtype) kind.push(term("subtype", thing.subtype));
  const others = thing.names.filter((name) => name !== thing.label);
  const aliases = make("ul", { class: "aliases" }, ...others.map((name) => make("li", {}, make("bdi", {}, name))));
  content.append(
    closeButton(),
    make("p", { class: "kind" }, symbol(thing.type), kind.join(" · ")),
    make("h2", {}, nameOf(thing)),
    facts([
      ["names", others.length ? aliases : null],
      ["code", thing.code],
      ["date", thing.date],
    ]),
  );
  const count = neighbours(thing).size;
  if (shown.large && !state.everything && count > 0) {
    const open = state.unfolded.has(thing);
    const text = open ? word("collapse") : word("expand", { n: count });
    content.append(make("button", { type: "button", onclick: () => toggleUnfolded(thing) }, text));
  }
  if (thing.links.length > 0) pathInto(content, thing);
  if (thing.links.length === 0) content.append(make("p", { class: "note" }, word("no_links")));
  const sections = () => groupsOf(thing).map((group) => groupSection(group, thing));
  if (!later) return content.append(...sections());
  const place = make("div");
  content.append(place);
  afterFrame(() => {
    if (place.isConnected) place.replaceWith(...sections());
  });
}

// The links of a thing by relation and direction, in the order of words.toml; a symmetric relation has no direction.
function groupsOf(thing) {
  const groups = [];
  for (const relation of [...relations, ...thing.links.map((link) => link.relation).filter((r) => !relations.includes(r))]) {
    for (const fromTail of [false, true]) {
      if (groups.some((group) => group.relation === relation && group.fromTail === fromTail)) continue;
      const mine = thing.links.filter((link) => {
        if (link.relation !== relation) return false;
        return symmetric.has(relation) ? !fromTail : fromTail ? link.tail === thing && link.head !== thing : link.head === thing;
      });
      if (mine.length > 0) groups.push({ relation, fromTail, links: mine.sort(compareLinks(thing)) });
    }
  }
  return groups;
}

function compareLinks(thing) {
  return (a, b) =>
    modalities.indexOf(a.modality) - modalities.indexOf(b.modality) ||
    (b.time || "").localeCompare(a.time || "") ||
    otherEnd(b, thing).degree - otherEnd(a, thing).degree ||
    otherEnd(a, thing).id - otherEnd(b, thing).id;
}

function groupSection({ relation, fromTail, links: mine }, thing) {
  const list = make("ul", { class: "relations" });
  const open = thing.links.length <= 8;
  const title = make("h3", {}, term("relation", relation, fromTail), " ", make("span", { class: "count" }, String(mine.length)));
  return make("section", {}, title, list, growing(list, mine, (link) => relationItem(link, thing, open)));
}

// Fills a list with its first items; gives the button that shows the others, or null.
function growing(list, all, itemOf) {
  const add = (from, to) => list.append(...all.slice(from, to).map(itemOf));
  add(0, FIRST);
  if (all.length <= FIRST) return null;
  const showRest = (event) => {
    add(FIRST);
    list.children[FIRST].querySelector("a").focus();
    event.target.remove();
  };
  return make("button", { type: "button", class: "plain", onclick: showRest }, word("more", { n: all.length - FIRST }));
}

function relationItem(link, thing, open) {
  const row = make("p", {}, thingLink(otherEnd(link, thing)));
  if (link.role) row.append(make("bdi", { class: "role" }, link.role));
  if (link.count !== undefined) row.append(make("span", { class: "role" }, "×" + link.count));
  const time = tenureOf(link) || link.time;
  if (time) row.append(make("span", { class: "time" }, time));
  if (link.modality !== "actual") row.append(chip(link.modality));
  row.append(linked({ link }, { class: "detail" }, word("detail")));
  const evidence = evidenceOf(link);
  const details = make("details", { open }, make("summary", {}, word("evidence", { n: evidence.length })));
  details.append(...evidence.map((row) => evidenceBlock(link, row, false)));
  return make("li", { class: "modality-" + link.modality }, row, details);
}

// How long the reports show somebody in a post.
function tenureOf({ tenure }) {
  if (tenure === undefined) return null;
  const { since, last, until, former } = tenure;
  const values = { since, last, until };
  const span = since === undefined ? null : word(since === last ? "held_at" : "held", values);
  const end = until !== undefined ? word("held_until", values) : former ? word("former") : null;
  return [span, end].filter(Boolean).join(word("comma"));
}

function linkInto(content, link) {
  const evidence = evidenceOf(link);
  content.append(
    closeButton(),
    make("p", { class: "kind" }, word("relation")),
    make(
      "h2",
      { class: "link" },
      thingLink(link.head),
      make("span", { class: "relation" }, line(link.modality), term("relation", link.relation)),
      thingLink(link.tail),
    ),
    facts([
      ["modality", chip(link.modality)],
      ["role", link.role && make("bdi", {}, link.role)],
      ["time", link.time],
      ["tenure", tenureOf(link)],
      ["successor", link.tenure?.successor === undefined ? null : thingLink(things[link.tenure.successor])],
      ["count", link.count === undefined ? null : String(link.count)],
    ]),
    make("h3", {}, evidence.length ? word("evidence", { n: evidence.length }) : word("no_evidence")),
    ...evidence.map((row) => evidenceBlock(link, row, true)),
  );
}
