// The tables: all things, and all statements, that the filters let pass; and the ledger of promises.

function thingsTable() {
  return dataTable(
    "things",
    [
      { key: "name", text: (thing) => thing.label, node: thingLink },
      { key: "type", text: (thing) => term("type", thing.type) },
      { key: "subtype", text: (thing) => (thing.subtype ? term("subtype", thing.subtype) : "") },
      { key: "names", text: (thing) => thing.names.filter((name) => name !== thing.label).join("、") },
      { key: "code", text: (thing) => thing.code || "" },
      { key: "date", text: (thing) => thing.date || "" },
      { key: "links", text: (thing) => String(thing.passing) },
    ],
    things.filter((thing) => shown.passing.has(thing)),
  );
}

function statementsTable() {
  const first = (link) => evidenceOf(link)[0];
  return dataTable(
    "statements",
    [
      { key: "head", text: ({ head }) => head.label, node: ({ head }) => thingLink(head) },
      { key: "relation", text: ({ relation }) => term("relation", relation), node: (link) => linked({ link }, {}, term("relation", link.relation)) },
      { key: "tail", text: ({ tail }) => tail.label, node: ({ tail }) => thingLink(tail) },
      { key: "modality", text: ({ modality }) => term("modality", modality), node: ({ modality }) => chip(modality) },
      { key: "role", text: ({ role }) => role || "" },
      { key: "time", text: ({ time }) => time || "" },
      { key: "count", text: ({ count }) => (count === undefined ? "" : String(count)) },
      { key: "sentence", text: (link) => first(link)?.text || "" },
      { key: "report", text: (link) => first(link)?.report.title || "" },
      { key: "reported", text: (link) => first(link)?.report.date || "" },
    ],
    shown.passingLinks,
  );
}

// What bodies planned or were wished to do, and the strongest and latest report that shows it (kg.answers.followup).
function ledgerView() {
  const rows = data.promises
    .map(({ owner, object, count, months, said, answers }) => ({
      owner: things[owner],
      object: things[object],
      count,
      months,
      status: answers.length === 0 ? "silent" : answers[0][2],
      said: sentenceAt(said),
      later: answers.length === 0 ? null : sentenceAt(answers[0]),
    }))
    .filter(({ said }) => allowed(said.link));
  const several = ({ object, count }) => (count > 1 && !object.label.includes(count) ? `（${count}）` : "");
  const promised = (row) => `${term("relation", row.said.link.relation)} ${row.object.label}${several(row)}`;
  const progress = ({ status, months }) => (status === "silent" && months !== undefined ? word("status_silent_months", { n: months }) : word("status_" + status));
  return dataTable(
    "ledger",
    [
      { key: "owner", text: ({ owner }) => owner.label, node: ({ owner }) => thingLink(owner) },
      { key: "promise", text: promised, node: (row) => make("span", {}, make("bdi", {}, promised(row)), " ", chip(row.said.link.modality)) },
      { key: "said", text: ({ said }) => said.evidence.report.date || "" },
      { key: "status", text: progress, node: (row) => make("span", { class: `status status-${row.status}` }, progress(row)) },
      { key: "sentence", text: ({ said }) => said.evidence.text, node: ({ said }) => sentenceLink(said) },
      { key: "report", text: ({ said }) => said.evidence.report.title || "" },
      { key: "later", text: ({ later }) => later?.evidence.text || "", node: ({ later }) => (later === null ? "" : sentenceLink(later)) },
      { key: "later_report", text: ({ later }) => later?.evidence.report.title || "" },
      { key: "later_date", text: ({ later }) => later?.evidence.report.date || "" },
    ],
    rows,
  );
}
