"""The three apps and the website: GeoReport v2 POST Service Request, form-encoded, multipart with a photo."""

import struct
import zlib
from collections.abc import Sequence
from urllib.parse import urlencode

import httpx

from simulation.message import CitizenMessage
from simulation.senders.sending import Secrets, Sending

PATH = "/open311/v2/requests.json"
FORM = "application/x-www-form-urlencoded"


def open311(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """One request of the message's own app; a resend repeats it with the same Idempotency-Key."""
    (message,) = messages
    author = message.author
    fields = {
        "api_key": secrets.open311_key(message.channel),
        "service_code": message.form_category,
        "description": message.text,
        "first_name": "Warga Contoh",
        "last_name": str(author.number),
        "phone": f"+{author.phone}",
        "device_id": f"simulasi-{author.number}",
    }
    if message.position:
        fields |= {"lat": f"{message.position.lat:.6f}", "long": f"{message.position.lon:.6f}"}
    if message.address:
        fields["address_string"] = message.address
    content_type, body = _multipart(fields, message.serial) if message.photos else (FORM, urlencode(fields).encode())
    headers = {"Content-Type": content_type, "Idempotency-Key": f"simulasi-{message.channel}-{message.serial}"}
    return Sending(message.channel, (message.serial,), "POST", PATH, headers, body)


def _multipart(fields: dict[str, str], serial: int) -> tuple[str, bytes]:
    """Content type and body of the form with a picture; the boundary follows from the serial, so that it repeats."""
    content_type = f"multipart/form-data; boundary=simulasi{serial}"
    request = httpx.Request(
        "POST",
        "http://simulasi.invalid/",
        headers={"Content-Type": content_type},
        data=fields,
        files={"media": (f"foto{serial}.png", _picture(serial), "image/png")},
    )
    return content_type, request.read()


def _picture(serial: int) -> bytes:
    """A PNG of 16 x 16 grey points, all of one shade that tells pictures apart."""
    rows = b"".join(b"\0" + bytes([64 + serial % 128]) * 16 for _ in range(16))
    header = struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
