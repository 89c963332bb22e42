/* The marks of the categories as pictures, for the map: colour and shape together, hollow where the place is not known. */
(function (root) {
  "use strict";

  const GREY_DOT = { colour: "#9AA7B2", shape: "dot" };
  const SIZE = 23;

  const corners = {
    square: [[-0.82, -0.82], [0.82, -0.82], [0.82, 0.82], [-0.82, 0.82]],
    triangle: [[0, -1.02], [1, 0.78], [-1, 0.78]],
    diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
    hexagon: [0, 1, 2, 3, 4, 5].map((k) => [Math.sin((k * Math.PI) / 3), -Math.cos((k * Math.PI) / 3)]),
  };

  /* A canvas of `size` pixels with one mark: filled, or hollow where only the centre of the area is known. */
  function draw(shape, colour, colours, loose, size) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const pen = canvas.getContext("2d");
    const radius = size * (shape === "dot" ? 0.24 : shape === "circle" ? 0.34 : 0.35);
    pen.translate(size / 2, size / 2);
    pen.lineJoin = "round";
    pen.beginPath();
    if (corners[shape]) {
      for (const [x, y] of corners[shape]) pen.lineTo(x * radius, y * radius);
      pen.closePath();
    } else pen.arc(0, 0, radius, 0, 2 * Math.PI);
    pen.strokeStyle = colours.outline;
    pen.lineWidth = size * 0.14;
    pen.stroke();
    pen.fillStyle = loose ? colours.panel : colour;
    pen.fill();
    if (loose) {
      pen.globalAlpha = 0.22;
      pen.fillStyle = colour;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = colour;
      pen.lineWidth = size * 0.1;
      pen.stroke();
    }
    return canvas;
  }

  /* The pictures for one size of the screen, drawn when first asked for. */
  class Icons {
    constructor(setup, unit) {
      this.setup = setup;
      this.size = SIZE;
      this.ratio = root.devicePixelRatio || 1;
      this.pixels = Math.max(8, Math.round(SIZE * unit * this.ratio));
      this.drawn = new Map();
      this.font = "";
      this.family = root.getComputedStyle(document.body).fontFamily;
    }

    picture(code, loose) {
      const name = code + (loose ? " loose" : "");
      if (!this.drawn.has(name)) {
        const category = this.setup.categories[code] || GREY_DOT;
        this.drawn.set(name, draw(category.shape, category.colour, this.setup.colours, loose, this.pixels));
      }
      return this.drawn.get(name);
    }

    /* A ring around a number, in pixels of the canvas: `counts` are the reports of each state. */
    ring(pen, x, y, r, counts) {
      const { colours, states } = this.setup;
      const all = counts.reduce((sum, count) => sum + count, 0);
      const thick = r * 0.3;
      disc(pen, x, y, r * 1.1, colours.outline);
      disc(pen, x, y, r - thick, colours.panel);
      pen.lineWidth = thick;
      const gap = counts.filter(Boolean).length > 1 ? 0.012 : 0;
      for (const { part, from, until } of root.commandCenterClusters.parts(counts)) {
        if (until - from <= gap) continue;
        pen.beginPath();
        pen.arc(x, y, r - thick / 2, turn(from + gap / 2), turn(until - gap / 2));
        pen.strokeStyle = colours[states[part]];
        pen.stroke();
      }
      const text = String(all);
      pen.fillStyle = colours.text;
      const font = "700 " + Math.round(Math.min(r * 0.78, ((r - thick) * 1.75) / (0.56 * text.length))) + "px " + this.family;
      /* Setting it costs, even to what it is. */
      if (font !== this.font) pen.font = this.font = font;
      pen.textAlign = "center";
      pen.textBaseline = "alphabetic";
      const size = pen.measureText(text);
      pen.fillText(text, x, y + (size.actualBoundingBoxAscent - size.actualBoundingBoxDescent) / 2);
    }
  }

  function disc(pen, x, y, r, colour) {
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
  }

  /* A turn from the top, clockwise, as an angle of the canvas. */
  function turn(part) {
    return (part - 0.25) * 2 * Math.PI;
  }

  Icons.GREY_DOT = GREY_DOT;
  root.commandCenterIcons = Icons;
})(typeof window === "undefined" ? globalThis : window);
