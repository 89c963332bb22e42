/* Photos made smaller before they are sent: a slow line takes 200 kB, not 5 MB. What cannot be read here is sent as it is. */
(function (root) {
  "use strict";

  const SIDE = 1600;
  const QUALITY = 0.8;
  const SMALL_ENOUGH = 300 * 1024;

  function reduced(file) {
    if (!/^image\//.test(file.type) || file.type === "image/gif") return Promise.resolve(file);
    if (!root.createImageBitmap) return Promise.resolve(file);
    return root
      .createImageBitmap(file, { imageOrientation: "from-image" })
      .then((drawn) => {
        const scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
        if (scale === 1 && file.size < SMALL_ENOUGH) return file;
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.round(drawn.width * scale));
        canvas.height = Math.max(1, Math.round(drawn.height * scale));
        const paper = canvas.getContext("2d");
        paper.fillStyle = "#fff";
        paper.fillRect(0, 0, canvas.width, canvas.height);
        paper.drawImage(drawn, 0, 0, canvas.width, canvas.height);
        drawn.close();
        return new Promise((done) => canvas.toBlob((blob) => done(blob && blob.size < file.size ? blob : file), "image/jpeg", QUALITY));
      })
      .catch(() => file);
  }

  /* Files -> the same, smaller, one after the other: a cheap telephone has no room for two at once. */
  async function all(files) {
    const made = [];
    for (const file of files) made.push(await reduced(file));
    return made;
  }

  root.citizenPhotos = { all };
})(window);
