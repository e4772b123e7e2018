// A table that one sorts by its heads, filters by words, copies, and saves as CSV.

const ROWS = 200; // so many rows at first, and with each "more"

// `columns`: {key, text(row) → string, node(row) → node (absent: the text)}. Gives the nodes of the tool bar and table.
function dataTable(id, columns, rows) {
  let most = ROWS;
  const body = make("tbody");
  const count = make("span", { class: "count", role: "status" });
  const more = make("button", { type: "button", onclick: () => ((most += ROWS), fill()) });
  const heads = columns.map(({ key }) => make("th", { scope: "col" }, make("button", { type: "button", class: "plain", id: `${id}-by-${key}`, onclick: () => sortBy(key) }, word("column_" + key))));

  const chosen = () => {
    const holds = holdsWords(id);
    return sorted(rows.filter((row) => holds(columns.map(({ text }) => text(row)))), columns, rowsOf(id));
  };
  function fill() {
    const all = chosen();
    body.replaceChildren(...all.slice(0, most).map((row) => rowOf(columns, row)));
    count.textContent = word("rows", { n: all.length });
    more.hidden = all.length <= most;
    more.textContent = word("more", { n: Math.min(ROWS, all.length - most) });
    const { sort, down } = rowsOf(id);
    heads.forEach((head, place) => {
      head.setAttribute("aria-sort", columns[place].key !== sort ? "none" : down ? "descending" : "ascending");
    });
  }
  function sortBy(key) {
    const { sort, down } = rowsOf(id);
    setRows(id, { sort: key, down: sort === key && !down });
    fill();
  }
  const texts = () => [columns.map(({ key }) => word("column_" + key)), ...chosen().map((row) => columns.map(({ text }) => text(row)))];
  const copy = make("button", { type: "button", id: id + "-copy", onclick: () => copyText(tabSeparated(texts())) }, word("copy"));
  const save = make("button", { type: "button", id: id + "-save", onclick: () => saveFile(`${id}.csv`, commaSeparated(texts())) }, word("save_csv"));
  fill();
  return [
    make("div", { class: "table-tools" }, wordsBox(id, fill), count, copy, save),
    make("table", { id, "aria-label": word("view_" + id) }, make("thead", {}, make("tr", {}, ...heads)), body),
    more,
  ];
}

function rowOf(columns, row) {
  return make("tr", {}, ...columns.map(({ key, text, node }) => make("td", { class: "column-" + key }, node ? node(row) : make("bdi", {}, text(row)))));
}

const inOrder = lazily(() => new Intl.Collator("zh", { numeric: true }));

function sorted(rows, columns, { sort, down }) {
  const column = columns.find(({ key }) => key === sort);
  if (column === undefined) return rows;
  const keyed = rows.map((row, place) => ({ row, place, text: column.text(row) }));
  // Empty cells come last either way.
  keyed.sort((a, b) => Number(a.text === "") - Number(b.text === "") || (down ? -1 : 1) * inOrder().compare(a.text, b.text) || a.place - b.place);
  return keyed.map(({ row }) => row);
}

// A cell that no spreadsheet takes for a formula (as kg.answers.formats has it).
function inert(cell) {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(cell) && !/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(cell) ? "'" + cell : cell;
}

// RFC 4180 with a byte order mark, by which spreadsheets know UTF-8.
function commaSeparated(rows) {
  const cell = (text) => (/[",\r\n]/.test(inert(text)) ? `"${inert(text).replaceAll('"', '""')}"` : inert(text));
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function tabSeparated(rows) {
  return rows.map((row) => row.map((cell) => inert(cell.replace(/\s+/g, " "))).join("\t") + "\n").join("");
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(word("copied"));
  } catch {
    say(word("not_copied"));
  }
}

function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
