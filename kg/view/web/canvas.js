// The graph on the screen: what is in sight and under the pointer, clicks, dragged things, keys, the camera.
// Coordinates come from Python, so nothing moves by itself and nothing is drawn while nothing changes.
//
// Frames, camera and the gestures that move the plane (drag, wheel, two fingers) are a renderer's. There are two, for
// page.py leaves vis-network out where a graph is too large for it: vis_renderer.js and canvas_renderer.js. Both draw
// the ground, that is what is shown while nothing is selected, with its names; and while something is, the front, that
// is what stands out, over the ground, which is then faint. So a selection leaves the ground as it is.
// For a frame they call aim, place of groundNames, drawGround or its parts, drawNames, and drawFront, and give
//   camera()               {x, y, scale}: what stands in the middle, and how large
//   moveTo(camera, glide)  there at once or gliding; what is left out stays
//   redraw()               the graph has changed: a new frame soon
//   redrawFront()          what stands out has changed, the ground has not
//   resize()               the window or the resolution of the screen has changed
//   move(thing)            the thing has new coordinates

const container = document.getElementById("graph");
const view = {
  x: 0,
  y: 0,
  scale: 1,
  width: 0,
  height: 0,
  things: [], // those of the ground in sight, small ones first: {thing, x, y, radius} in pixels of the window
  front: [], // those that stand out
  crowd: 0, // how many links were in sight when all was last painted
  still: false, // the selection came by a click on the graph
  toScreen: (x, y) => [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2],
};
let renderer = null;

function startCanvas() {
  renderer = typeof vis === "undefined" ? canvasRenderer() : visRenderer();
  new ResizeObserver(resized).observe(container);
  watchResolution();
  container.addEventListener("pointerdown", press, { capture: true });
  container.addEventListener("click", (event) => {
    if (isDrag(event)) return;
    const target = targetAt(event.offsetX, event.offsetY);
    if (target?.community) return openCommunity(target.community);
    view.still = true;
    select(target);
    view.still = false;
  });
  container.addEventListener("dblclick", (event) => {
    const target = targetAt(event.offsetX, event.offsetY);
    if (target !== null && target.thing) toggleUnfolded(target.thing);
  });
  container.addEventListener("mousemove", hover);
  container.addEventListener("mouseleave", () => showTip(null));
  container.addEventListener("keydown", moveByKey);
}

// The graph, the colours or the letters have changed.
function redraw() {
  for (const names of [groundNames, frontNames]) names.forget();
  renderer.redraw();
}

let drawn = { ground: null, language: null };

// The state has changed.
function redrawState() {
  frontNames.forget();
  if (shown.ground === drawn.ground && state.language === drawn.language) return renderer.redrawFront();
  drawn = { ground: shown.ground, language: state.language };
  redraw();
}

function resized() {
  renderer.resize();
  redraw();
}

// Zoom of the browser or another screen: pixels are of another size, though the window may be as wide as before.
function watchResolution() {
  const changed = () => {
    resized();
    watchResolution();
  };
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", changed, { once: true });
}

// What a renderer calls first for each frame.
function aim({ x, y, scale }, width = container.clientWidth, height = container.clientHeight) {
  rememberCamera();
  Object.assign(view, { x, y, scale, width, height });
  view.things = thingsWithin(shown.ground, 80, 80);
}

// Draws a part of the ground [left, top, right, bottom] on a canvas that has so many pixels for one of the page.
function drawGround(ctx, ratio, part) {
  const { scale } = view;
  onPlane(ctx, ratio);
  drawDiscs(ctx, scale);
  drawLinks(ctx, scale, shown.groundLinks, boundsOf(...part));
  for (const spot of view.things) if (reaches(spot, part)) drawThing(ctx, spot.thing, scale);
}

function onPlane(ctx, ratio) {
  const [x, y] = view.toScreen(0, 0);
  ctx.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * x, ratio * y);
}

const FAINT = 0.15; // how much of the ground is to be seen while something stands out

// Draws what stands out, with its names.
function drawFront(ctx, ratio) {
  const window = [0, 0, view.width, view.height];
  view.front = thingsWithin(shown.focus.things, 80, 80);
  onPlane(ctx, ratio);
  drawLinks(ctx, view.scale, shown.focus.links, boundsOf(...window), true);
  for (const { thing } of view.front) drawThing(ctx, thing, view.scale, isSelected(thing));
  frontNames.place(ctx);
  drawNames(ctx, ratio, frontNames, window);
}

// Draws on the canvas of the ground what comes over it: its names and, over a veil, the front.
function drawOver(ctx, ratio) {
  groundNames.place(ctx);
  drawNames(ctx, ratio, groundNames, [0, 0, view.width, view.height]);
  if (shown.focus === null) return;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.globalAlpha = 1 - FAINT;
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, view.width, view.height);
  ctx.globalAlpha = 1;
  drawFront(ctx, ratio);
}

function namesInSight() {
  return (shown.focus === null ? groundNames : frontNames).inSight;
}

function reaches({ x, y, radius }, [left, top, right, bottom]) {
  const reach = radius * 1.5 + 3;
  return x + reach > left && x - reach < right && y + reach > top && y - reach < bottom;
}

// All things in the window as a picture for paper, which is smaller than most windows, of another shape and of finer
// points (Chromium prints it as lines and letters). The next frame of the screen aims anew.
function paperPicture() {
  const [width, height, ratio] = [680, 600, 3];
  const canvas = make("canvas", { width: width * ratio, height: height * ratio, "aria-hidden": "true" });
  const camera = renderer.camera();
  aim(camera);
  const seen = [...thingsWithin(shown.things, 0, 0).map(({ thing }) => thing), ...discsInSight().flatMap(endsOfDisc)];
  const ctx = canvas.getContext("2d", { alpha: false });
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  aim(fitting(seen, width, height, camera.scale) ?? camera, width, height);
  countLinks();
  drawGround(ctx, ratio, [0, 0, width, height]);
  drawOver(ctx, ratio);
  return canvas;
}

// Those of some things that stand in the window or so far beyond its edges, small ones first.
function thingsWithin(all, across, down) {
  const found = [];
  for (const thing of smallFirst) {
    if (!all.has(thing)) continue;
    const [x, y] = view.toScreen(thing.x, thing.y);
    if (x < -across || y < -down || x > view.width + across || y > view.height + down) continue;
    found.push({ thing, x, y, radius: radiusAt(thing, view.scale) * view.scale });
  }
  return found;
}

// The part of the plane behind a part of the window, with room for bows that reach into it.
function boundsOf(left, top, right, bottom) {
  const margin = WIDEST_BOW + 20 / view.scale;
  const x = (px) => (px - view.width / 2) / view.scale + view.x;
  const y = (py) => (py - view.height / 2) / view.scale + view.y;
  return [x(left) - margin, y(top) - margin, x(right) + margin, y(bottom) + margin];
}

function countLinks() {
  const bounds = boundsOf(0, 0, view.width, view.height);
  view.crowd = 0;
  for (const link of shown.groundLinks) if (!isOutside(link, bounds)) view.crowd += 1;
}

let pressed = { clientX: 0, clientY: 0 };

function isDrag({ clientX, clientY }) {
  return Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) > 4;
}

// A mouse or a pen drags the thing it is pressed on; a finger always moves the plane, where things stand close.
function press(event) {
  pressed = event;
  if (event.button !== 0 || event.pointerType === "touch") return;
  const spot = spotAt(event.offsetX, event.offsetY);
  if (spot === null) return;
  event.stopPropagation(); // the renderer does not see it: the plane stays
  const { thing } = spot;
  const [x, y] = [thing.x, thing.y];
  const drag = (to) => {
    if (!isDrag(to)) return;
    thing.x = x + (to.clientX - pressed.clientX) / view.scale;
    thing.y = y + (to.clientY - pressed.clientY) / view.scale;
    renderer.move(thing);
    redraw();
  };
  const release = () => {
    removeEventListener("pointermove", drag);
    for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, release);
  };
  addEventListener("pointermove", drag);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release);
}

// The thing whose symbol is under a point.
function spotAt(x, y) {
  let best = null;
  let least = 4;
  for (const spot of [...view.things, ...(shown.focus === null ? [] : view.front)]) {
    const distance = Math.hypot(spot.x - x, spot.y - y) - Math.max(spot.radius * BULK[spot.thing.shape], 6);
    if (distance < least) [best, least] = [spot, distance];
  }
  return best;
}

// The thing, link or community under a point of the canvas; what is drawn above goes first.
function targetAt(x, y) {
  const spot = spotAt(x, y);
  if (spot !== null) return { thing: spot.thing };
  for (const { owner, box } of namesInSight()) {
    if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) return byKey(owner.key) ?? { community: owner };
  }
  let best = null;
  let least = 7;
  for (const link of shown.links) {
    const path = curve(link);
    const steps = link.bow === 0 ? 1 : 8;
    let [ax, ay] = view.toScreen(path.from.x, path.from.y);
    for (let step = 1; step <= steps; step += 1) {
      const [bx, by] = view.toScreen(...pointOn(path, step / steps));
      const distance = distanceToLine(x, y, ax, ay, bx, by);
      if (distance < least) [best, least] = [{ link }, distance];
      [ax, ay] = [bx, by];
    }
  }
  return best ?? communityAt(x, y);
}

function distanceToLine(x, y, ax, ay, bx, by) {
  const square = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

let hoverFrame = 0;
function hover(event) {
  cancelAnimationFrame(hoverFrame);
  const target = () => (event.buttons === 0 ? targetAt(event.offsetX, event.offsetY) : null);
  hoverFrame = requestAnimationFrame(() => showTip(target(), event));
}

function showTip(target, event) {
  const tip = document.getElementById("tip");
  container.classList.toggle("pointing", target !== null);
  tip.hidden = target === null;
  if (target === null) return;
  const { thing, link, community } = target;
  if (community) tip.replaceChildren(communityTip(community));
  else if (thing) tip.replaceChildren(nameOf(thing), ` · ${term("type", thing.type)}`);
  else {
    const says = [link.role, link.modality === "actual" ? null : term("modality", link.modality)].filter(Boolean);
    const relation = term("relation", link.relation) + (says.length ? `（${says.join("，")}）` : "");
    tip.replaceChildren(nameOf(link.head), ` — ${relation} — `, nameOf(link.tail));
  }
  tip.style.left = Math.min(event.offsetX + 14, container.clientWidth - tip.offsetWidth - 8) + "px";
  tip.style.top = Math.min(event.offsetY + 16, container.clientHeight - tip.offsetHeight - 8) + "px";
}

function moveByKey(event) {
  const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  if (event.key in steps) {
    const [dx, dy] = steps[event.key];
    const { x, y, scale } = renderer.camera();
    renderer.moveTo({ x: x + dx / scale, y: y + dy / scale, scale });
  } else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") frame(allShown());
  else return;
  event.preventDefault();
}
