"""Which `next` a sign-in may lead to: a path of this server and nothing else."""

import re

LONGEST = 500
_PLAIN = re.compile(r"/[!-\[\]-~]*")
"""A slash, then printable ASCII without space and backslash: browsers read a backslash as a slash and drop tabs."""


def local_path(wanted: str | None) -> str:
    """`wanted` where it is a path of this server that a sign-in may lead to, else an empty text."""
    if not wanted or len(wanted) > LONGEST or not _PLAIN.fullmatch(wanted):
        return ""
    path = re.split(r"[?#]", wanted, maxsplit=1)[0]
    if "//" in path or path in ("/masuk", "/keluar") or any(part in (".", "..") for part in path.split("/")):
        return ""
    return wanted
