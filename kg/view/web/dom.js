// Small helpers that make elements. Text from reports enters the page only here, as text nodes.

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// What has time until the frame to come is on the screen.
function afterFrame(action) {
  requestAnimationFrame(() => setTimeout(action));
}

// Told to screen readers, seen by nobody.
function say(text) {
  document.getElementById("announcement").textContent = text;
}

// A name from a report: isolated, so that its reading direction stays its own.
function nameOf(thing) {
  return make("bdi", {}, thing.label);
}

// A link to a thing or to a relation. A click follows it in the state as it is by then, which may have changed since
// the address was written; that is for a copy or another window.
function linked(target, properties, ...children) {
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    select(target);
  };
  return make("a", { href: linkTo(target), onclick: follow, ...properties }, ...children);
}

function drawingOf(width, height, ...shapes) {
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
  svg.append(...shapes);
  return svg;
}

function shape(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const SHAPES = Object.fromEntries(things.map(({ type, shape }) => [type, shape]));

// The symbol of a type as it stands in the graph.
function symbol(type) {
  const svg = drawingOf(16, 16, shape("path", { d: outlinePath(SHAPES[type] || "dot", 8, 8, 6.5) }));
  svg.classList.add("symbol", "type-" + type);
  return svg;
}

// The line of a modality as it stands in the graph.
function line(modality) {
  const dash = DASHES[modality].join(" ");
  const shaft = shape("path", { d: "M1 5H26", "stroke-dasharray": dash });
  const svg = drawingOf(34, 10, shaft, shape("path", { d: "M26 1.5L33 5L26 8.5Z" }));
  svg.classList.add("line", "modality-" + modality);
  return svg;
}

function chip(modality) {
  return make("span", { class: "chip modality-" + modality }, line(modality), term("modality", modality));
}
