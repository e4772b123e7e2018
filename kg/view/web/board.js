// The board of needs and offers, as kg match ranks them (kg.answers.match): each need with the bodies that could meet
// it and why, the needs that nobody can meet, the offers that nobody asked for. What filters hold back is left out;
// ranks stay.

const BEST = 3; // so many bodies of one need are unfolded

function boardView() {
  const needs = data.board.needs.map(needOf).filter(({ said }) => said.length > 0);
  const unasked = data.board.unasked.map(offerOf).filter(({ said }) => said.length > 0);
  if (needs.length + unasked.length === 0) return [nothing()];
  const sections = make("div");
  const fill = () => {
    const holds = holdsWords("board");
    const asked = needs.filter((need) => holds(wordsOfNeed(need)));
    const spare = unasked.filter((offer) => holds(wordsOfOffer(offer)));
    sections.replaceChildren(
      ...boardSection(word("board_needs"), asked.filter(({ could }) => could > 0).map(needCard)),
      ...boardSection(word("board_unmet"), asked.filter(({ could }) => could === 0).map(needCard)),
      ...boardSection(word("board_unasked"), spare.map(offerCard)),
    );
  };
  fill();
  return [make("div", { class: "table-tools" }, wordsBox("board", fill)), sections];
}

// The sentences whose statements pass the filters, the newest first.
function passingSentences(said) {
  return said.filter(([statement]) => allowed(links[statement])).map(sentenceAt);
}

function needOf({ who, what, there, said, could, matches }) {
  const bodies = matches.map(([rank, body, score, why, via, offered]) => ({
    rank,
    score,
    body: things[body],
    why: why.map((reason) => data.board.reasons[reason]),
    via: things[via],
    byName: offered.length === 0, // the need asks for it by name
    said: passingSentences(offered),
  }));
  return {
    who: things[who],
    what: things[what],
    there: there.map((body) => things[body]),
    said: passingSentences(said),
    could,
    matches: bodies.filter(({ byName, said }) => byName || said.length > 0),
  };
}

function offerOf([body, industry, via, said]) {
  return { body: things[body], industry: things[industry], via: things[via], said: passingSentences(said) };
}

function wordsOfNeed({ who, what, said, matches }) {
  return [who.label, what.label, ...texts(said), ...matches.flatMap(({ body, said }) => [body.label, ...texts(said)])];
}

function wordsOfOffer({ body, industry, said }) {
  return [body.label, industry.label, ...texts(said)];
}

function texts(said) {
  return said.map(({ evidence }) => evidence.text);
}

function boardSection(title, cards) {
  const count = make("span", { class: "count" }, String(cards.length));
  return cards.length === 0 ? [] : [make("h2", {}, title, " ", count), make("div", { class: "cards" }, ...cards)];
}

function needCard({ who, what, there, said, could, matches }) {
  const items = matches.map(matchItem);
  const rest = items.slice(BEST);
  const left = could - matches.length;
  return make(
    "article",
    { class: "card" },
    make("h3", {}, thingLink(who), ` ${term("relation", "needs")} `, thingLink(what), modalityOf(said[0])),
    newestSentence(said),
    there.length > 0 ? make("p", { class: "note" }, `${word("board_there")}：`, ...there.flatMap((body) => [thingLink(body), " "])) : null,
    could === 0 ? make("p", { class: "note" }, word("board_nobody")) : null,
    make("ol", { class: "ranked" }, ...items.slice(0, BEST)),
    rest.length > 0 ? make("details", {}, make("summary", {}, word("more", { n: rest.length })), make("ol", { class: "ranked" }, ...rest)) : null,
    left > 0 ? make("p", { class: "note" }, word("board_left", { n: left })) : null,
  );
}

function matchItem({ rank, body, score, why, via, said }) {
  const reasons = why.map(([points, ...words]) => make("li", {}, make("span", { class: "points" }, points > 0 ? `+${points}` : String(points)), ` ${words[state.language]}`));
  return make(
    "li",
    { value: String(rank) },
    make("p", {}, thingLink(body), make("span", { class: "count" }, word("board_score", { n: score })), through(via), modalityOf(said[0])),
    make("ul", { class: "reasons" }, ...reasons),
    newestSentence(said),
  );
}

function offerCard({ body, industry, via, said }) {
  const title = make("h3", {}, thingLink(body), ` ${term("relation", said[0].link.relation)} `, thingLink(industry), through(via), modalityOf(said[0]));
  return make("article", { class: "card" }, title, newestSentence(said));
}

// The expert or the facility by which a body can do it.
function through(via) {
  return via === undefined ? null : make("span", { class: "role" }, `${word("board_via")}：`, nameOf(via));
}

function modalityOf(sentence) {
  return sentence === undefined || sentence.link.modality === "actual" ? null : chip(sentence.link.modality);
}

function newestSentence([newest]) {
  if (newest === undefined) return null;
  return make("blockquote", {}, make("p", {}, sentenceLink(newest)), make("footer", {}, sourceOf(newest.evidence.report)));
}
