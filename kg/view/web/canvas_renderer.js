// Frames and camera for graphs that are too large for vis-network. Ground and front have a canvas each. The ground is
// painted in full only where the scale or the graph has changed: while one pans, its picture is shifted and the new edge
// painted; a selection paints the front alone.
// What a renderer has to do is written in canvas.js.

function canvasRenderer() {
  const canvases = [make("canvas"), make("canvas", { class: "front" })];
  const [ground, front] = canvases.map((canvas) => canvas.getContext("2d"));
  const camera = { x: 0, y: 0, scale: 1 };
  const held = new Map(); // the pointers that are down on the plane
  let ratio = 1; // pixels of the canvas in one of the page
  let painted = null; // the camera of the picture on the canvas; null: none to be used
  let glide = null;
  let frame = 0;

  function request() {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  function draw(now) {
    cancelAnimationFrame(frame);
    frame = 0;
    if (glide !== null) glideOn(now);
    moveGround();
    const isFaint = shown.focus !== null;
    if (isFaint) {
      front.setTransform(1, 0, 0, 1, 0, 0);
      front.clearRect(0, 0, front.canvas.width, front.canvas.height);
      drawFront(front, ratio);
    }
    ground.canvas.style.opacity = isFaint ? FAINT : 1;
    front.canvas.hidden = !isFaint;
  }

  // Shifts the ground, or paints it anew.
  function moveGround() {
    const { width, height } = ground.canvas;
    const shifts = painted !== null && painted.scale === camera.scale;
    const step = camera.scale * ratio;
    const dx = shifts ? Math.round((painted.x - camera.x) * step) : 0;
    const dy = shifts ? Math.round((painted.y - camera.y) * step) : 0;
    if (shifts && dx === 0 && dy === 0) return;
    // Whole pixels, so that what is painted at the edge joins what was shifted.
    aim(shifts ? { x: painted.x - dx / step, y: painted.y - dy / step, scale: camera.scale } : camera);
    const kept = groundNames.place(ground);
    if (shifts && kept && Math.abs(dx) < width && Math.abs(dy) < height) {
      ground.setTransform(1, 0, 0, 1, 0, 0);
      ground.globalCompositeOperation = "copy";
      ground.drawImage(ground.canvas, dx, dy);
      ground.globalCompositeOperation = "source-over";
      paint(dx > 0 ? 0 : width + dx, 0, Math.abs(dx), height);
      paint(Math.max(0, dx), dy > 0 ? 0 : height + dy, width - Math.abs(dx), Math.abs(dy));
    } else {
      countLinks();
      paint(0, 0, width, height);
    }
    painted = { x: view.x, y: view.y, scale: view.scale };
  }

  // A part of the ground, in pixels of the canvas.
  function paint(left, top, width, height) {
    if (width === 0 || height === 0) return;
    const part = [left / ratio, top / ratio, (left + width) / ratio, (top + height) / ratio];
    ground.save();
    ground.setTransform(1, 0, 0, 1, 0, 0);
    ground.beginPath();
    ground.rect(left, top, width, height);
    ground.clip();
    ground.clearRect(left, top, width, height);
    drawGround(ground, ratio, part);
    drawNames(ground, ratio, groundNames, part);
    ground.restore();
  }

  function glideOn(now) {
    glide.begun ??= now;
    const time = Math.min(1, (now - glide.begun) / GLIDE);
    const part = time < 0.5 ? 2 * time * time : 1 - 2 * (1 - time) ** 2;
    for (const key of ["x", "y", "scale"]) camera[key] = glide.from[key] + part * (glide.to[key] - glide.from[key]);
    if (time === 1) glide = null;
    else request();
  }

  function moveTo(to, gliding = false) {
    glide = gliding ? { from: { ...camera }, to: { ...camera, ...to } } : null;
    if (!gliding) Object.assign(camera, to);
    request();
  }

  // The place under a point of the page stays under it.
  function zoomAt(left, top, factor) {
    const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, camera.scale * factor));
    const [px, py] = [left - container.clientWidth / 2, top - container.clientHeight / 2];
    const gain = 1 / camera.scale - 1 / scale;
    moveTo({ x: camera.x + px * gain, y: camera.y + py * gain, scale });
  }

  // The middle of the pointers that are down, and how far they stand from it.
  function grip() {
    const points = [...held.values()];
    const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const spread = points.reduce((sum, point) => sum + Math.hypot(point[0] - x, point[1] - y), 0);
    return { x, y, spread };
  }

  function drag(event) {
    if (!held.has(event.pointerId)) return;
    const before = grip();
    held.set(event.pointerId, [event.clientX, event.clientY]);
    const after = grip();
    const { x, y, scale } = camera;
    moveTo({ x: x - (after.x - before.x) / scale, y: y - (after.y - before.y) / scale });
    if (held.size < 2 || before.spread === 0) return;
    const box = canvas.getBoundingClientRect();
    zoomAt(after.x - box.left, after.y - box.top, after.spread / before.spread);
  }

  function wheel(event) {
    event.preventDefault();
    if (event.deltaY !== 0) zoomAt(event.offsetX, event.offsetY, 1 + (event.deltaY < 0 ? ZOOM_STEP : -ZOOM_STEP));
  }

  function resize() {
    ratio = devicePixelRatio;
    for (const canvas of canvases) {
      canvas.width = Math.round(container.clientWidth * ratio);
      canvas.height = Math.round(container.clientHeight * ratio);
    }
    painted = null;
    request();
  }

  const { canvas } = ground; // the front lets the pointer through
  container.append(...canvases);
  canvas.addEventListener("wheel", wheel, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button === 0) held.set(event.pointerId, [event.clientX, event.clientY]);
  });
  addEventListener("pointermove", drag);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => held.delete(event.pointerId));
  resize();
  return {
    camera: () => glide?.to ?? { ...camera },
    moveTo,
    resize,
    move: () => {},
    redraw() {
      painted = null;
      request();
    },
    redrawFront: request,
  };
}
