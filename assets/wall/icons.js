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
      this.ratio = root.devicePixelRatio || 1;
      this.pixels = Math.max(8, Math.round(SIZE * unit * this.ratio));
      this.drawn = new Map();
    }

    /* Name by which the map knows a picture. The underscore keeps Plotly from asking another host for it. */
    static named(code, loose) {
      return "wall_" + code + (loose ? "_loose" : "_exact");
    }

    picture(code, loose) {
      const name = Icons.named(code, loose);
      if (!this.drawn.has(name)) {
        const category = this.setup.categories[code] || GREY_DOT;
        this.drawn.set(name, draw(category.shape, category.colour, this.setup.colours, loose, this.pixels));
      }
      return this.drawn.get(name);
    }

    /* Give a MapLibre map the pictures of these categories, in place of those it has. */
    giveTo(map, codes) {
      for (const code of codes) {
        for (const loose of [false, true]) {
          const name = Icons.named(code, loose);
          const picture = this.picture(code, loose);
          const pixels = picture.getContext("2d").getImageData(0, 0, this.pixels, this.pixels);
          if (map.hasImage(name)) map.removeImage(name);
          map.addImage(name, pixels, { pixelRatio: this.ratio });
        }
      }
    }
  }

  Icons.GREY_DOT = GREY_DOT;
  root.commandCenterIcons = Icons;
})(typeof window === "undefined" ? globalThis : window);
