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

const monthsOfReports = lazily(() => new Map(data.reports.map((report) => [report, monthsOf(report.date)])));

// The months in which a statement holds.
function monthsOfLink(link) {
  if (link.months === undefined) {
    link.months = monthsOf(link.time) || spanOf([...reportsOf(link)].map((report) => monthsOfReports().get(report)));
  }
  return link.months;
}

// From the first to the last of some months, null among them; null where there are no others.
function spanOf(all) {
  return all.reduce((span, months) => {
    if (span === null || months === null) return span || months;
    return [Math.min(span[0], months[0]), Math.max(span[1], months[1])];
  }, null);
}

// All months of which a statement speaks; null where none has a time.
const allMonths = lazily(() => spanOf(links.map(monthsOfLink)));

function isoMonth(month) {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

function monthName(month) {
  return word("month", { year: Math.floor(month / 12), month: (month % 12) + 1, iso: isoMonth(month) });
}
