"""The selection of reports that a page is about: a period, what it is compared with, and filters; as one frozen value.

It lives in an address: `query` writes it in one way only, and `selection_reading.read_selection` reads it strictly.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import quote

LONGEST_DAYS = 1096
"""Days of the longest period: three years."""


class Preset(StrEnum):
    """A period by its name. All but `OWN` end today."""

    WEEK = "7-hari"
    MONTH = "30-hari"
    QUARTER = "13-minggu"
    YEAR = "tahun-ini"
    OWN = "rentang"


class Baseline(StrEnum):
    """What a period is compared with."""

    PREVIOUS = "sebelumnya"
    YEAR_AGO = "tahun-lalu"
    NONE = "tanpa"


class Dimension(StrEnum):
    """What can be filtered, by its name in the address.

    `DAY`, `WEEKDAY` and `HOUR` are those of the receipt in WIB. `SIGN` is what is to be seen on a report: see `ReportSign`.
    """

    CHANNEL = "kanal"
    CATEGORY = "kategori"
    OPD = "opd"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    STATUS = "status"
    POLICY = "kebijakan"
    DAY = "tanggal"
    WEEKDAY = "hari"
    HOUR = "jam"
    SIGN = "tanda"


class ReportSign(StrEnum):
    """What may be to be seen on a report.

    `OVERDUE`: open past a deadline. `ANSWERED`, `SETTLED`: it is. `HASTY`: settled within minutes of forwarding.
    `RETURNED`: settled, and reported again at the same place.
    """

    OVERDUE = "lewat"
    ANSWERED = "dijawab"
    SETTLED = "selesai"
    HASTY = "kilat"
    RETURNED = "kembali"


WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
"""Names of the weekdays in an address, Monday first."""

LENGTHS = {Preset.WEEK: 7, Preset.MONTH: 30, Preset.QUARTER: 91}
"""Days of the presets that have a fixed length."""

DEFAULT_PRESET = Preset.QUARTER
DEFAULT_BASELINE = Baseline.PREVIOUS


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days in a row, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last

    def back(self, days: int) -> "DaySpan":
        """As many days, that many days earlier."""
        return DaySpan(self.first - timedelta(days=days), self.last - timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports. `filters` holds, by dimension, the values of which a report must have one; no entry: all are in.

    Values of a filter are sorted and unique. `span` is `preset` as of the day on which the selection was made.
    """

    preset: Preset
    span: DaySpan
    baseline: Baseline = DEFAULT_BASELINE
    filters: tuple[tuple[Dimension, tuple[str, ...]], ...] = ()

    def of(self, dimension: Dimension) -> tuple[str, ...]:
        """Values that a dimension is filtered by; empty where it is not."""
        return dict(self.filters).get(dimension, ())

    def with_filter(self, dimension: Dimension, values: Iterable[str]) -> "Selection":
        """The selection with this filter in the place of the dimension's own; no values take it away."""
        kept = dict(self.filters) | {dimension: tuple(sorted(set(values)))}
        ordered = tuple((each, kept[each]) for each in Dimension if kept.get(each))
        return replace(self, filters=ordered)

    def without(self, dimensions: Collection[Dimension]) -> "Selection":
        """The selection with these dimensions unfiltered."""
        return replace(self, filters=tuple(entry for entry in self.filters if entry[0] not in dimensions))

    @property
    def compared(self) -> DaySpan | None:
        """The days it is compared with, as many as its own; None for no comparison."""
        if self.baseline is Baseline.NONE:
            return None
        if self.baseline is Baseline.PREVIOUS:
            return self.span.back(self.span.days)
        first = year_before(self.span.first)
        return DaySpan(first, first + timedelta(days=self.span.days - 1))

    @property
    def shift(self) -> timedelta:
        """How far back the days lie that it is compared with; zero for no comparison."""
        compared = self.compared
        return self.span.first - compared.first if compared else timedelta()

    def query(self) -> str:
        """The query of its address, without "?"; what is as usual is left out, so that all as usual is ""."""
        parts: list[tuple[str, str]] = []
        if self.preset is Preset.OWN:
            parts += [("dari", self.span.first.isoformat()), ("sampai", self.span.last.isoformat())]
        elif self.preset is not DEFAULT_PRESET:
            parts.append(("periode", str(self.preset)))
        if self.baseline is not DEFAULT_BASELINE:
            parts.append(("banding", str(self.baseline)))
        parts += [(str(dimension), ",".join(values)) for dimension, values in self.filters]
        return "&".join(f"{name}={quote(value, safe=',@')}" for name, value in parts)


def usual_selection(today: date) -> Selection:
    """What a page shows that was asked for nothing."""
    return Selection(DEFAULT_PRESET, span_of(DEFAULT_PRESET, today))


def span_of(preset: Preset, today: date) -> DaySpan:
    """The days of a preset that ends today. Raises ValueError for `OWN`, whose days somebody must name."""
    if preset is Preset.OWN:
        raise ValueError("a period of its own has no days until somebody names them")
    if preset is Preset.YEAR:
        return DaySpan(date(today.year, 1, 1), today)
    return DaySpan(today - timedelta(days=LENGTHS[preset] - 1), today)


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
