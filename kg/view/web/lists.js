// The tables: all things, and all statements, that the filters let pass; and the ledger of promises.

function thingsTable() {
  const passing = new Map();
  for (const link of links) if (allowed(link)) for (const end of new Set([link.head, link.tail])) passing.set(end, (passing.get(end) || 0) + 1);
  const rows = things.filter((thing) => passing.has(thing) || (!linksAreFiltered() && !state.off.type.has(thing.type) && !state.off.subtype.has(thing.subtype)));
  return dataTable(
    "things",
    [
      { key: "name", text: (thing) => thing.label, node: thingLink },
      { key: "type", text: (thing) => term("type", thing.type) },
      { key: "subtype", text: (thing) => (thing.subtype ? term("subtype", thing.subtype) : "") },
      { key: "names", text: (thing) => thing.names.filter((name) => name !== thing.label).join("、") },
      { key: "code", text: (thing) => thing.code || "" },
      { key: "date", text: (thing) => thing.date || "" },
      { key: "links", text: (thing) => String(passing.get(thing) || 0) },
    ],
    rows,
  );
}

function statementsTable() {
  const first = (link) => evidenceOf(link)[0];
  return dataTable(
    "statements",
    [
      { key: "head", text: ({ head }) => head.label, node: ({ head }) => thingLink(head) },
      { key: "relation", text: ({ relation }) => term("relation", relation), node: (link) => make("a", { href: linkTo({ link }) }, term("relation", link.relation)) },
      { key: "tail", text: ({ tail }) => tail.label, node: ({ tail }) => thingLink(tail) },
      { key: "modality", text: ({ modality }) => term("modality", modality), node: ({ modality }) => chip(modality) },
      { key: "role", text: ({ role }) => role || "" },
      { key: "time", text: ({ time }) => time || "" },
      { key: "count", text: ({ count }) => (count === undefined ? "" : String(count)) },
      { key: "sentence", text: (link) => first(link)?.text || "" },
      { key: "report", text: (link) => first(link)?.report.title || "" },
      { key: "reported", date: true, text: (link) => first(link)?.report.date || "" },
    ],
    links.filter(allowed),
  );
}

// What bodies planned or were wished to do, and whether later reports show it (kg.answers.followup).
function ledgerView() {
  const rows = data.promises
    .map((row) => ({ ...row, link: links[row.said[0]], evidence: evidenceOf(links[row.said[0]])[row.said[1]] }))
    .filter(({ link }) => allowed(link));
  const status = ({ answers, months }) => {
    if (answers.length > 0) return word("status_" + answers[0][2]);
    return months === undefined ? word("status_silent") : word("status_silent_months", { n: months });
  };
  const latest = ({ answers }) => (answers.length === 0 ? null : { link: links[answers[0][0]], evidence: evidenceOf(links[answers[0][0]])[answers[0][1]] });
  const sentence = (said) => (said === null ? "" : said.evidence.text);
  const date = (said) => (said === null ? "" : said.evidence.report.date || "");
  const linked = (said) => (said === null ? "" : make("a", { href: linkTo({ link: said.link }), class: "sentence" }, ...marked(said.evidence.text, said.evidence.quote)));
  const promised = ({ link, object, count }) => `${term("relation", link.relation)} ${things[object].label}${count > 1 ? `（${count}）` : ""}`;
  return dataTable(
    "ledger",
    [
      { key: "owner", text: ({ owner }) => things[owner].label, node: ({ owner }) => thingLink(things[owner]) },
      { key: "promise", text: promised, node: (row) => make("span", {}, make("bdi", {}, promised(row)), " ", chip(row.link.modality)) },
      { key: "said", date: true, text: date },
      { key: "status", text: status, node: (row) => make("span", { class: `status status-${row.answers[0]?.[2] || "silent"}` }, status(row)) },
      { key: "sentence", text: sentence, node: linked },
      { key: "later", text: (row) => sentence(latest(row)), node: (row) => linked(latest(row)) },
      { key: "later_date", date: true, text: (row) => date(latest(row)) },
    ],
    rows,
  );
}
