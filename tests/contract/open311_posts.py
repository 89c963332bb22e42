"""GeoReport v2 posts as an app makes them, and the cases that the four Open311 channels have in common."""

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from command_center.domain.inbound import Media
from command_center.domain.report_kinds import ReportClass, Visibility
from data_sources.errors import BadMessage
from tests.contract.cases import Case, Cases, Exempt

FORM = "application/x-www-form-urlencoded; charset=utf-8"
BOUNDARY = "----lapor7MA4YWxkTrZu0gW"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A picture of one transparent point."""
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")

PLACE = {"service_code": "jalan_rusak", "lat": "-6.98412", "long": "110.40931"}


def form(**fields: str) -> bytes:
    """A form-encoded body; ``attribute_x`` stands for ``attribute[x]``."""
    return urlencode([(_name(name), value) for name, value in fields.items()]).encode()


def multipart(fields: dict[str, str], files: Sequence[tuple[str, str, bytes]] = (), boundary: str = BOUNDARY) -> bytes:
    """A multipart body; `files` are field, file name and bytes."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_name(name)}"\r\n\r\n'.encode()
        + value.encode()
        + b"\r\n"
        for name, value in fields.items()
    ]
    parts += [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        f"Content-Type: image/jpeg\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, file, data in files
    ]
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


def _name(name: str) -> str:
    return f"attribute[{name.removeprefix('attribute_')}]" if name.startswith("attribute_") else name


def say(text: str) -> Case | Exempt:
    try:
        return Case(form(**PLACE, api_key="k", description=text), account="open311", content_type=FORM)
    except UnicodeEncodeError:
        return Exempt("a form is UTF-8, which cannot carry half a surrogate pair")


def part(number: int, data: bytes) -> str:
    """How a report refers to a file of the stored form."""
    return f"part:{number}:{hashlib.sha256(data).hexdigest()}"


def case(body: str | bytes, *items: Mapping[str, object], content_type: str = FORM, **more: object) -> Case:
    return Case(body, items, account="open311", content_type=content_type, **more)  # type: ignore[arg-type]


def cases(code: str, happy: Case, again: Case) -> Cases:
    """All cases of a channel; `again` is what `happy` says, in another envelope."""
    return Cases(
        code=code,
        settings={"open311_keys": f"{code}=a-key"},
        sign=Exempt("the Open311 server checks the api_key before anything is kept"),
        say=say,
        wire="form",
        content_type=FORM,
        happy=happy,
        duplicate=again,
        batch=Exempt("GeoReport v2 posts one report a request"),
        edited=Exempt("GeoReport v2 has no way to change or withdraw a report"),
        unknown_shape=[
            case(form(laporan="lampu mati", lokasi="Jl. Veteran"), raises=BadMessage),
            case(b"<request><description>x</description></request>", content_type="text/xml", raises=BadMessage),
        ],
        conversation=Exempt("GeoReport v2 posts stand alone: an app sends text, place and pictures in one request"),
        receipt_or_echo=Exempt("GeoReport v2 has neither receipts nor echoes"),
        deep=Exempt("a form has no depth: it is a flat list of fields"),
        no_text=[
            case(form(**PLACE), {"text": "", "category": "jalan_rusak"}),
            case(form(service_code="lampu", address_string="Jl. Pandanaran 12"), {"text": "Lokasi: Jl. Pandanaran 12"}),
            case(
                form(service_code="lampu", address_id="33.74.01.1001"),
                {"text": "Lokasi: Kelurahan Miroto", "address": "Kelurahan Miroto"},
                headers={"address-of-id": "Kelurahan Miroto"},
            ),
        ],
        media=[
            case(
                multipart({**PLACE, "description": "lubang"}, [("media", "foto.png", PNG), ("media[]", "2.jpg", JPEG)]),
                {
                    "text": "lubang",
                    "media": (Media("image", part(1, PNG), "image/png"), Media("image", part(2, JPEG), "image/jpeg")),
                },
                content_type=MULTIPART,
            ),
            case(
                form(**PLACE, media_url="https://foto.example/1.jpg"),
                {"text": "", "media": (Media("image", "https://foto.example/1.jpg"),)},
            ),
        ],
        location=case(form(**PLACE, description="di sini"), {"text": "di sini", "address": ""}),
        unknown_fields=case(
            form(
                **PLACE,
                description="Lampu mati",
                color="merah",
                attribute_visibility="Rahasia",
                attribute_class="information",
                attribute_tiang="7",
            ),
            {
                "text": "Lampu mati\n\ntiang: 7",
                "visibility": Visibility.CONFIDENTIAL,
                "report_class": ReportClass.INFORMATION,
            },
        ),
        malformed=[
            case(b"", raises=BadMessage),
            case(b"{}", content_type="application/json", raises=BadMessage),
            case(form(**PLACE, description="x", attribute_visibility="rahsia"), raises=BadMessage),
            case(form(service_code="jalan_rusak", lat="-6.9", description="x"), raises=BadMessage),
            case(form(service_code="jalan_rusak"), raises=BadMessage),
            case(form(service_code="../x" * 20, description="x"), raises=BadMessage),
            case(multipart(PLACE)[:-20], content_type=MULTIPART, raises=BadMessage),
            case(multipart(PLACE), content_type="multipart/form-data", raises=BadMessage),
        ],
    )
