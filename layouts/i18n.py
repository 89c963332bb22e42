"""Words, numbers and dates of the screens in the language's own form, read from the files of words.

What pages share stands in words/<language>.toml; a page's own in <page>/words.<language>.toml, found by being there:
its keys begin with the page's key and a dot.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB
from command_center.errors import BadReferenceData

LANGUAGES = ("id", "en")
"""Languages of the screens; the first is the one that has every key."""

LAYOUTS = Path(__file__).parent


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

    def percent(self, part: float, whole: float = 1.0) -> str:
        """A share as whole percent: "83%"; "<1%" and ">99%" where rounding would hide that there are some."""
        if whole <= 0:
            return self.entries["format.none"]
        share = part / whole * 100
        if 0 < share < 0.5 or 99.5 <= share < 100:
            return self("format.percent_below", n=1) if share < 1 else self("format.percent_above", n=99)
        return self("format.percent", n=round(share))

    def change(self, now: float, before: float) -> str:
        """The change against a comparison: "▲ 26%", "▼ 3%", "tetap"; "baru" where there was nothing before."""
        if before == now:
            return self.entries["format.same"]
        if before <= 0:
            return self.entries["format.new"]
        percent = round(abs(now - before) / before * 100)
        sign = self.entries["format.up" if now > before else "format.down"]
        return f"{sign} {self('format.percent', n=percent) if percent else self('format.percent_below', n=1)}"

    def difference(self, value: float) -> str:
        """A number with its sign: "+16", "−11", "0"."""
        return f"+{self.number(value)}" if round(value, 1) > 0 else self.number(value)

    def working_days(self, days: float | None) -> str:
        """Working days with one decimal: "4,7 hari kerja"; a dash where there is no figure."""
        return self.entries["format.none"] if days is None else self("format.working_days", n=round(days, 1))

    def clock(self, moment: datetime) -> str:
        """Time of day of an aware moment in WIB: "14.05"."""
        local = moment.astimezone(WIB)
        return self("format.clock", hour=f"{local.hour:02}", minute=f"{local.minute:02}")

    def moment(self, moment: datetime) -> str:
        """An aware moment in WIB: "21 Nov 2026, 14.05 WIB"."""
        local = moment.astimezone(WIB)
        return self("format.moment", date=self.date_short(local.date()), year=str(local.year), clock=self.clock(moment))

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
    """Words of "id" or "en"; raises BadReferenceData where a file lacks a key that Indonesian has."""
    if language not in LANGUAGES:
        raise BadReferenceData(LAYOUTS, None, f"there is no language {language!r}; there are {', '.join(LANGUAGES)}")
    entries: dict[str, str] = {}
    own, complete = files(language), files(LANGUAGES[0])
    for prefix, file in complete.items():
        there = read(own[prefix]) if prefix in own else {}
        if missing := sorted(set(read(file)) - set(there)):
            raise BadReferenceData(own.get(prefix, file), None, f"has not in {language!r}: {', '.join(missing)}")
        entries |= {f"{prefix}{key}": text for key, text in there.items()}
    return Words(language, entries)


def words_for(language: object, default: str) -> Words:
    """Words of the language that was asked for where there is such a one, else of `default`."""
    return words(language if isinstance(language, str) and language in LANGUAGES else default)


def files(language: str) -> dict[str, Path]:
    """What the keys of a file begin with -> the file: "" for the words that pages share, else the page's key and a dot."""
    pages = sorted(LAYOUTS.glob(f"*/words.{language}.toml"))
    return {"": LAYOUTS / "words" / f"{language}.toml", **{f"{file.parent.name}.": file for file in pages}}


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


def by_language(wording: Wording) -> dict[str, str]:
    """A piece of the city's wording as labels by language."""
    return {language: wording.in_language(language) for language in LANGUAGES}
