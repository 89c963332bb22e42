"""The alphabet of one SMS: GSM 7-bit default alphabet and its extension (3GPP TS 23.038, 6.2.1)."""

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
"""Characters that take two septets."""

ONE_SMS = 160
"""Septets in one SMS; a longer text is cut into parts and charged as several."""

_CLOSE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "-", "\u00a0": " "}
)


def septets(text: str) -> int:
    """How many septets `text` takes; raises ValueError for a character that the alphabet lacks."""
    count = 0
    for character in text:
        if character in BASIC:
            count += 1
        elif character in EXTENSION:
            count += 2
        else:
            raise ValueError(f"{character!r} is not in the GSM 7-bit alphabet")
    return count


def fit(text: str, limit: int = ONE_SMS) -> str:
    """`text` in the alphabet and in at most `limit` septets: close characters replaced, others as ``?``, the end cut."""
    kept: list[str] = []
    used = 0
    for character in _alphabet(text):
        cost = 1 if character in BASIC else 2
        if used + cost > limit:
            break
        kept.append(character)
        used += cost
    return "".join(kept)


def _alphabet(text: str) -> str:
    found = []
    for character in text.translate(_CLOSE):
        if character in BASIC or character in EXTENSION:
            found.append(character)
            continue
        bare = unicodedata.normalize("NFKD", character)[0]
        found.append(bare if bare in BASIC else "?")
    return "".join(found)
