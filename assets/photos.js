/* Photos of a form: made smaller before they are sent, since a slow line takes 200 kB, not 5 MB; shown, and taken out again.
 * Without a script, or in a browser that cannot fill a field of files, the field is sent as it is. */
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

  const named = (photo, at) => (photo instanceof File ? photo : new File([photo], `foto-${at + 1}.jpg`, { type: photo.type }));

  /* The field of files `input` with what is chosen as pictures in `list`; `told` says what is done. `beside` are the fields that
   * share what the list's `data-most` allows. */
  class Photos {
    constructor(input, list, told) {
      this.input = input;
      this.list = list;
      this.told = told;
      this.say = list.dataset;
      this.chosen = [];
      this.beside = [];
      this.onchange = () => {};
      this.busy = 0;
      this.ready = Promise.resolve();
      input.parentElement.classList.add("files-listed");
      input.addEventListener("change", () => this.add([...input.files]));
    }

    /* One after the other: a cheap telephone has no room for two at once. `ready` is fulfilled once all are there. */
    add(files) {
      this.busy += 1;
      this.fill();
      this.ready = this.ready.then(() => this.take(files)).finally(() => { this.busy -= 1; });
      return this.ready;
    }

    async take(files) {
      const taken = [this, ...this.beside].reduce((sum, field) => sum + field.chosen.length, 0);
      const room = Math.max(0, Number(this.say.most) - taken);
      this.told.textContent = this.say.reading;
      for (const file of files.slice(0, room)) {
        const photo = named(await reduced(file), this.chosen.length);
        this.chosen.push(photo);
        this.show(photo);
      }
      this.told.textContent = files.length > room ? this.say.many : "";
      this.fill();
      this.onchange();
    }

    /* The field holds what is shown, so that the form is sent with it. */
    fill() {
      const files = new DataTransfer();
      for (const photo of this.chosen) files.items.add(photo);
      this.input.files = files.files;
    }

    show(photo) {
      const item = document.createElement("li");
      const image = document.createElement("img");
      const out = document.createElement("button");
      image.src = URL.createObjectURL(photo);
      image.alt = this.say.alt.replace("{n}", this.chosen.length);
      /* What no browser draws, such as HEIC, is named. */
      image.addEventListener("error", () => image.replaceWith(Object.assign(document.createElement("span"), { className: "photo-name", textContent: photo.name })));
      out.type = "button";
      out.textContent = this.say.out;
      out.addEventListener("click", () => {
        this.chosen.splice(this.chosen.indexOf(photo), 1);
        URL.revokeObjectURL(image.src);
        item.remove();
        this.told.textContent = "";
        this.fill();
        this.onchange();
        this.input.focus();
      });
      item.append(image, out);
      this.list.append(item);
    }
  }

  function fillable() {
    try {
      return Boolean(new DataTransfer().items.add(new File([""], "x.jpg")));
    } catch (_) {
      return false;
    }
  }

  root.photoField = {
    /* The photos of the field, null where the browser cannot do more with it than send it. */
    of: (input, list, told) => (input && fillable() ? new Photos(input, list, told) : null),
  };
})(window);
