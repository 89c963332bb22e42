"""Which files of a form are taken, and what an uploaded file really is: its first bytes tell, since a name proves nothing."""

from dataclasses import dataclass

from command_center.open311.body import Form, Upload

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_FILES = 5
FIELD = "media"
"""The field of files in GeoReport v2. Clients use others too (`photo1`); there a file is taken if it can be."""

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"heim": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
}
"""Brands of the ISO base media format that hold a still picture; those of videos are absent on purpose."""


@dataclass(frozen=True, slots=True)
class FormFiles:
    """FormFiles of a form: those taken, each with its number in the form from 1; and the fields of those that are not."""

    taken: tuple[tuple[int, Upload], ...] = ()
    left_out: tuple[str, ...] = ()


def files_of(form: Form) -> FormFiles:
    """Those in the field `media`, which the server has checked, and pictures in other fields as far as there is room."""
    numbered = tuple(enumerate(form.uploads, start=1))
    room = MAX_FILES - sum(upload.field == FIELD for _, upload in numbered)
    taken, left_out = [], []
    for number, upload in numbered:
        if upload.field == FIELD:
            taken.append((number, upload))
        elif room > 0 and len(upload.data) <= MAX_FILE_BYTES and image_type(upload.data):
            room -= 1
            taken.append((number, upload))
        else:
            left_out.append(upload.field[:40] or "?")
    return FormFiles(tuple(taken), tuple(left_out))


def image_type(data: bytes) -> str:
    """Media type of a JPEG, PNG, GIF, WebP, HEIC/HEIF or AVIF picture; "" for anything else."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "")
    return ""
