// vis-network makes the frames and keeps the camera; it knows the things as points, without names and links.
// What a renderer has to do is written in canvas.js.

function visRenderer() {
  const draw = ({ ctx, id }) => {
    const thing = things[id];
    if (!shown.ground.has(thing)) return {};
    const size = 2 * radiusAt(thing, view.scale);
    return { drawNode: () => drawThing(ctx, thing, view.scale), nodeDimensions: { width: size, height: size } };
  };
  const network = new vis.Network(
    container,
    { nodes: smallFirst.map(({ id, x, y }) => ({ id, x, y })), edges: [] },
    {
      physics: false,
      autoResize: false, // looks once a second; canvas.js sees a change at once
      layout: { improvedLayout: false },
      interaction: { dragNodes: false, selectable: false, hover: false, tooltipDelay: 0, zoomSpeed: ZOOM_STEP * 10 },
      nodes: { shape: "custom", ctxRenderer: draw },
    },
  );
  const camera = () => ({ ...network.getViewPosition(), scale: network.getScale() });
  network.on("beforeDrawing", (ctx) => {
    aim(camera());
    countLinks();
    drawLinks(ctx, view.scale, shown.groundLinks, boundsOf(0, 0, view.width, view.height));
  });
  network.on("afterDrawing", (ctx) => {
    ctx.save();
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    drawOver(ctx, ratio);
    ctx.restore();
  });
  return {
    camera,
    redraw: () => network.redraw(),
    redrawFront: () => network.redraw(),
    resize: () => network.setSize("100%", "100%"),
    move: ({ id, x, y }) => network.moveNode(id, x, y),
    moveTo({ x, y, scale }, glide) {
      const animation = glide ? { duration: GLIDE, easingFunction: "easeInOutQuad" } : false;
      network.moveTo({ position: { x, y }, scale, animation });
    },
  };
}
