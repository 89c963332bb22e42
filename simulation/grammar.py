"""Sentences from fragments: the phrase files of a folder, checked when read, and one sentence made from them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from random import Random
from typing import Any

from command_center.errors import BadReferenceData

PHRASES = Path(__file__).parent / "phrases"
BUILT_IN = frozenset({"di", "tempat", "n", "jam", "rt", "jalan", "patokan", "kelurahan", "kecamatan"})
"""Slots that the writer fills itself."""

PLACE_DETAILS = ("street", "kelurahan", "landmark", "kecamatan", "none")
"""How exactly a citizen names the place, best first."""

_SLOT = re.compile(r"\{(\w+)\}")
_AT_LINE = re.compile(r"at line (\d+)")
_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_SIGN = re.compile(r"\s+([,.?!])")
_REPEATED_DI = re.compile(r"\b(di|ke) (?:di|ke) ")

Slots = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CategoryPhrases:
    """How people write about one category: titles, sentences, sentences in Javanese, second sentences, and its slots.

    `asks` is False where nobody would add a request to act.
    """

    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    jawa: tuple[str, ...]
    extra: tuple[str, ...]
    slots: Slots
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrase files. `place` maps a detail of PLACE_DETAILS to its `tempat` and `di` forms."""

    categories: Mapping[str, CategoryPhrases]
    style: Slots
    place: Mapping[str, Slots]

    def of(self, category: str) -> CategoryPhrases:
        """Phrases of a category; those of ``lainnya`` where a city's own category has none."""
        return self.categories.get(category, self.categories["lainnya"])


def load_phrases(folder: Path = PHRASES) -> Phrases:
    """Read and check every phrase file. Raises BadReferenceData for bad TOML, a missing list or an unknown slot."""
    shared = _read(folder / "shared.toml")
    try:
        style, place = shared.pop("style"), shared.pop("place")
    except KeyError as missing:
        raise BadReferenceData(folder / "shared.toml", None, f"section {missing} is missing") from None
    common = _lists(folder / "shared.toml", shared)
    categories = {
        file.stem: _category(file, common) for file in sorted(folder.glob("*.toml")) if file.name != "shared.toml"
    }
    if "lainnya" not in categories:
        raise BadReferenceData(
            folder, None, "lainnya.toml is missing: it serves categories without a file of their own"
        )
    forms = {detail: _lists(folder / "shared.toml", place.get(detail, {})) for detail in PLACE_DETAILS}
    for detail, slots in forms.items():
        if not {"tempat", "di"} <= slots.keys():
            raise BadReferenceData(folder / "shared.toml", None, f"[place.{detail}] needs the lists tempat and di")
    return Phrases(categories, {**common, **_lists(folder / "shared.toml", style)}, forms)


def expand(rng: Random, template: str, slots: Slots) -> str:
    """`template` with every {slot} replaced by a random choice, nested slots included. Raises KeyError for unknown ones."""
    while True:
        filled = _SLOT.sub(lambda found: rng.choice(slots[found[1]]), template)
        if filled == template:
            return tidy(filled)
        template = filled


def tidy(text: str) -> str:
    """One space between words, none before a sign, no "di di"."""
    text = _SPACES.sub(" ", text).strip(" ,")
    return _REPEATED_DI.sub(r"\1 ", _SPACE_BEFORE_SIGN.sub(r"\1", text))


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            return tomllib.load(stream)
    except FileNotFoundError:
        raise BadReferenceData(file, None, "the file is missing") from None
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        raise BadReferenceData(file, int(line[1]) if line else None, str(error)) from None


def _lists(file: Path, table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name, choices in table.items():
        if not isinstance(choices, list) or not choices or not all(isinstance(choice, str) for choice in choices):
            raise BadReferenceData(file, None, f"{name} must be a list of at least one text")
        lists[name] = tuple(choices)
    return lists


def _category(file: Path, common: Slots) -> CategoryPhrases:
    table = _read(file)
    asks = table.pop("asks", True) is not False
    lists = _lists(file, table)
    parts = {part: lists.pop(part, ()) for part in ("titles", "sentences", "jawa", "extra")}
    for part, choices in parts.items():
        if not choices:
            raise BadReferenceData(file, None, f"the list {part} is missing")
    slots = {**common, **lists}
    for template in (
        *(each for choices in parts.values() for each in choices),
        *(c for v in lists.values() for c in v),
    ):
        for slot in _SLOT.findall(template):
            if slot not in slots and slot not in BUILT_IN:
                raise BadReferenceData(file, None, f"unknown slot {{{slot}}} in: {template}")
    try:
        TopologicalSorter({name: _SLOT.findall(" ".join(choices)) for name, choices in slots.items()}).prepare()
    except CycleError as error:
        raise BadReferenceData(file, None, f"slots that name each other: {' -> '.join(error.args[1])}") from None
    return CategoryPhrases(parts["titles"], parts["sentences"], parts["jawa"], parts["extra"], slots, asks)
