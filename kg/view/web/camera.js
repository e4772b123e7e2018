// The camera: what stands in the middle of the graph, and how large; how the page moves it, and its part of the address.

const ZOOM_STEP = 0.07; // of the scale, with each step of the wheel
const [LEAST_SCALE, MOST_SCALE] = [0.02, 6]; // scales
const GLIDE = 350; // milliseconds
const REST = 300; // milliseconds without a frame, after which the address takes the camera
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// The camera shows all these things, with room for their names at the edges.
function frame(group, limit) {
  aimAt(framing(group, limit));
}

function aimAt(camera) {
  if (camera !== null) renderer.moveTo(camera, view.width > 0 && !calm.matches); // the page opens without a journey
}

// The camera by which things, or the ends of discs, fill the graph above its buttons; null without any.
function framing(group, limit = 1.4) {
  measureTools();
  const camera = fitting(group, container.clientWidth, container.clientHeight - toolsHeight, limit);
  return camera && { ...camera, y: camera.y + toolsHeight / 2 / camera.scale };
}

// How much of the lower edge of the graph its buttons take; where the window is narrow they stand in two rows.
let toolsHeight = 0;

function measureTools() {
  toolsHeight = document.querySelector(".tools").offsetHeight + 12;
}

// The camera with which the state as it is opens: on what is selected, else on all that is shown.
function openingCamera() {
  return state.selected === null ? framing(allShown()) : framing(shown.focus.things, 1.1);
}

function allShown() {
  return [...shown.things, ...shown.communities.flatMap(({ community }) => endsOfDisc(community))];
}

// The camera by which things fill a width and height, with room for names at the edges; null without any thing.
function fitting(group, width, height, limit) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of group) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  if (left > right) return null;
  const [beside, above] = shown.communities.length > 0 ? [60, 50] : [170, 86]; // discs have their names inside
  const across = Math.max(80, width - beside) / Math.max(1, right - left);
  const down = Math.max(80, height - above) / Math.max(1, bottom - top);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(limit, across, down) };
}

function zoom(factor) {
  const camera = renderer.camera();
  renderer.moveTo({ ...camera, scale: Math.min(MOST_SCALE, Math.max(LEAST_SCALE, camera.scale * factor)) });
}

// When it rests somewhere else than where the state opens, the address says where, in whole numbers of the plane.
let rest = 0;

function rememberCamera() {
  clearTimeout(rest);
  rest = setTimeout(() => {
    const [now, opening] = [renderer.camera(), openingCamera()];
    const address = addressNow() + (opening !== null && isSameCamera(now, opening) ? "" : cameraAddress(now));
    if (address !== (location.hash || "#")) history.replaceState(null, "", address);
  }, REST);
}

// To a pixel of the screen, and half a percent of the scale.
function isSameCamera(one, other) {
  const far = Math.hypot(one.x - other.x, one.y - other.y) * one.scale;
  return far < 1.5 && Math.abs(one.scale / other.scale - 1) < 0.005;
}

function cameraAddress({ x, y, scale }) {
  const joint = addressNow().includes("?") ? "&" : "?";
  return `${joint}camera=${Math.round(x)}/${Math.round(y)}/${Number(scale.toPrecision(4))}`;
}

function cameraIn(text) {
  const [x, y, scale] = (text || "").split("/").map((part) => (/^-?\d+(\.\d+)?$/.test(part) ? Number(part) : NaN));
  return scale >= LEAST_SCALE && scale <= MOST_SCALE && Number.isFinite(x + y) ? { x, y, scale } : null;
}
