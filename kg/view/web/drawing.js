// How things and links look on the canvas. Renderers call these for each frame; lengths marked px are pixels of
// the screen, so they are divided by the scale of the canvas.

const DASHES = { actual: [], planned: [7, 4], wished: [1.5, 4] };
const CROWD = 1500; // with more things shown, symbols are smaller; with more links in sight, links are hairlines without dashes, and arrows and outlines are left out
const smallFirst = [...things].sort((a, b) => a.size - b.size || a.id - b.id); // so that hubs lie on top

const theme = {};

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  for (const name of ["paper", "ink", "quiet", "accent", "rule", "disc"]) theme[name] = read("--" + name);
  for (const modality of modalities) theme[modality] = read("--" + modality);
  for (const type of types) theme[type] = read("--" + type.toLowerCase());
  theme.font = getComputedStyle(document.body).fontFamily;
}

// Points of the symbol's outline on the unit circle; null for a circle.
function corners(shape) {
  const polygon = (count, turn) =>
    Array.from({ length: count }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / count;
      return [Math.cos(angle), Math.sin(angle)];
    });
  const up = -Math.PI / 2;
  if (shape === "square") return polygon(4, Math.PI / 4);
  if (shape === "diamond") return polygon(4, up);
  if (shape === "triangle") return polygon(3, up);
  if (shape === "triangleDown") return polygon(3, -up);
  if (shape === "hexagon") return polygon(6, 0);
  if (shape === "star") return polygon(10, up).map(([x, y], i) => (i % 2 ? [x * 0.5, y * 0.5] : [x, y]));
  return null;
}

// Symbols of equal radius look unequal: these factors give them about the same area.
const BULK = { dot: 1, square: 1.2, diamond: 1.25, triangle: 1.4, triangleDown: 1.4, hexagon: 1.12, star: 1.4 };
const OUTLINES = new Map(Object.keys(BULK).map((shape) => [shape, corners(shape)]));

function outline(ctx, shape, x, y, radius) {
  const points = OUTLINES.get(shape);
  ctx.beginPath();
  if (points === null) {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const size = radius * BULK[shape];
  if (shape === "square") {
    const half = size * Math.SQRT1_2;
    ctx.rect(x - half, y - half, 2 * half, 2 * half); // several times faster to fill than its four corners
    return;
  }
  points.forEach(([px, py], i) => (i ? ctx.lineTo : ctx.moveTo).call(ctx, x + px * size, y + py * size));
  ctx.closePath();
}

function outlinePath(shape, x, y, radius) {
  const points = corners(shape);
  if (points === null) {
    return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
  }
  const place = ([px, py]) => `${(x + px * radius * 1.1).toFixed(2)} ${(y + py * radius * 1.1).toFixed(2)}`;
  return `M${points.map(place).join("L")}Z`;
}

// Symbols shrink more slowly than the graph when one zooms out, so that they stay to be seen.
function radiusAt(thing, scale) {
  const least = shown.ground.size > CROWD ? 0.18 : shown.communities.length > 0 ? 0.26 : 0.36;
  return (thing.size * Math.min(1.5, Math.max(least, Math.sqrt(scale)))) / scale;
}

function drawThing(ctx, thing, scale, isSelected = false) {
  const radius = radiusAt(thing, scale);
  ctx.fillStyle = theme[thing.type];
  outline(ctx, thing.shape, thing.x, thing.y, radius);
  if (isSelected || view.crowd <= CROWD || radius * scale >= 7) {
    ctx.lineWidth = (isSelected ? 6 : 2.4) / scale;
    ctx.strokeStyle = isSelected ? theme.ink : theme.paper;
    ctx.stroke();
  }
  ctx.fill();
}

const swingOf = (bow, length) => bow * Math.min(56, length * 0.3);
const WIDEST_BOW = links.reduce((most, { bow }) => Math.max(most, Math.abs(swingOf(bow, Infinity)) / 2), 0);

// The curve of a link: from, control point, to (a straight line has its control point in the middle).
function curve(link) {
  const { head, tail } = link;
  const dx = tail.x - head.x;
  const dy = tail.y - head.y;
  const length = Math.hypot(dx, dy) || 1;
  const swing = swingOf(link.bow, length);
  return {
    from: head,
    to: tail,
    cx: (head.x + tail.x) / 2 - (dy / length) * swing,
    cy: (head.y + tail.y) / 2 + (dx / length) * swing,
  };
}

function pointOn({ from, to, cx, cy }, t) {
  const s = 1 - t;
  return [s * s * from.x + 2 * s * t * cx + t * t * to.x, s * s * from.y + 2 * s * t * cy + t * t * to.y];
}

// Links of one look are drawn together. A line at most one pixel of the screen wide is several times faster than a
// wider one (measured: 12,000 of them in one path 16 ms, as strokes of 1.1 pixels 92 ms, dashed 205 ms); wider
// ones take a stroke each, for one path of thousands of wide lines that cross takes longer still.
// `bold`: those that stand out.
function drawLinks(ctx, scale, all, bounds, bold = false) {
  const looks = new Map();
  for (const link of all) {
    if (isOutside(link, bounds)) continue;
    if (!looks.has(link.modality)) looks.set(link.modality, []);
    looks.get(link.modality).push(link);
  }
  const thin = !bold && view.crowd > CROWD;
  const many = bold && shown.focus.links.size > 60;
  const strength = Math.min(1, Math.max(0.4, 1.1 - view.crowd / 2500));
  for (const [modality, look] of looks) {
    ctx.globalAlpha = bold ? 1 : (modality === "actual" ? 0.6 : 0.9) * strength;
    ctx.strokeStyle = ctx.fillStyle = theme[modality];
    const width = (modality === "actual" ? 1 : 1.5) + (bold && !many ? 0.8 : 0);
    ctx.lineWidth = (thin ? 1 / devicePixelRatio : width) / scale;
    ctx.lineCap = modality === "wished" ? "round" : "butt";
    ctx.setLineDash(thin ? [] : DASHES[modality].map((px) => px / scale));
    ctx.beginPath();
    for (const link of look) {
      if (!thin) ctx.beginPath();
      traceLink(ctx, link, scale);
      if (!thin) ctx.stroke();
    }
    if (thin) ctx.stroke();
    ctx.setLineDash([]);
    if (thin || (scale < 0.12 && !bold)) continue;
    for (const link of look) if (!symmetric.has(link.relation)) fillArrow(ctx, link, scale, bold);
  }
  ctx.globalAlpha = 1;
}

// Both ends beyond the same edge of the window (bows swing out by less than the margin of boundsOf).
function isOutside({ head, tail }, [left, top, right, bottom]) {
  return (
    (head.x < left && tail.x < left) ||
    (head.x > right && tail.x > right) ||
    (head.y < top && tail.y < top) ||
    (head.y > bottom && tail.y > bottom)
  );
}

function traceLink(ctx, link, scale) {
  const { head, tail } = link;
  if (head === tail) {
    const radius = radiusAt(head, scale);
    ctx.moveTo(head.x + 2 * radius, head.y - radius);
    ctx.arc(head.x + radius, head.y - radius, radius, 0, 2 * Math.PI);
  } else {
    const { cx, cy } = curve(link);
    ctx.moveTo(head.x, head.y);
    if (link.bow === 0) ctx.lineTo(tail.x, tail.y);
    else ctx.quadraticCurveTo(cx, cy, tail.x, tail.y);
  }
}

function fillArrow(ctx, link, scale, bold) {
  const { head, tail } = link;
  if (head === tail) return;
  const { cx, cy } = curve(link);
  const length = Math.hypot(tail.x - cx, tail.y - cy) || 1;
  const ux = (tail.x - cx) / length;
  const uy = (tail.y - cy) / length;
  const long = ((bold ? 10 : 8.5) * Math.min(1, Math.max(0.6, Math.sqrt(scale * 1.6)))) / scale;
  const wide = long * 0.42;
  const gap = radiusAt(tail, scale) * BULK[tail.shape] * 0.92 + 1.5 / scale;
  const x = tail.x - ux * gap;
  const y = tail.y - uy * gap;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - ux * long - uy * wide, y - uy * long + ux * wide);
  ctx.lineTo(x - ux * long + uy * wide, y - uy * long - ux * wide);
  ctx.fill();
}
