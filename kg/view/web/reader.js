// A report's text inside the page, opened at a sentence (only where the page was written with the texts). Which
// sentence stands in the address, so that a copied link opens it again.

const reader = document.getElementById("reader");

function canRead(report) {
  return typeof report.text === "string";
}

function showReader() {
  if (state.reading === null) {
    if (reader.open) reader.close();
    return;
  }
  const { link, number } = state.reading;
  const { report, begin, end, quote } = evidenceOf(link)[number];
  // begin and end count code points, as everything from Python does; JavaScript's own strings do not.
  const letters = Array.from(report.text);
  const part = (from, to) => letters.slice(from, to).join("");
  document.getElementById("reader-title").textContent = report.title || word("untitled");
  document.getElementById("reader-source").textContent = [report.date, report.source].filter(Boolean).join(" · ");
  const text = document.getElementById("reader-text");
  text.replaceChildren(part(0, begin), ...marked(part(begin, end), quote), part(end));
  if (!reader.open) reader.showModal();
  text.querySelector("mark")?.scrollIntoView({ block: "center" });
}

function startReader() {
  document.getElementById("reader-close").addEventListener("click", () => reader.close());
  reader.addEventListener("close", () => state.reading !== null && go({ reading: null }, "reading"));
}
