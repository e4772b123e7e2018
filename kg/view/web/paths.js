// The shortest way between two things over the links that pass the filters: facts only, or plans and wishes too.

// The steps from one thing to another, each {from, to, links}: all links between the two; null: there is no way.
function shortestPath(from, to, all) {
  const usable = (link) => allowed(link) && (all || link.modality === "actual");
  const cameFrom = new Map([[from, null]]);
  let front = [from];
  while (front.length > 0 && !cameFrom.has(to)) {
    const next = [];
    for (const thing of front) {
      for (const link of thing.links) {
        const other = otherEnd(link, thing);
        if (cameFrom.has(other) || !usable(link)) continue;
        cameFrom.set(other, thing);
        next.push(other);
      }
    }
    front = next;
  }
  if (!cameFrom.has(to)) return null;
  const steps = [];
  for (let thing = to; thing !== from; thing = cameFrom.get(thing)) {
    const before = cameFrom.get(thing);
    const between = before.links.filter((link) => otherEnd(link, before) === thing && usable(link));
    steps.unshift({ from: before, to: thing, links: between });
  }
  return steps;
}

// The path of the state: {steps} where one is asked for, steps null where there is none.
function currentPath() {
  if (state.path === null || !state.selected?.thing) return null;
  return { steps: shortestPath(state.selected.thing, state.path.to, state.path.all) };
}

// In the panel of a thing: the box in which one says to which other thing, and the path to it.
function pathInto(content, thing) {
  const input = make("input", {
    type: "text", id: "path-to", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": "path-results", autocomplete: "off", spellcheck: "false",
    "aria-label": word("path_to"), placeholder: word("path_to"),
  });
  const list = make("ul", { id: "path-results", class: "results", role: "listbox", "aria-label": word("results"), hidden: true });
  searchBox(input, list, (to) => {
    go({ path: to === thing ? null : { to, all: false } }, "path");
    document.getElementById("path")?.focus();
  });
  content.append(make("div", { class: "search" }, input, list));
  if (shown.path === null) return;
  const { to, all } = state.path;
  const toggle = ({ target }) => {
    go({ path: { to, all: target.checked } }, "path");
    document.getElementById("path-all").focus();
  };
  const { steps } = shown.path;
  const title = word(steps === null ? "no_path" : "path", { n: steps === null ? 0 : steps.length, name: to.label });
  const close = make("button", { type: "button", class: "plain", onclick: () => go({ path: null }, "path") }, word("path_close"));
  content.append(
    make(
      "section",
      { id: "path", class: "path", tabindex: "-1", "aria-label": title },
      make("h3", {}, title),
      make("label", {}, make("input", { type: "checkbox", id: "path-all", checked: all, onchange: toggle }), word("path_all")),
      make("ol", {}, ...(steps || []).map(stepItem)),
      close,
    ),
  );
  say(title.slice(0, 200));
}

function stepItem({ from, to, links: between }) {
  const item = make("li", {}, make("p", {}, thingLink(from), " → ", thingLink(to)));
  for (const link of between) {
    const [first] = evidenceOf(link);
    const relation = linked({ link }, {}, term("relation", link.relation, link.head !== from && !symmetric.has(link.relation)));
    const row = make("p", { class: "relation" }, line(link.modality), relation);
    if (link.role) row.append(make("bdi", {}, link.role));
    if (link.time) row.append(make("span", { class: "time" }, link.time));
    item.append(row);
    if (first !== undefined) item.append(evidenceBlock(link, first, false));
  }
  return item;
}
