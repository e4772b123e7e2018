// When a statement holds, in months: its own time, else from the first to the last date of the reports that make it.

const MONTHS = /^(\d{4})(?:-(\d{2}))?(?:-\d{2})?$/;

// The months from and to of a time as the reports give it (2025, 2025-03, 2025-03-08, two of them with /); null
// where it has no year.
function monthsOf(time) {
  const ends = (time || "").split("/").map((part) => MONTHS.exec(part)).filter((part) => part !== null);
  if (ends.length === 0) return null;
  const month = ([, year, month], none) => Number(year) * 12 + (month === undefined ? none : Number(month) - 1);
  const [from, to] = [month(ends[0], 0), month(ends[ends.length - 1], 11)];
  return from <= to ? [from, to] : null;
}

for (const link of links) {
  const dates = evidenceOf(link).map(({ report }) => monthsOf(report.date)).filter((months) => months !== null);
  const [from, to] = [Math.min(...dates.map(([first]) => first)), Math.max(...dates.map(([, last]) => last))];
  link.months = monthsOf(link.time) || (dates.length > 0 ? [from, to] : null);
}

// All months of which a statement speaks; null where none has a time.
const dated = links.filter((link) => link.months !== null);
const allMonths =
  dated.length === 0
    ? null
    : dated.reduce(([from, to], { months }) => [Math.min(from, months[0]), Math.max(to, months[1])], [Infinity, -Infinity]);

function isoMonth(month) {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

function monthName(month) {
  return word("month", { year: Math.floor(month / 12), month: (month % 12) + 1, iso: isoMonth(month) });
}
