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

// Told to screen readers, seen by nobody.
function say(text) {
  document.getElementById("announcement").textContent = text;
}

// A name from a report: isolated, so that its reading direction stays its own.
function nameOf(thing) {
  return make("bdi", {}, thing.label);
}

function drawingOf(width, height, tag, attributes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("aria-hidden", "true");
  const part = document.createElementNS(svg.namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
  svg.append(part);
  return svg;
}

// The symbol of a type as it stands in the graph.
function symbol(type) {
  const shape = things.find((thing) => thing.type === type)?.shape || "dot";
  const svg = drawingOf(16, 16, "path", { d: outlinePath(shape, 8, 8, 6.5) });
  svg.classList.add("symbol", "type-" + type);
  return svg;
}

// The line of a modality as it stands in the graph.
function line(modality) {
  const dash = DASHES[modality].join(" ");
  const svg = drawingOf(34, 10, "path", { d: "M1 5H26", "stroke-dasharray": dash });
  const arrow = document.createElementNS(svg.namespaceURI, "path");
  arrow.setAttribute("d", "M26 1.5L33 5L26 8.5Z");
  svg.append(arrow);
  svg.classList.add("line", "modality-" + modality);
  return svg;
}

function chip(modality) {
  return make("span", { class: "chip modality-" + modality }, line(modality), term("modality", modality));
}
