"""How a picture of a report is asked for: by a key that its reference has, be it a kept file or a part of a stored form."""

import re

from command_center.domain.inbound import Media

_FILE = re.compile(r"file:([0-9a-f]{32})", re.ASCII)
_PART = re.compile(r"part:\d{1,4}:([0-9a-f]{32})[0-9a-f]{32}", re.ASCII)


def picture_key(media: Media) -> str:
    """32 hex digits, "" for a medium that is not kept here (an address elsewhere, a platform's own id).

    ``file:<id>`` is a file, ``part:<n>:<sha256>`` the n-th file of an Open311 form that lies in the inbox.
    """
    found = _FILE.fullmatch(media.ref) or _PART.fullmatch(media.ref)
    return found[1] if found else ""


def picture_address(number: str, media: Media, *, small: bool = False) -> str:
    """Where staff see a picture of the report with this number, or the same for a list; "" where it is not kept here."""
    key = picture_key(media)
    return f"/berkas/{number}/{key}{'?kecil' if small else ''}" if key else ""
