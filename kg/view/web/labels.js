// Names on the canvas: the most linked things first, each where no other name or symbol stands yet, with a halo.
// Everything here is in pixels of the screen, so letters keep their size at every zoom.

const LINE = 11; // letters of a Chinese name on one line; Latin letters count a little more than half
const CELL = 64;
const HUB_SIZE = 17;
const SURE = 12; // so many of the best linked things get their name even if it covers symbols
const TOOLS = 44; // height of the buttons at the lower edge of the graph

function weight(letter) {
  return letter.codePointAt(0) < 0x2e80 ? 0.56 : 1;
}

// A name on at most two lines; longer names end in an ellipsis (the panel has them whole).
function wrap(text) {
  const letters = Array.from(text.slice(0, 200));
  const total = letters.reduce((sum, letter) => sum + weight(letter), 0);
  if (total <= LINE) return [text];
  const target = Math.min(LINE, Math.max(total / 2, 6));
  const lines = ["", ""];
  let row = 0;
  let width = 0;
  for (const letter of letters) {
    if (width + weight(letter) > (row === 0 ? target + 0.5 : LINE)) {
      if (row === 1) return [lines[0], lines[1] + "…"];
      row = 1;
      width = 0;
    }
    lines[row] += letter;
    width += weight(letter);
  }
  return lines[1] === "" ? [lines[0]] : lines;
}

class Grid {
  constructor() {
    this.cells = new Map();
  }

  *around(box) {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x += 1) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y += 1) yield x * 10007 + y;
    }
  }

  add(box, owner) {
    for (const cell of this.around(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push({ box, owner });
    }
  }

  isFree(box, owner) {
    for (const cell of this.around(box)) {
      for (const other of this.cells.get(cell) || []) {
        if (other.owner === owner) continue;
        const [x0, y0, x1, y1] = other.box;
        if (box[0] < x1 && box[2] > x0 && box[1] < y1 && box[3] > y0) return false;
      }
    }
    return true;
  }
}

// How much a name matters now: the selected thing, then what is near it, then the best linked.
function rank(thing) {
  if (state.selected !== null && state.selected.thing === thing) return 1e9;
  if (shown.focus !== null && shown.focus.things.has(thing)) return 1e6 + thing.degree;
  return thing.degree;
}

function drawLabels(ctx, view) {
  const seen = view.things.filter((spot) => !isFaint(spot.thing));
  seen.sort((a, b) => rank(b.thing) - rank(a.thing) || a.thing.id - b.thing.id);
  const isHub = ({ thing }) => thing.size >= HUB_SIZE || rank(thing) >= 1e6;
  const symbols = new Grid();
  const names = new Grid();
  const occupy = ({ thing, x, y, radius }) => symbols.add([x - radius, y - radius, x + radius, y + radius], thing);
  const grids = { symbols, names };
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  view.labels = [];
  // The names of hubs may cover small symbols, never one another; other names keep clear of every symbol.
  seen.filter(isHub).forEach(occupy);
  seen.filter(isHub).forEach((spot, place) => placeLabel(ctx, grids, spot, view, place < SURE));
  view.things.forEach(occupy);
  for (const spot of seen.filter((spot) => !isHub(spot)).slice(0, 1500)) placeLabel(ctx, grids, spot, view, false);
  const wanted = shown.focus === null ? (view.scale > 0.75 ? shown.links : []) : shown.focus.links.size > 60 && view.scale < 1 ? [] : [...shown.focus.links];
  for (const link of wanted) placeLinkLabel(ctx, grids, link, view);
}

// The lines of a name and their lengths; measuring is most of the work of a frame, so it is kept.
function measured(ctx, thing, big) {
  if (thing.measured === undefined || thing.measured.big !== big || thing.measured.font !== theme.font) {
    const lines = wrap(thing.mark);
    thing.measured = { big, font: theme.font, lines, lengths: lines.map((text) => ctx.measureText(text).width) };
  }
  return thing.measured;
}

function placeLabel(ctx, { symbols, names }, { thing, x, y, radius }, view, sure) {
  const big = thing.size >= HUB_SIZE || rank(thing) >= 1e9;
  const size = big ? 14 : 12.5;
  ctx.font = `${big ? 600 : 400} ${size}px ${theme.font}`;
  const { lines, lengths } = measured(ctx, thing, big);
  const hidden = shown.large && !state.everything ? hiddenNeighbours(thing) : 0;
  const badge = hidden > 0 ? ` +${hidden}` : "";
  const last = lines.length - 1;
  const extra = badge === "" ? 0 : ctx.measureText(badge).width;
  const widths = lengths.map((length, row) => (row === last ? length + extra : length));
  const w = Math.max(...widths) / 2 + 2;
  const h = (lines.length * size * 1.22) / 2;
  const gap = radius + 4;
  const spots = [
    [x, y + gap + h],
    [x + gap + w, y],
    [x - gap - w, y],
    [x, y - gap - h],
    [x + w, y + gap + h],
    [x - w, y + gap + h],
    [x + w, y - gap - h],
    [x - w, y - gap - h],
  ];
  const inside = ([cx, cy]) => cx - w > 0 && cx + w < view.width && cy - h > 0 && cy + h < view.height - TOOLS;
  const free = (grid, [cx, cy]) => grid.isFree([cx - w, cy - h, cx + w, cy + h], thing);
  let spot = spots.find((place) => inside(place) && free(names, place) && free(symbols, place));
  if (spot === undefined && sure) spot = spots.find((place) => inside(place) && free(names, place));
  if (spot === undefined && rank(thing) >= 1e9) spot = spots[0];
  if (spot === undefined) return;
  const [cx, cy] = spot;
  const box = [cx - w, cy - h, cx + w, cy + h];
  names.add(box, thing);
  view.labels.push({ thing, box });
  lines.forEach((text, row) => {
    const ly = cy + (row - last / 2) * size * 1.22;
    const tail = row === last ? badge : "";
    halo(ctx, text + tail, cx, ly, theme.ink);
    if (tail !== "") {
      const start = cx - widths[row] / 2 + lengths[row];
      ctx.textAlign = "left";
      halo(ctx, tail, start, ly, theme.quiet);
      ctx.textAlign = "center";
    }
  });
}

function placeLinkLabel(ctx, { symbols, names }, link, view) {
  if (link.head === link.tail) return;
  const text = readable(link.role || term("relation", link.relation)).slice(0, 16);
  const [mx, my] = pointOn(curve(link), 0.5);
  const [x, y] = view.toScreen(mx, my);
  ctx.font = `400 11.5px ${theme.font}`;
  const w = ctx.measureText(text).width / 2 + 3;
  const room = Math.hypot(link.tail.x - link.head.x, link.tail.y - link.head.y) * view.scale;
  if (room < 2 * w + 30) return;
  const box = [x - w, y - 8, x + w, y + 8];
  if (!names.isFree(box, link) || !symbols.isFree(box, link)) return;
  names.add(box, link);
  halo(ctx, text, x, y, link.modality === "actual" ? theme.quiet : theme[link.modality]);
}

function halo(ctx, text, x, y, colour) {
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
