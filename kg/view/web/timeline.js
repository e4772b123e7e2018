// The events by month, the latest first, with who held them and where.

function timelineView() {
  const shownEvents = things.filter((thing) => thing.type === "Event" && !state.off.type.has("Event") && (thing.links.some(allowed) || !linksAreFiltered()));
  if (shownEvents.length === 0) return [nothing()];
  const dated = shownEvents.map((event) => ({ event, date: dateOf(event) }));
  const order = ({ date }) => (monthsOf(date) === null ? "" : date);
  dated.sort((a, b) => order(b).localeCompare(order(a)) || a.event.id - b.event.id);
  const months = make("div");
  const fill = () => {
    const holds = holdsWords("timeline");
    months.replaceChildren(...byMonth(dated.filter(({ event, date }) => holds([date || "", ...endsAround(event)]))));
  };
  fill();
  return [make("div", { class: "table-tools" }, wordsBox("timeline", fill)), months];
}

// The names of an event and of all things that its links lead to.
function endsAround(event) {
  return [event, ...event.links.filter(allowed).map((link) => otherEnd(link, event))].map(({ label }) => label);
}

function byMonth(dated) {
  const nodes = [];
  let month = null;
  let list = null;
  for (const { event, date } of dated) {
    const title = monthsOf(date) === null ? word("no_date") : monthOrYear(date);
    if (title !== month) {
      month = title;
      list = make("ol", { class: "timeline" });
      nodes.push(make("h2", {}, title), list);
    }
    list.append(eventItem(event, date));
  }
  return nodes;
}

// When an event was: its own date, else the time of a statement about it; what has a year goes first.
function dateOf(event) {
  const times = [event.date, ...event.links.filter(allowed).map(({ time }) => time)].filter(Boolean);
  return times.find((time) => monthsOf(time) !== null) || times[0] || null;
}

function monthOrYear(date) {
  const [from, to] = monthsOf(date);
  return from === to || date.split("/")[0].length > 4 ? monthName(from) : String(Math.floor(from / 12));
}

function eventItem(event, date) {
  const others = (relation) => event.links.filter((link) => link.relation === relation && allowed(link)).map((link) => otherEnd(link, event));
  const named = (title, found) => (found.length === 0 ? null : make("span", {}, `${title}：`, ...found.flatMap((thing) => [thingLink(thing), " "])));
  const planned = event.links.filter(allowed).every(({ modality }) => modality !== "actual") && event.links.find(allowed);
  return make(
    "li",
    {},
    make("p", {}, make("span", { class: "time" }, date || ""), " ", thingLink(event), " ", planned ? chip(planned.modality) : null),
    make(
      "p",
      { class: "note" },
      named(word("organizers"), others("organizes")),
      named(word("place"), others("locatedIn")),
      named(word("participants"), others("participatesIn")),
    ),
  );
}
