"""Words, numbers and dates of the screens in the language's own form, read from words/<language>.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from command_center.errors import BadReferenceData

LANGUAGES = ("id", "en")
"""Languages of the screens; the first is the one that has every key."""

FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: `entries` maps "section.key" to a text with {braces} to fill in."""

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key`, filled in. Where `n` is the number 1 and the language has `<key>_one`, that is used.

        Numbers are written in the language's own form. Raises KeyError for a key or a value that is missing.
        """
        text = self.entries[f"{key}_one" if values.get("n") == 1 and f"{key}_one" in self.entries else key]
        written = {
            name: self.number(value) if isinstance(value, int | float) else value for name, value in values.items()
        }
        return text.format(**written)

    def number(self, value: float) -> str:
        """1234 -> "1.234" in Indonesian; at most one decimal, none where it would be 0."""
        rounded = round(value, 1)
        whole, _, fraction = f"{abs(rounded):,.1f}".partition(".")
        sign = "−" if rounded < 0 else ""
        text = sign + whole.replace(",", self.entries["calendar.thousands"])
        return text if fraction == "0" else text + self.entries["calendar.decimal"] + fraction

    def listed(self, key: str) -> tuple[str, ...]:
        """Texts of a key that lists them with | between."""
        return tuple(self.entries[key].split("|"))

    def weekday(self, day: date) -> str:
        """Name of the weekday."""
        return self.listed("calendar.weekdays")[day.weekday()]

    def month_short(self, day: date) -> str:
        """Month in three letters."""
        return self.listed("calendar.months_short")[day.month - 1]

    def date_long(self, day: date) -> str:
        """Such as "Sabtu, 21 November 2026"."""
        month = self.listed("calendar.months")[day.month - 1]
        return self.entries["calendar.date_long"].format(
            weekday=self.weekday(day), day=day.day, month=month, year=day.year
        )

    def date_short(self, day: date) -> str:
        """Such as "21 Nov"."""
        return self.entries["calendar.date_short"].format(day=day.day, month=self.month_short(day))

    def days(self, first: date, last: date) -> str:
        """A run of days: "13–14 Nov", or "30 Okt – 2 Nov" over the end of a month."""
        if first == last:
            return self.date_short(first)
        if (first.year, first.month) != (last.year, last.month):
            return f"{self.date_short(first)} – {self.date_short(last)}"
        return self.entries["calendar.days_of_month"].format(
            first=first.day, last=last.day, month=self.month_short(first)
        )

    def section(self, prefix: str) -> dict[str, str]:
        """All entries whose key begins with `prefix` and a dot, without it: what the browser needs of them."""
        return {
            key.removeprefix(f"{prefix}."): text for key, text in self.entries.items() if key.startswith(f"{prefix}.")
        }


@cache
def words(language: str) -> Words:
    """Words of "id" or "en"; raises BadReferenceData where the file lacks a key that Indonesian has."""
    if language not in LANGUAGES:
        raise BadReferenceData(FOLDER, None, f"there is no language {language!r}; there are {', '.join(LANGUAGES)}")
    file = FOLDER / f"{language}.toml"
    entries = read(file)
    missing = sorted(set(read(FOLDER / f"{LANGUAGES[0]}.toml")) - set(entries))
    if missing:
        raise BadReferenceData(file, None, f"lacks {', '.join(missing)}")
    return Words(language, entries)


def read(file: Path) -> dict[str, str]:
    """Key -> text of one file, tables joined by dots; raises BadReferenceData naming file and line."""
    try:
        with file.open("rb") as stream:
            return dict(flat(tomllib.load(stream)))
    except tomllib.TOMLDecodeError as error:
        raise BadReferenceData(file, getattr(error, "lineno", None), str(error)) from error


def flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Entries of nested tables as (dotted key, text)."""
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            rows += flat(cast(Mapping[str, Any], value), f"{prefix}{key}.")
        else:
            rows.append((f"{prefix}{key}", str(value)))
    return rows


def label(labels: Mapping[str, str], language: str) -> str:
    """The label in this language, else in Indonesian; raises KeyError where there is neither."""
    return labels[language] if language in labels else labels[LANGUAGES[0]]
