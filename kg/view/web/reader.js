// A report's text inside the page, opened at a sentence (only where the page was written with the texts).

const reader = document.getElementById("reader");

function canRead(report) {
  return typeof report.text === "string";
}

// begin and end count code points, as everything from Python does; JavaScript's own strings do not.
function openReader(report, begin, end) {
  const letters = Array.from(report.text);
  const part = (from, to) => letters.slice(from, to).join("");
  const mark = make("mark", {}, part(begin, end));
  document.getElementById("reader-title").textContent = report.title || word("untitled");
  document.getElementById("reader-text").replaceChildren(part(0, begin), mark, part(end));
  reader.showModal();
  mark.scrollIntoView({ block: "center" });
}

function startReader() {
  document.getElementById("reader-close").addEventListener("click", () => reader.close());
}
