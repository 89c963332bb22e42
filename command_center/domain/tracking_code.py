"""The code of a receipt: eight characters that only who received it knows, and how people type it and its number."""

import hashlib
import hmac
import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32 (https://www.crockford.com/base32.html): no I, L, O and U, which are read for others."""
LENGTH = 8
"""Characters of a code: 40 bits."""

_BITS = 5
_TYPED_FOR = str.maketrans("OIL", "011")
_NUMBER = re.compile(r"(?:LH)?(\d{4})(\d{1,9})", re.ASCII)
_FILLING = re.compile(r"[\s\-–—_./]")


def code_of_number(secret: bytes, number: str) -> str:
    """The code of a tracking number: the beginning of an HMAC-SHA256 with a secret of this installation."""
    digest = hmac.new(secret, f"tracking code {number}".encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    value = int.from_bytes(digest[: LENGTH * _BITS // 8], "big")
    return "".join(ALPHABET[value >> (_BITS * place) & 31] for place in reversed(range(LENGTH)))


def code_as_typed(text: str) -> str:
    """A code as somebody typed it, in its one form: without dashes and blanks, in capitals, o as 0, i and l as 1."""
    return _FILLING.sub("", text[:64]).upper().translate(_TYPED_FOR)


def is_same_code(code: str, typed: str) -> bool:
    """Whether what was typed is that code; takes as long for any text."""
    return hmac.compare_digest(code.encode(), code_as_typed(typed).encode("utf-8", "surrogatepass"))


def number_as_typed(text: str) -> str:
    """A tracking number as somebody typed it, in its one form: ``lh 2026 123`` is LH-2026-000123; else as it came."""
    plain = _FILLING.sub("", text[:64]).upper()
    found = _NUMBER.fullmatch(plain)
    return f"LH-{found[1]}-{int(found[2]):06d}" if found else plain


def shown_code(code: str) -> str:
    """The code in two groups of four, as it is shown."""
    return f"{code[:4]}-{code[4:]}"
