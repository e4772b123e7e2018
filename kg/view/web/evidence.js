// The sentences behind a link, with the words that say it marked.

function evidenceOf(link) {
  return link.evidence.map(([sentence, quote, rule, speaker, begin, end], number) => {
    const [report, text] = data.sentences[sentence];
    return { number, text, quote, rule, speaker, begin, end, report: data.reports[report] };
  });
}

// The reports that make a statement.
function reportsOf(link) {
  return (link.reports ??= new Set(link.evidence.map(([sentence]) => data.reports[data.sentences[sentence][0]])));
}

// The stretches of the sentence that are quoted: the quote itself or, where it joins several by "…", each of them.
function quoted(text, quote) {
  const at = text.indexOf(quote);
  if (at >= 0) return [[at, at + quote.length]];
  const stretches = [];
  let from = 0;
  for (const piece of quote.split("…")) {
    const place = piece === "" ? -1 : text.indexOf(piece, from);
    if (place < 0) continue;
    from = place + piece.length;
    stretches.push([place, from]);
  }
  return stretches;
}

// The text as nodes, what is quoted marked.
function marked(text, quote) {
  const nodes = [];
  let last = 0;
  for (const [begin, end] of quoted(text, quote)) {
    nodes.push(text.slice(last, begin), make("mark", {}, text.slice(begin, end)));
    last = end;
  }
  return [...nodes, text.slice(last)];
}

// A sentence as kg.view.findings names it: {link, evidence}.
function sentenceAt([statement, number]) {
  return { link: links[statement], evidence: evidenceOf(links[statement])[number] };
}

// A sentence that leads to its relation.
function sentenceLink({ link, evidence }) {
  return linked({ link }, { class: "sentence", dir: "auto" }, ...marked(evidence.text, evidence.quote));
}

function sourceOf({ title, date }) {
  return make("cite", {}, make("bdi", {}, title || word("untitled")), date ? ` · ${date}` : "");
}

function evidenceBlock(link, evidence, whole) {
  const { report, number, text, quote } = evidence;
  const foot = make("footer", {}, sourceOf(report));
  if (whole) {
    foot.append(
      make("span", {}, `${word("speaker")}：`, make("bdi", {}, evidence.speaker || word("reporter"))),
      make("span", {}, `${word("rule")}：`, make("code", {}, evidence.rule)),
    );
    if (report.source) foot.append(make("span", {}, report.source));
  }
  if (canRead(report)) {
    const open = () => go({ reading: { link, number } }, "reading");
    foot.append(make("button", { type: "button", class: "plain", onclick: open }, word("read")));
  }
  return make("blockquote", {}, make("p", { dir: "auto" }, ...marked(text, quote)), foot);
}
