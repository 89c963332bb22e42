"""Reads a selection out of the query of an address: strictly, with what is wrong told and the usual in its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from command_center.domain.selection import (
    DEFAULT_BASELINE,
    DEFAULT_PRESET,
    LONGEST_DAYS,
    WEEKDAYS,
    Baseline,
    DaySpan,
    Dimension,
    Preset,
    ReportSign,
    Selection,
    span_of,
)

MOST_VALUES = 200
"""Values that one filter may have."""
LONGEST_VALUE = 60
"""Characters of a value that a message repeats."""
EARLIEST = date(2000, 1, 1)


class SelectionFault(StrEnum):
    """What is wrong with a part of the query."""

    NAME = "name"
    VALUE = "value"
    DAY = "day"
    BACKWARDS = "backwards"
    FUTURE = "future"
    CUT = "cut"
    TOO_LONG = "too_long"
    HALF = "half"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class SelectionProblem:
    """One part of a query that was not taken as it stands. `name` is that of the part, `value` what stood there."""

    fault: SelectionFault
    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SelectionReading:
    """A selection that can be shown, and what of the query it left out."""

    selection: Selection
    problems: tuple[SelectionProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterValues:
    """The values that there are of each dimension, as the city's data name them. Days are not listed."""

    values: Mapping[Dimension, Collection[str]]

    def knows(self, dimension: Dimension, value: str) -> bool:
        """Whether there is such a value."""
        if dimension is Dimension.DAY:
            return _day(value) is not None
        if dimension is Dimension.WEEKDAY:
            return value in WEEKDAYS
        if dimension is Dimension.HOUR:
            return value in _HOURS
        if dimension is Dimension.SIGN:
            return value in tuple(ReportSign)
        return value in self.values.get(dimension, ())


_HOURS = tuple(f"{hour:02d}" for hour in range(24))
_OF_PERIOD = ("periode", "dari", "sampai")


def read_selection(
    query: Mapping[str, object], vocabulary: FilterValues, today: date, ignored: Collection[str] = ()
) -> SelectionReading:
    """The selection that a query asks for. `today` is the WIB day on which it is asked, `ignored` are names of others.

    What cannot be taken is told in `problems`; in its place stands the usual: never an error, never a guess.
    """
    names = {"periode", "dari", "sampai", "banding", *map(str, Dimension), *ignored}
    problems = [_problem(SelectionFault.NAME, name) for name in query if name not in names]
    preset, span = _period(query, today, problems)
    baseline = DEFAULT_BASELINE
    if said := _text(query, "banding"):
        if said in tuple(Baseline):
            baseline = Baseline(said)
        else:
            problems.append(_problem(SelectionFault.VALUE, "banding", said))
    selection = Selection(preset, span, baseline)
    for dimension in Dimension:
        if said := _text(query, dimension):
            values = [each for each in said.split(",") if each]
            known = [each for each in values[:MOST_VALUES] if vocabulary.knows(dimension, each)]
            unknown = [each for each in values if each not in known]
            problems += [_problem(SelectionFault.VALUE, dimension, each) for each in unknown[:3]]
            selection = selection.with_filter(dimension, known)
    return SelectionReading(selection, tuple(problems))


def _period(query: Mapping[str, object], today: date, problems: list[SelectionProblem]) -> tuple[Preset, DaySpan]:
    usual = DEFAULT_PRESET, span_of(DEFAULT_PRESET, today)
    said, since, until = (_text(query, name) for name in _OF_PERIOD)
    if said and said not in tuple(Preset):
        problems.append(_problem(SelectionFault.VALUE, "periode", said))
        return usual
    named = [(name, text) for name, text in (("dari", since), ("sampai", until)) if text]
    no_days = [_problem(SelectionFault.DAY, name, text) for name, text in named if _day(text) is None]
    if said and said != Preset.OWN:
        preset = Preset(said)
        problems += no_days or [_problem(SelectionFault.BESIDE, name, text) for name, text in named]
        return preset, span_of(preset, today)
    if not since and not until:
        if said:
            problems.append(_problem(SelectionFault.HALF, "periode", said))
        return usual
    if not since or not until:
        problems += no_days or [_problem(SelectionFault.HALF, name, text) for name, text in named]
        return usual
    problems += no_days
    first, last = _day(since), _day(until)
    if first is None or last is None:
        return usual
    if last < first:
        problems.append(_problem(SelectionFault.BACKWARDS, "dari", since))
        return usual
    if first > today:
        problems.append(_problem(SelectionFault.FUTURE, "dari", since))
        return usual
    if last > today:
        problems.append(_problem(SelectionFault.CUT, "sampai", until))
        last = today
    span = DaySpan(first, last)
    if span.days > LONGEST_DAYS:
        problems.append(_problem(SelectionFault.TOO_LONG, "dari", since))
        return usual
    return Preset.OWN, span


def _problem(fault: SelectionFault, name: str, value: str = "") -> SelectionProblem:
    return SelectionProblem(fault, str(name)[:LONGEST_VALUE], value[:LONGEST_VALUE])


def _text(query: Mapping[str, object], name: str) -> str:
    """What stands there; the first of several, as an address may repeat a name."""
    value = query.get(name)
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    return value.strip() if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    """A day such as 2026-11-21, from the year 2000 on."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if len(text) == 10 and day >= EARLIEST and day.year < 2100 else None
