// Run in both pages before their own scripts: what a frame is, when the first full one was over, and what a user
// does, with the time that it takes until the page shows it.
window.framesDrawn = 0;
window.painted = () =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
window.firstPaint = new Promise((done) => {
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (document.contains(this.canvas)) framesDrawn += 1;
    // A timeout of a frame comes when the frame is over.
    if (window.explorer || window.network?.body) setTimeout(() => done(performance.now()));
    return clear.apply(this, box);
  };
});
firstPaint.then((at) => (window.painted_at = at));
window.pointer = (type, x, y) => {
  const kind = type === "click" ? MouseEvent : PointerEvent;
  const button = { button: 0, buttons: type === "pointerup" ? 0 : 1, pointerId: 1, pointerType: "mouse" };
  const at = { clientX: x, clientY: y, bubbles: true, cancelable: true, isPrimary: true, ...button };
  document.querySelector("canvas").dispatchEvent(new kind(type, at));
};

// Milliseconds of a frame in a drag to and fro, ten seconds at the most; the first frames are left out.
window.drag = async (frames) => {
  const box = document.querySelector("canvas").getBoundingClientRect();
  const [x, y] = [box.left + 3, box.top + 3];
  pointer("pointerdown", x, y);
  let begun = performance.now();
  let i = 0;
  for (; i < frames + 5 && performance.now() - begun < 10_000; i += 1) {
    if (i === 5) begun = performance.now();
    pointer("pointermove", x + 4 * Math.min(i, frames - i), y + 2 * Math.min(i, frames - i));
    await new Promise(requestAnimationFrame);
  }
  const spent = performance.now() - begun;
  pointer("pointerup", x, y);
  return spent / (i > 5 ? i - 5 : i);
};

// Milliseconds from a click on a thing to the frame that shows it, and to the one with its relations in the panel.
window.highlight = async (key) => {
  const { x, y } = explorer.where(key);
  const over = painted(); // before the click: what the page leaves for after the frame comes after this
  const begun = performance.now();
  for (const type of ["pointerdown", "pointerup", "click"]) pointer(type, x, y);
  if (explorer.focus().length === 0) throw new Error(`a click on ${key} selected nothing`);
  const shown = (await over) - begun;
  return [shown, (await painted()) - begun];
};

// Milliseconds from a letter typed to the frame with the list.
window.search = async (query) => {
  const field = document.getElementById("search");
  field.focus();
  field.value = query;
  const begun = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return (await painted()) - begun;
};

// Milliseconds from the click on «全部显示» to the frame that shows all.
window.showAll = async () => {
  const begun = performance.now();
  document.getElementById("extent").click();
  return (await painted()) - begun;
};

// Milliseconds from the selection of a thing to the frame that shows it, in the page of pyvis.
window.selectInPyvis = async (id) => {
  const begun = performance.now();
  network.selectNodes([id]);
  return (await painted()) - begun;
};
