// Names on the canvas: the most linked things first, each where no other name or symbol stands yet, with a halo.
// Everything here is in pixels of the screen, so letters keep their size at every zoom.

const LINE = 11; // letters of a Chinese name on one line; Latin letters count a little more than half
const SHORT_LINE = 6; // where there is no room for a longer one
const CELL = 4;
const HALO = 4;
const LEAST_DISC = 28; // pixels across, from which on the name of a community stands in its disc
const MARGIN = 0.5; // names are chosen for so much more than the window on each side
const MOST_NAMES = 1500; // of things that are no hubs
const LINK_FONT = "400 11.5px ";
const HUB_SIZE = 17;
const SURE = 12; // so many of the best linked things get their name even if it covers symbols

function weight(letter) {
  return letter.codePointAt(0) < 0x2e80 ? 0.56 : 1;
}

// A name on at most two lines; longer names end in an ellipsis (the panel has them whole).
function wrap(text, line) {
  const letters = Array.from(text.slice(0, 200));
  const total = letters.reduce((sum, letter) => sum + weight(letter), 0);
  if (total <= line) return [text];
  const target = Math.min(line, total / 2);
  const lines = ["", ""];
  let row = 0;
  let width = 0;
  for (const letter of letters) {
    if (width + weight(letter) > (row === 0 ? target + 0.5 : line)) {
      if (row === 1) return [lines[0], lines[1] + "…"];
      row = 1;
      width = 0;
    }
    lines[row] += letter;
    width += weight(letter);
  }
  return lines[1] === "" ? [lines[0]] : lines;
}

// What is taken of a part of the window, in squares of CELL pixels; a box takes all squares it touches.
class Taken {
  constructor(left, top, width, height) {
    Object.assign(this, { left, top, columns: Math.ceil(width / CELL), rows: Math.ceil(height / CELL) });
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  // Rows and columns, first and last; what lies outside of the part is neither taken nor free.
  cellsOf([left, top, right, bottom]) {
    return [
      Math.max(0, Math.floor((top - this.top) / CELL)),
      Math.min(this.rows - 1, Math.floor((bottom - this.top) / CELL)),
      Math.max(0, Math.floor((left - this.left) / CELL)),
      Math.min(this.columns - 1, Math.floor((right - this.left) / CELL)),
    ];
  }

  add(box) {
    const [top, bottom, left, right] = this.cellsOf(box);
    for (let row = top; row <= bottom && left <= right; row += 1) {
      this.cells.fill(1, row * this.columns + left, row * this.columns + right + 1);
    }
  }

  isFree(box) {
    const [top, bottom, left, right] = this.cellsOf(box);
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) if (this.cells[row * this.columns + column]) return false;
    }
    return true;
  }
}

function isSelected(thing) {
  return state.selected !== null && state.selected.thing === thing;
}

// The names chosen for a scale, in the window and around it. While one pans they stay as they are.
class Names {
  constructor(choose) {
    this.choose = choose;
    this.forget();
  }

  forget() {
    this.plan = null;
    this.inSight = []; // {owner, box}
  }

  // Sets the names in sight; true where they are those of the frame before.
  place(ctx) {
    const { x, y, scale, width, height } = view;
    const shift = () => [(this.plan.x - x) * scale, (this.plan.y - y) * scale];
    const holds =
      this.plan !== null &&
      this.plan.scale === scale &&
      this.plan.width === width &&
      this.plan.height === height &&
      Math.abs(shift()[0]) <= width * MARGIN &&
      Math.abs(shift()[1]) <= height * MARGIN;
    if (!holds) this.plan = { x, y, scale, width, height, names: this.choose(ctx) };
    const [dx, dy] = shift();
    const moved = ({ box: [left, top, right, bottom] }) => [left + dx, top + dy, right + dx, bottom + dy];
    const isInSight = ({ box }) => box[2] > 0 && box[0] < width && box[3] > 0 && box[1] < height;
    this.inSight = this.plan.names.map((name) => ({ ...name, box: moved(name) })).filter(isInSight);
    return holds;
  }
}

const groundNames = new Names((ctx) => chooseNames(ctx, shown.ground, shown.communities, view.scale > 0.75 ? shown.groundLinks : []));
const frontNames = new Names((ctx) => chooseNames(ctx, shown.focus.things, [], shown.focus.links.size > 60 && view.scale < 1 ? [] : shown.focus.links, true));

// The names of some things, discs and links. `front`: what stands out, of which each matters as a hub does.
function chooseNames(ctx, all, discs, namedLinks, front = false) {
  const [across, down] = [view.width * MARGIN, view.height * MARGIN];
  const seen = thingsWithin(all, across, down);
  const isFirst = (thing) => front && isSelected(thing);
  seen.sort((a, b) => isFirst(b.thing) - isFirst(a.thing) || b.thing.degree - a.thing.degree || a.thing.id - b.thing.id);
  const isHub = ({ thing }) => front || thing.size >= HUB_SIZE;
  const taken = () => new Taken(-across, -down, view.width + 2 * across, view.height + 2 * down);
  const room = { names: taken(), hubs: taken(), symbols: taken(), all: front ? shown.things : shown.ground };
  const boxOf = ({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius];
  const chosen = [];
  const choose = (name) => {
    if (name === null) return;
    room.names.add(name.box);
    chosen.push(name);
  };
  for (const spot of seen) room.symbols.add(boxOf(spot));
  for (const spot of seen.filter(isHub)) room.hubs.add(boxOf(spot));
  const named = new Set(); // by the names of their communities
  for (const known of discs) {
    const name = nameInDisc(ctx, known, room);
    choose(name);
    if (name !== null) named.add(known.leader);
  }
  const hubs = seen.filter((spot) => isHub(spot) && !named.has(spot.thing));
  hubs.forEach((spot, place) => choose(nameOfThing(ctx, spot, room, isFirst(spot.thing) ? "first" : place < SURE ? "sure" : "hub")));
  const others = seen.filter((spot) => !isHub(spot) && !named.has(spot.thing)).slice(0, MOST_NAMES);
  for (const spot of others) choose(nameOfThing(ctx, spot, room, "other"));
  for (const link of namedLinks) choose(nameOfLink(ctx, link, room));
  return chosen;
}

const fontOf = (big) => `${big ? 600 : 400} ${big ? 14 : 12.5}px ${theme.font}`;

// The lines of a name and their lengths; measuring is most of the work, so it is kept.
function measured(ctx, thing, line, font) {
  thing.measured ??= {};
  const kept = thing.measured[line];
  if (kept !== undefined && kept.font === font) return kept;
  ctx.font = font;
  const lines = wrap(thing.mark, line);
  return (thing.measured[line] = { font, lines, lengths: lines.map((text) => ctx.measureText(text).width) });
}

// Where the name of a thing stands: clear of every name and symbol, if need be on two lines; the name of a hub may
// cover small symbols, one that is sure other hubs, and the first whatever there is. null where there is no room.
function nameOfThing(ctx, spot, room, right, line = LINE) {
  const { thing, x, y, radius } = spot;
  const big = thing.size >= HUB_SIZE || right === "first";
  const step = (big ? 14 : 12.5) * 1.22;
  const { lines, lengths } = measured(ctx, thing, line, fontOf(big));
  const hidden = shown.large && !state.everything ? hiddenNeighbours(thing, room.all) : 0;
  const badge = hidden > 0 ? ` +${hidden}` : "";
  const last = lines.length - 1;
  ctx.font = fontOf(big);
  const extra = badge === "" ? 0 : ctx.measureText(badge).width;
  const widths = lengths.map((length, row) => (row === last ? length + extra : length));
  const w = Math.max(...widths) / 2 + 2;
  const h = (lines.length * step) / 2;
  const gap = radius + CELL; // less, and the symbol would be in the way of its own name
  const boxAt = ([cx, cy]) => [cx - w, cy - h, cx + w, cy + h];
  const spots = [
    [x, y + gap + h],
    [x + gap + w, y],
    [x - gap - w, y],
    [x, y - gap - h],
    [x + w, y + gap + h],
    [x - w, y + gap + h],
    [x + w, y - gap - h],
    [x - w, y - gap - h],
    [x + gap + w, y + h],
    [x - gap - w, y + h],
    [x + gap + w, y - h],
    [x - gap - w, y - h],
  ].map(boxAt);
  const firstFree = (taken) => spots.find((box) => isWhole(box, x, y) && taken.isFree(box) && room.names.isFree(box));
  let box = firstFree(room.symbols);
  if (box === undefined && big && right !== "first" && line === LINE && last === 0 && thing.mark.length > SHORT_LINE) {
    const short = nameOfThing(ctx, spot, room, "other", SHORT_LINE);
    if (short !== null) return short;
  }
  if (box === undefined && right !== "other") box = firstFree(room.hubs);
  if (box === undefined && (right === "sure" || right === "first")) box = firstFree(room.names);
  if (box === undefined && right === "first") box = spots[0];
  return box === undefined ? null : { owner: thing, box, big, lines, widths, badge, extra, step };
}

// The name of a community stands in its disc or at its edge: its most central thing, and how many it has.
function nameInDisc(ctx, { community, leader, count }, room) {
  const [x, y] = view.toScreen(community.x, community.y);
  const radius = community.radius * view.scale;
  if (2 * radius < LEAST_DISC || 2 * radius > view.height) return null;
  const step = 14 * 1.22;
  ctx.font = fontOf(true);
  const lines = wrap(leader.mark, Math.max(5, Math.min(LINE, Math.floor((2.4 * radius) / 14))));
  const badge = ` ${count}`;
  const extra = ctx.measureText(badge).width;
  const widths = lines.map((text, row) => ctx.measureText(text).width + (row === lines.length - 1 ? extra : 0));
  const w = Math.max(...widths) / 2 + 2;
  const h = (lines.length * step) / 2;
  const edge = Math.max(h, radius - h - 4);
  const boxes = [-1, 1, -0.6, 0.6, -1.4, 1.4, 0].map((up) => [x - w, y + up * edge - h, x + w, y + up * edge + h]);
  const box = [room.symbols, room.hubs, room.names].map((taken) => boxes.find((one) => isWhole(one, x, y) && taken.isFree(one) && room.names.isFree(one))).find(Boolean);
  return box === undefined ? null : { owner: community, box, big: true, lines, widths, badge, extra, step };
}

// Whether the name of what stands in the window is not cut by its edge or the buttons.
function isWhole(box, x, y) {
  const isInside = x > 0 && x < view.width && y > 0 && y < view.height;
  return !isInside || (box[0] > 0 && box[2] < view.width && box[1] > 0 && box[3] < view.height - toolsHeight);
}

function nameOfLink(ctx, link, room) {
  if (link.head === link.tail) return null;
  const [x, y] = view.toScreen(...pointOn(curve(link), 0.5));
  const [across, down] = [view.width * MARGIN, view.height * MARGIN];
  if (x < -across || y < -down || x > view.width + across || y > view.height + down) return null;
  const text = readable(link.role || term("relation", link.relation)).slice(0, 16);
  ctx.font = LINK_FONT + theme.font;
  const w = ctx.measureText(text).width / 2 + 3;
  const length = Math.hypot(link.tail.x - link.head.x, link.tail.y - link.head.y) * view.scale;
  const box = [x - w, y - 8, x + w, y + 8];
  if (length < 2 * w + 30 || !room.names.isFree(box) || !room.symbols.isFree(box)) return null;
  return { owner: link, box, text };
}

// Draws those of the names in sight that reach into a part of the window.
function drawNames(ctx, ratio, { inSight }, [left, top, right, bottom]) {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const name of inSight) {
    const [x0, y0, x1, y1] = name.box;
    if (x1 + HALO < left || x0 - HALO > right || y1 + HALO < top || y0 - HALO > bottom) continue;
    if (name.text === undefined) drawLines(ctx, name);
    else {
      ctx.font = LINK_FONT + theme.font;
      const { modality } = name.owner;
      halo(ctx, name.text, x0 + 3, (y0 + y1) / 2, modality === "actual" ? theme.quiet : theme[modality]);
    }
  }
}

// The name of a thing or a community, with what is counted behind it.
function drawLines(ctx, { owner, box, big, lines, widths, badge, extra, step }) {
  const middle = (box[0] + box[2]) / 2;
  ctx.font = fontOf(big);
  lines.forEach((text, row) => {
    const left = middle - widths[row] / 2;
    const y = box[1] + (row + 0.5) * step;
    halo(ctx, text, left, y, owner.members ? theme.accent : theme.ink);
    if (row === lines.length - 1 && badge !== "") halo(ctx, badge, left + widths[row] - extra, y, theme.quiet);
  });
}

function halo(ctx, text, x, y, colour) {
  ctx.lineWidth = HALO;
  ctx.strokeStyle = theme.paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
