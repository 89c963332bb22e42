"""Who an SMS is from and what it is, as far as it tells whether an answer can reach a person.

Our own numbers, names (TELKOMSEL), short codes and programs that send binary messages are machines: an answer to one is
answered again, and each is paid for. Source: 3GPP TS 23.040, 9.2.3.24 (user data header); Kannel 1.4.5 User's Guide, `%c`
(0 GSM alphabet, 1 eight-bit data, 2 UCS-2) and `%u`.
"""

import re
from collections.abc import Iterable

from data_sources.phone_numbers import international

EIGHT_BIT = "1"
"""The coding of data; what it means only the program knows that it is for."""

_PORTS = frozenset({0x04, 0x05})
"""Elements of a header that name a program's port: the message is for that program (a WAP push, a card)."""
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){2,}")


def is_binary(coding: str, header: bytes) -> bool:
    """Whether an SMS is for a program; `header` is its user data header, as bytes or in hexadecimal."""
    return coding == EIGHT_BIT or not _PORTS.isdisjoint(_elements(header))


def is_ours(sender: str, own: Iterable[str]) -> bool:
    """Whether a sender is one of our numbers, however either is written: 1708, +621708, 0621708."""
    return _bare(sender) in {_bare(each) for each in own if each}


def _bare(number: str) -> str:
    """A number without what says where it is dialled from; a name as it is, in lower case."""
    digits = international(number).lower().lstrip("+").lstrip("0")
    return digits.removeprefix("62").lstrip("0") if digits.isdigit() else digits


def _elements(header: bytes) -> Iterable[int]:
    """The identifiers of the elements in a header: its length, then identifier, length and content of each."""
    if _HEX.fullmatch(header):
        header = bytes.fromhex(header.decode("ascii"))
    at, end = 1, min(len(header), header[0] + 1 if header else 0)
    while at + 1 < end:
        yield header[at]
        at += 2 + header[at + 1]
