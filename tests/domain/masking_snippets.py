"""Snippets of texts with what must be gone and what must stay in public, and how a masked one is judged."""

import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
WINDOW = 5
"""So many digits in a row of a number that must be gone are a leak."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text of a kind; `gone` and `stay` are pieces of it, digits of a number without what stands between them.

    `sender` is the name of who sent it, "" where it is not known.
    """

    kind: str
    text: str
    gone: tuple[str, ...]
    stay: tuple[str, ...]
    sender: str = ""


def snippets(part: str) -> list[Snippet]:
    """The snippets of a part: tuned, unseen, later_tuned or later_unseen."""
    kinds = tomllib.loads((HERE / f"masking_{part}.toml").read_text(encoding="utf-8"))
    return [
        Snippet(kind, text, tuple(gone), tuple(stay), *sender)
        for kind, lines in kinds.items()
        for text, gone, stay, *sender in lines
    ]


def left_over(snippet: Snippet, masked: str) -> list[str]:
    """What must be gone and is still there."""
    return [piece for piece in snippet.gone if _is_in(piece, masked)]


def lost(snippet: Snippet, masked: str) -> list[str]:
    """What must stay and is gone."""
    return [piece for piece in snippet.stay if piece not in masked]


def _is_in(piece: str, masked: str) -> bool:
    if piece.isdecimal() and len(piece) >= WINDOW:
        seen, digits = _digits(masked), _digits(piece)
        return any(digits[at : at + WINDOW] in seen for at in range(len(digits) - WINDOW + 1))
    return _plain(piece) in _plain(masked)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) for letter in _plain(text) if letter.isdecimal())
