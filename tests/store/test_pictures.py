"""Pictures written anew: what is kept holds nothing but what is to be seen, and what is no picture is refused in time."""

import zlib
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from command_center.store.pictures import MAX_BYTES, SIDE, SMALL_SIDE, BadPicture, PictureFault, written_anew

ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825
SECRET = b"rumah Bu Contoh"


def as_bytes(image, form="JPEG", **more):
    out = BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def opened(data):
    return Image.open(BytesIO(data))


def halves(size=(400, 200)):
    """Left red, right blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return image


def with_exif(orientation=1):
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = orientation, SECRET.decode()
    exif.get_ifd(GPS).update({1: "S", 2: (6.0, 58.0, 5.0), 3: "E", 4: (110.0, 24.0, 33.0)})
    return exif


def test_place_description_comment_and_program_are_gone():
    sent = as_bytes(halves(), exif=with_exif(), comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    assert sent.count(SECRET) == 3
    made = written_anew(sent + SECRET)
    for data in (made.content, made.small):
        kept = opened(data)
        assert SECRET not in data
        assert b"Exif" not in data
        assert not kept.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & kept.info.keys()


def test_the_words_inside_a_png_are_gone():
    words = PngImagePlugin.PngInfo()
    words.add_text("Location", SECRET.decode())
    assert SECRET not in written_anew(as_bytes(halves(), "PNG", pnginfo=words)).content


@pytest.mark.parametrize(("orientation", "size", "top_left"), [(1, (400, 200), "red"), (3, (400, 200), "blue"), (6, (200, 400), "red"), (8, (200, 400), "blue")])  # fmt: skip
def test_a_picture_that_a_camera_held_sideways_stands_upright(orientation, size, top_left):
    made = written_anew(as_bytes(halves(), exif=with_exif(orientation)))
    red, _, blue = opened(made.content).convert("RGB").getpixel((5, 5))
    assert (made.width, made.height) == size
    assert (red > blue) == (top_left == "red")


MODES = {
    "JPEG": ("1", "L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("L", "P", "RGB", "RGBA"),
    "GIF": ("1", "L", "P", "RGB", "RGBA"),
}


@pytest.mark.parametrize(("form", "mode"), [(form, mode) for form, modes in MODES.items() for mode in modes])
def test_every_kind_of_colour_ends_as_a_picture(form, mode):
    image = Image.new(mode, (60, 40), 300) if mode == "I;16" else Image.new("RGB", (60, 40), "green").convert(mode)
    made = written_anew(as_bytes(image, form))
    assert opened(made.content).mode == "RGB"
    assert (made.width, made.height) == (60, 40)


def test_what_can_be_seen_through_stands_on_white():
    made = written_anew(as_bytes(Image.new("RGBA", (50, 50), (255, 0, 0, 0)), "PNG"))
    assert min(opened(made.content).getpixel((25, 25))) > 250


def test_a_large_picture_becomes_smaller_and_keeps_its_shape():
    made = written_anew(as_bytes(halves((4000, 3000))))
    assert (made.width, made.height) == (SIDE, SIDE * 3 // 4)
    assert max(opened(made.small).size) == SMALL_SIDE


def test_of_a_moving_picture_the_first_image_is_kept():
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    made = written_anew(as_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    kept = opened(made.content)
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.getpixel((20, 20))[0] > 200


def png_that_says_it_is(width, height):
    """A PNG of a few bytes whose head promises a picture of that size."""
    sent = bytearray(as_bytes(Image.new("1", (1, 1)), "PNG"))
    sent[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    sent[29:33] = zlib.crc32(bytes(sent[12:29])).to_bytes(4, "big")
    return bytes(sent)


BAD = {
    "empty": (b"", PictureFault.EMPTY),
    "text": (b"bukan foto", PictureFault.TYPE),
    "a drawing that is a program": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        PictureFault.TYPE,
    ),
    "a PDF": (b"%PDF-1.7\n" + bytes(500), PictureFault.TYPE),
    "HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200), PictureFault.HEIC),
    "a TIFF": (as_bytes(halves(), "TIFF"), PictureFault.TYPE),
    "only the beginning of a JPEG": (as_bytes(halves())[:400], PictureFault.BROKEN),
    "half of a JPEG": (as_bytes(Image.effect_noise((600, 600), 90))[:20_000], PictureFault.BROKEN),
    "half of a PNG": (as_bytes(Image.effect_noise((600, 600), 90), "PNG")[:20_000], PictureFault.BROKEN),
    "a PNG of zeros": (b"\x89PNG\r\n\x1a\n" + bytes(300), PictureFault.TYPE),
    "a pixel bomb": (png_that_says_it_is(50_000, 50_000), PictureFault.PIXELS),
    "a smaller bomb": (png_that_says_it_is(9_000, 9_000), PictureFault.PIXELS),
    "a bomb of one row": (png_that_says_it_is(400_000_000, 1), PictureFault.PIXELS),
    "a huge file": (b"\xff\xd8\xff" + bytes(MAX_BYTES), PictureFault.BYTES),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_picture_is_refused_with_what_to_do(name, monkeypatch):
    # As WeasyPrint leaves it for the whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data, fault = BAD[name]
    with pytest.raises(BadPicture) as refused:
        written_anew(data)
    assert refused.value.fault is fault
    assert str(refused.value)


@pytest.mark.parametrize("seed", range(40))
def test_a_picture_with_wrong_bytes_ends_as_a_picture_or_is_refused(seed):
    random = Random(seed)
    form = ("JPEG", "PNG", "WEBP", "GIF")[seed % 4]
    sent = bytearray(as_bytes(halves((90, 70)), form))
    for _ in range(random.randint(1, 12)):
        sent[random.randrange(len(sent))] = random.randrange(256)
    try:
        made = written_anew(bytes(sent))
    except BadPicture:
        return
    assert opened(made.content).format == "JPEG"
