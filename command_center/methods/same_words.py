"""Texts that are the same but for what differs from case to case: numbers, links, signs, and how they are spaced."""

import re

_LINK = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"\b[A-Z]{2,}-\d{4}-\d+|\d[\d.,:/-]*")
_SIGN = re.compile(r"[^\w\s]+")


def gist(text: str) -> str:
    """What is compared of a text: its words in small letters; a tracking number, a date, a link counts as nothing."""
    plain = _SIGN.sub(" ", _NUMBER.sub(" ", _LINK.sub(" ", text)))
    return " ".join(plain.casefold().split())
