"""Reads words_id.txt and words_en.txt: words of the language, which are no slips of others."""

from pathlib import Path

from command_center.domain.word_forms import Lexicon
from command_center.errors import BadReferenceData

INDONESIAN = "words_id.txt"
ENGLISH = "words_en.txt"


def read_lexicon(folder: Path) -> Lexicon:
    """The words of both languages; new words are formed by affixes from the Indonesian ones only."""
    return Lexicon(_words(folder / INDONESIAN), _words(folder / ENGLISH))


def _words(path: Path) -> frozenset[str]:
    """The words of a file, any number in a line; a line that begins with "#" tells where they come from.

    Raises BadReferenceData with the line where something else than small plain letters stands.
    """
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadReferenceData(path, None, f"cannot be read as plain letters: {error}") from error
    found: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        words = line.split()
        if not all(map(str.isalpha, words)) or line != line.lower():
            raise BadReferenceData(path, number, "must be words in small letters with blanks between them")
        found.update(words)
    return frozenset(found)
