"""Who may see a report, from the words of somebody's file: a word that nobody knows hides it, and is told."""

import re
from collections.abc import Mapping

from command_center.domain.report_kinds import Visibility
from data_sources.errors import BadMessage
from data_sources.header_rows import plain

_FILLING = {"dan", "atau", "laporan", "pelapor", "pengaduan", "identitas", "tipe", "sifat"}
"""Words that may stand beside the word that counts."""

NEEDED = (
    "no column says which reports are anonymous or secret, and nothing is made public unasked: export with that column, or "
    "say for the whole file who may see its reports"
)


def visibility_of(said: str, words: Mapping[str, str]) -> tuple[Visibility, bool]:
    """What the words of a cell ask for, and whether they are known; `words` are plain, with values of Visibility.

    Of several the strictest counts. Unknown words hide the whole report. An empty cell asks for nothing to be hidden.
    """
    rest = plain(said)
    if not rest:
        return Visibility.PUBLIC, True
    meant: list[Visibility] = []
    for word in sorted(words, key=len, reverse=True):
        rest, times = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
        if times:
            meant.append(Visibility(words[word]))
    known = not set(rest.split()) - _FILLING and bool(meant)
    if not known:
        return Visibility.CONFIDENTIAL, Visibility.CONFIDENTIAL in meant
    return max(meant, key=lambda each: each.strictness), True


def for_the_whole_file(said: str) -> Visibility | None:
    """What somebody said for a whole file: public (publik), anonim or rahasia; None for "". Raises BadMessage."""
    word = said.strip().lower()
    if not word:
        return None
    if word == "publik":
        return Visibility.PUBLIC
    if word in list(Visibility):
        return Visibility(word)
    raise BadMessage(f"visibility {said[:40]!r} is none of publik, anonim, rahasia")
