"""A picture that a stranger sends, written anew: what is kept was drawn by us, and holds nothing but what is to be seen.

EXIF, GPS, XMP, comments, thumbnails and whatever stands behind the picture are gone, since none of it is copied.
"""

import struct
import threading
import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from command_center.errors import CommandCenterError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""What is taken. A drawing in SVG is a program; HEIC has no free decoder, and telephones send JPEG where a form asks for it."""
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 80_000_000
"""Of a JPEG that is read line by line, and can be read smaller than it is."""
MAX_PIXELS_WHOLE = 25_000_000
"""Of all others, which are unpacked whole: 100 MB of memory."""
SIDE, SMALL_SIDE = 1600, 320
"""Pixels of the longer side of what is kept, and of the same for a list."""
QUALITY, SMALL_QUALITY = 82, 72
CONTENT_TYPE = "image/jpeg"

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
"""What the head of a file names that is packed as telephones pack their photos (ISO 23008-12)."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""So many are unpacked at a time: a rush of large pictures waits instead of filling the memory."""
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers raise at bytes that are no picture after all."""


class PictureFault(StrEnum):
    """Why a picture cannot be taken."""

    TYPE = "type"
    HEIC = "heic"
    EMPTY = "empty"
    BROKEN = "broken"
    BYTES = "bytes"
    PIXELS = "pixels"


_WHAT_TO_DO = {
    PictureFault.TYPE: "send a photo as JPEG, PNG, WebP or GIF",
    PictureFault.HEIC: "photos of the kind HEIC or AVIF cannot be read: let the camera take JPEG (most compatible), or send a screenshot",
    PictureFault.EMPTY: "the file is empty: choose the photo again",
    PictureFault.BROKEN: "the file is damaged or not complete: take or choose the photo again",
    PictureFault.BYTES: f"a photo has at most {MAX_BYTES // 1024 // 1024} MB: choose a smaller size in the camera",
    PictureFault.PIXELS: "the photo has too many pixels: choose a smaller size in the camera",
}


class BadPicture(CommandCenterError):
    """A file that cannot be taken as a picture; `fault` says why, the message what to do."""

    def __init__(self, fault: PictureFault) -> None:
        self.fault = fault
        super().__init__(_WHAT_TO_DO[fault])


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: JPEG, at most `SIDE` pixels wide or high; `small` is the same for a list."""

    content: bytes
    small: bytes
    width: int
    height: int


def written_anew(data: bytes) -> Picture:
    """The picture in `data`, upright, in RGB, without anything that is not to be seen; of a moving one the first image.

    Raises BadPicture.
    """
    if not data:
        raise BadPicture(PictureFault.EMPTY)
    if len(data) > MAX_BYTES:
        raise BadPicture(PictureFault.BYTES)
    with _AT_ONCE:
        try:
            drawn = _drawn(data)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise BadPicture(PictureFault.PIXELS) from error
        except UnidentifiedImageError as error:
            is_heic = data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS
            raise BadPicture(PictureFault.HEIC if is_heic else PictureFault.TYPE) from error
        except _BROKEN as error:
            raise BadPicture(PictureFault.BROKEN) from error
        small = drawn.copy()
        small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
        return Picture(_jpeg(drawn, QUALITY), _jpeg(small, SMALL_QUALITY), *drawn.size)


def _drawn(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        width, height = opened.size
        by_line = opened.format == "JPEG" and not opened.info.get("progressive")
        if width * height > (MAX_PIXELS if by_line else MAX_PIXELS_WHOLE):
            raise BadPicture(PictureFault.PIXELS)
        if by_line:
            # Reads an eighth, a quarter or half of each side where that is enough.
            opened.draft(None, (SIDE, SIDE))
        # WeasyPrint has every picture of the process drawn that ends too early; half a photo shows nothing.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _on_white(upright)


def _on_white(image: Image.Image) -> Image.Image:
    """The image in RGB on a sheet of its own, so that nothing comes along that it carried."""
    sheet = Image.new("RGB", image.size, "white")
    if image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        drawn = image.convert("RGBA")
        sheet.paste(drawn, mask=drawn.getchannel("A"))
    else:
        sheet.paste(image.convert("RGB"))
    return sheet


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
