// The graph on the screen: vis-network keeps the camera and calls the drawing functions; clicks, hovering and
// keys come back as selections. Coordinates are fixed by Python, so nothing here moves by itself.

const container = document.getElementById("graph");
const view = { scale: 1, width: 0, height: 0, things: [], labels: [], still: false, toScreen: (x, y) => [x, y] };
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let network = null;

function startCanvas() {
  const draw = ({ ctx, id }) => {
    const thing = things[id];
    if (!shown.things.has(thing)) return {};
    const size = 2 * radiusAt(thing, view.scale);
    return { drawNode: () => drawThing(ctx, thing, view.scale), nodeDimensions: { width: size, height: size } };
  };
  network = new vis.Network(
    container,
    { nodes: things.map(({ id, x, y }) => ({ id, x, y })), edges: [] },
    {
      physics: false,
      autoResize: false, // looks once a second; the observer below sees a change at once
      layout: { improvedLayout: false },
      interaction: { dragNodes: false, selectable: false, hover: false, tooltipDelay: 0, zoomSpeed: 0.7 },
      nodes: { shape: "custom", ctxRenderer: draw },
    },
  );
  network.on("beforeDrawing", (ctx) => {
    view.scale = network.getScale();
    const { x, y } = network.getViewPosition();
    const [w, h] = [container.clientWidth / 2 / view.scale + 60, container.clientHeight / 2 / view.scale + 60];
    drawLinks(ctx, view.scale, [x - w, y - h, x + w, y + h]);
  });
  network.on("afterDrawing", (ctx) => {
    locateThings();
    ctx.save();
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawLabels(ctx, view);
    ctx.restore();
  });
  network.on("click", ({ pointer }) => {
    view.still = select(targetAt(pointer.DOM.x, pointer.DOM.y));
  });
  network.on("doubleClick", ({ pointer }) => {
    const target = targetAt(pointer.DOM.x, pointer.DOM.y);
    if (target !== null && target.thing) toggleUnfolded(target.thing);
  });
  new ResizeObserver(() => {
    network.setSize("100%", "100%");
    network.redraw();
  }).observe(container);
  container.addEventListener("mousemove", hover);
  container.addEventListener("mouseleave", () => showTip(null));
  container.addEventListener("keydown", moveByKey);
}

function locateThings() {
  const { x, y } = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = container;
  const { scale } = view;
  Object.assign(view, { width, height });
  view.toScreen = (px, py) => [(px - x) * scale + width / 2, (py - y) * scale + height / 2];
  view.things = [];
  for (const thing of shown.things) {
    const [sx, sy] = view.toScreen(thing.x, thing.y);
    if (sx < -80 || sy < -40 || sx > width + 80 || sy > height + 40) continue;
    view.things.push({ thing, x: sx, y: sy, radius: radiusAt(thing, scale) * scale });
  }
}

// The thing or link under a point of the canvas; a thing or its name goes before a link.
function targetAt(x, y) {
  let best = null;
  let least = Infinity;
  for (const spot of view.things) {
    const distance = Math.hypot(spot.x - x, spot.y - y) - Math.max(spot.radius * BULK[spot.thing.shape], 6);
    if (distance < 4 && distance < least) [best, least] = [{ thing: spot.thing }, distance];
  }
  if (best !== null) return best;
  for (const { thing, box } of view.labels) {
    if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) return { thing };
  }
  least = 7;
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
  return best;
}

function distanceToLine(x, y, ax, ay, bx, by) {
  const square = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

let hoverFrame = 0;
function hover(event) {
  cancelAnimationFrame(hoverFrame);
  hoverFrame = requestAnimationFrame(() => showTip(targetAt(event.offsetX, event.offsetY), event));
}

function showTip(target, event) {
  const tip = document.getElementById("tip");
  container.classList.toggle("pointing", target !== null);
  tip.hidden = target === null;
  if (target === null) return;
  const { thing, link } = target;
  if (thing) tip.replaceChildren(nameOf(thing), ` · ${term("type", thing.type)}`);
  else {
    const says = [link.role, link.modality === "actual" ? null : term("modality", link.modality)].filter(Boolean);
    const relation = term("relation", link.relation) + (says.length ? `（${says.join("，")}）` : "");
    tip.replaceChildren(nameOf(link.head), ` — ${relation} — `, nameOf(link.tail));
  }
  tip.style.left = Math.min(event.offsetX + 14, container.clientWidth - tip.offsetWidth - 8) + "px";
  tip.style.top = Math.min(event.offsetY + 16, container.clientHeight - tip.offsetHeight - 8) + "px";
}

// The camera shows all these things, with room for their names at the edges.
function frame(group, limit = 1.4) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of group) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  if (left > right) return;
  const width = Math.max(80, container.clientWidth - 170);
  const height = Math.max(80, container.clientHeight - 130);
  const scale = Math.min(limit, width / Math.max(1, right - left), height / Math.max(1, bottom - top));
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + TOOLS / 2 / scale };
  const animation = calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  network.moveTo({ position, scale, animation });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)) });
}

function moveByKey(event) {
  const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  if (event.key in steps) {
    const [x, y] = steps[event.key];
    const position = network.getViewPosition();
    network.moveTo({ position: { x: position.x + x / view.scale, y: position.y + y / view.scale } });
  } else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") frame(shown.things);
  else return;
  event.preventDefault();
}
