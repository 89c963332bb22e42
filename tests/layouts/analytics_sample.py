"""The analysis in the states that a city can be in: none at all, few, compared, filtered, and figures set for a title."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from functools import cache

from dash.development.base_component import Component

from command_center.domain.saved_view import SavedView
from command_center.domain.selection import WEEKDAYS, Baseline, Dimension, Preset, ReportSign, Selection, span_of
from command_center.domain.selection_reading import SelectionFault, SelectionProblem, SelectionReading
from command_center.domain.workflow import Status
from command_center.places.area_shapes import AreaShapes, area_shapes
from command_center.places.points import approximate_cells
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analytics_view import (
    AnalyticsView,
    Aside,
    FourTallies,
    IntegrityLine,
    OpdRatio,
    QuietArea,
    ReportTally,
    Series,
)
from command_center.readmodel.selected import RowRights
from command_center.settings import read_settings
from layouts.analytics.config import AnalyticsConfig, analytics_config
from layouts.analytics.grid import grid_rows, rows_grid
from layouts.analytics.kept_parts import KeptParts
from layouts.analytics.page import analytics_page
from layouts.analytics.parts import FIRST, LATER, built
from layouts.analytics.saved import saved_list
from layouts.analytics.shown import LEVELS, MapChoice, Shown
from layouts.figures.area_choropleth import MEASURES
from layouts.i18n import Words
from layouts.visit import Visit
from tests.readmodel.sixty import NOW, PERIOD, city, early, every_day, model_of, sixty
from tests.reference.shipped import shipped


@cache
def config() -> AnalyticsConfig:
    """The analysis of the city in the reference files."""
    reference = shipped()

    @cache
    def shapes() -> AreaShapes:
        return area_shapes(approximate_cells(reference.areas), reference.areas)

    return analytics_config(reference, read_settings(_env_file=None), shapes)


@cache
def loaded(with_early: bool = True, selection: Selection = PERIOD) -> AnalyticsView:
    """The sixty reports counted by hand."""
    return load_analytics(model_of([*sixty(), *([early()] if with_early else [])]), selection, city(), RowRights(), NOW)


@cache
def nothing() -> AnalyticsView:
    """A city without a report."""
    return load_analytics(model_of([]), PERIOD, city(), RowRights(), NOW)


@cache
def steady() -> AnalyticsView:
    """Ten reports a day for twenty weeks, fifty of them on one day of the last."""
    today = NOW.date()
    events = [
        *every_day(today - timedelta(days=140), today, 10),
        *every_day(today - timedelta(days=5), today - timedelta(days=5), 40, number=9000, category="rob"),
    ]
    selection = Selection(Preset.MONTH, span_of(Preset.MONTH, today))
    return load_analytics(model_of(events), selection, city(), RowRights(), NOW)


def opd_line(code: str, ratio: float | None = None, low: float = 0.5, high: float = 1.5, late: int = 8) -> OpdRatio:
    """An OPD with 40 cases; without a ratio it has too few."""
    known = ratio is not None
    return OpdRatio(code, 40, 40, late, 8.0, ratio, low if known else None, high if known else None, not known, True)


def quiet_area(code: str, quiet: bool = True) -> QuietArea:
    """A kelurahan with 3 reports where 12 are usual."""
    return QuietArea(code, code[:8], 3, 12.0, 4.0, 9.0, quiet, True)


def tallies(now: ReportTally, before: ReportTally | None) -> FourTallies:
    """The same numbers for the selection and the city."""
    return FourTallies(now, now, before, before)


def course(code: str, count: int, before: int | None, city_count: int = 100) -> Series:
    """A series of the three weeks of the sixty reports."""
    return Series(
        code, count, before, (count, *(0,) * 20), (before, *(0,) * 20) if before is not None else (), city_count, True
    )


KELURAHAN = ("33.74.05.1001", "33.74.05.1004", "33.74.05.1006")


CHARTS = {"volume", "hours", "channels", "curve", "categories", "quiet"}
"""Parts that show a selection by their marks, in the same words."""
CHOSEN = [
    PERIOD.with_filter(dimension, [value])
    for dimension, listed in ((Dimension.SIGN, ReportSign), (Dimension.WEEKDAY, WEEKDAYS), (Dimension.STATUS, Status))
    for value in list(listed)
]
"""Selections of one value, which a chart shows as it does another."""


def views() -> Iterator[AnalyticsView]:
    """Every state that has words of its own."""
    whole, new = loaded(), loaded(with_early=False)
    yield from (whole, new, nothing(), steady())
    for dimension, values in (
        (Dimension.CATEGORY, ["rob"]),
        (Dimension.CHANNEL, ["sms"]),
        (Dimension.OPD, ["dpu"]),
        (Dimension.KECAMATAN, ["33.74.05"]),
        (Dimension.KELURAHAN, ["33.74.05.1006"]),
        (Dimension.SIGN, [ReportSign.RETURNED]),
        (Dimension.DAY, ["2026-11-07"]),
    ):
        yield loaded(selection=PERIOD.with_filter(dimension, values))
    yield loaded(selection=replace(PERIOD, baseline=Baseline.NONE))
    every = PERIOD
    for dimension, listed in (
        (Dimension.SIGN, list(ReportSign)),
        (Dimension.WEEKDAY, list(WEEKDAYS)),
        (Dimension.HOUR, ["08"]),
        (Dimension.STATUS, list(Status)),
    ):
        for value in listed:
            yield replace(whole, selection=every.with_filter(dimension, [value]))
        yield replace(whole, selection=every.with_filter(dimension, listed))
    now, few = ReportTally(120, 100, 90, 3), ReportTally(5, 5, 5, 0)
    for one, other in (
        (now, ReportTally(60, 50, 40, 30)),
        (ReportTally(60), now),
        (now, now),
        (few, ReportTally(4)),
        (now, None),
        (now, ReportTally()),
    ):
        yield replace(whole, tallies=tallies(one, other))
    for opd in (
        (opd_line("dpu", 2.0, 1.4, 2.9),),
        (opd_line("dpu", 2.0, 1.4, 2.9), opd_line("dlh", 1.8, 1.2, 2.5)),
        tuple(opd_line(code, 2.0, 1.4, 2.9) for code in ("dpu", "dlh", "dishub")),
        (opd_line("dpu", 1.0),),
        tuple(opd_line(f"opd{number}") for number in range(12)),
    ):
        yield replace(whole, opd=opd)
    for number in range(4):
        yield replace(
            whole,
            quiet=tuple(quiet_area(code) for code in KELURAHAN[:number]) or (quiet_area(KELURAHAN[0], quiet=False),),
        )
    many = tuple(quiet_area(code) for code in config().homes)
    yield replace(whole, quiet=many[:40])
    yield replace(whole, integrity=(IntegrityLine("kilat", 3, 15, 3, 15), IntegrityLine("kembali", 0, 15, 0, 15)))
    yield replace(whole, integrity=(IntegrityLine("kilat", 0, 15, 0, 15), IntegrityLine("kembali", 0, 15, 0, 15)))
    for courses in (
        (course("rob", 60, 20), course("banjir", 40, 40)),
        (course("rob", 60, 45), course("banjir", 40, 80)),
        (course("rob", 70, 40), course("banjir", 40, 40)),
        (course("rob", 40, 40), course("banjir", 40, 41)),
        (course("rob", 4, 3), course("banjir", 4, 2)),
        (course("rob", 60, 0), course("banjir", 40, 40)),
    ):
        yield replace(whole, categories=courses, channels=courses)
    filtered = every.with_filter(Dimension.OPD, ["dpu"])
    yield replace(whole, selection=filtered, categories=(course("rob", 90, 40, 100), course("banjir", 10, 10, 900)))
    for slow in ("verified", "forwarded", "answered", "settled"):
        stages = tuple(
            replace(stage, median_days=9.0 if stage.code == slow else 0.01 if stage.median_days is not None else None)
            for stage in whole.funnel
        )
        yield replace(
            whole, funnel=stages, asides=tuple(Aside(status, 3) for status in (Status.DEFERRED, Status.ARCHIVED))
        )
    yield replace(whole, funnel=tuple(replace(stage, median_days=None) for stage in whole.funnel))
    curve = whole.answers.selected
    assert curve is not None
    term = whole.answers.terms[0]
    for answers in (
        replace(whole.answers, terms=()),
        replace(whole.answers, terms=(), selected=replace(curve, p50=None)),
        replace(whole.answers, terms=(replace(term, late_share=0.0),)),
        *(
            replace(whole.answers, selected=replace(curve, p90=ours), before=replace(curve, p90=theirs))
            for ours, theirs in ((12.0, 8.0), (8.0, 12.0), (8.0, 8.2))
        ),
        replace(whole.answers, before=replace(curve, p50=None)),
    ):
        yield replace(whole, answers=answers)
    yield replace(whole, hidden=2)
    yield loaded(
        selection=replace(PERIOD, baseline=Baseline.YEAR_AGO)
        .with_filter(Dimension.OPD, ["dpu"])
        .with_filter(Dimension.CHANNEL, ["sms"])
    )
    fewer = tallies(ReportTally(60, 60), ReportTally(120, 120))
    yield replace(whole, tallies=fewer, categories=(course("rob", 20, 80), course("banjir", 40, 40)))
    quiet_days = tuple(
        replace(
            day,
            unusual=day.limits is not None and day is steady().days[3],
            selected=0 if day is steady().days[3] else day.selected,
            category="",
        )
        for day in steady().days
    )
    yield replace(steady(), days=quiet_days)
    calm = tuple(replace(day, unusual=False) for day in steady().days)
    yield replace(steady(), days=calm)
    some = tuple(
        replace(day, unusual=True, selected=60, category="rob" if at == 2 else "", category_count=40)
        if at in (2, 9)
        else day
        for at, day in enumerate(calm)
    )
    yield replace(steady(), days=some)


PROBLEMS = tuple(SelectionProblem(fault, "dari", "2027-01-01") for fault in SelectionFault)


def shown(
    view: AnalyticsView,
    words: Words,
    theme: str = "terang",
    choice: MapChoice | None = None,
    problems: tuple[SelectionProblem, ...] = (),
) -> Shown:
    """A showing of the view."""
    return Shown(view, config(), words, theme, SelectionReading(view.selection, problems), choice or MapChoice())


class Noting(AnalyticsView):
    """A view that keeps what of it was read."""

    def __getattribute__(self, name: str) -> object:
        value = super().__getattribute__(name)
        READ[name] = value
        return value


READ: dict[str, object] = {}
"""Field of the view that is drawn -> its value: what was read since it was emptied."""


def draw(words: Words, visit: Visit) -> list[object]:
    """Every part of every state, in the visit's language and colours.

    States differ in a field or two: a part that reads none of them is what it was, and is drawn once.
    """
    drawn: list[object] = []
    known: dict[str, list[dict[str, object]]] = {}
    for view in views():
        noting = Noting(*(getattr(view, field.name) for field in fields(view)))
        one = shown(noting, words, visit.theme)
        # The map is drawn below: it is the same for most of them, and the largest figure there is.
        for part in (*FIRST.values(), *LATER.values()):
            before = known.setdefault(part.key, [])
            if (
                part.key == "map"
                or (part.key in CHARTS and view.selection in CHOSEN)
                or any(all(getattr(view, name) == each[name] for name in each) for each in before)
            ):
                continue
            READ.clear()
            drawn.append(built(part, one))
            before.append(dict(READ))
    choices = [MapChoice(measure, level) for measure in MEASURES for level in LEVELS]
    thin = tuple(replace(line, count=min(line.count, 3)) for line in loaded().kecamatan)
    drawn.append(built(LATER["map"], shown(replace(loaded(), kecamatan=thin), words, visit.theme)))
    drawn.append(built(LATER["map"], shown(replace(loaded(), kecamatan=thin), words, visit.theme, MapChoice("median"))))
    for view in (loaded(), nothing(), loaded(selection=PERIOD.with_filter(Dimension.KECAMATAN, ["33.74.05"]))):
        drawn += [built(LATER["map"], shown(view, words, visit.theme, choice)) for choice in choices]
    for at in range(0, len(PROBLEMS), 4):
        drawn.append(built(FIRST["problems"], shown(loaded(), words, visit.theme, None, PROBLEMS[at : at + 4])))
    drawn.append(page(loaded(), visit))
    return drawn


def page(view: AnalyticsView, visit: Visit) -> Component:
    """The whole page."""
    saved = [SavedView(1, "Rob di Genuk", "kategori=rob", NOW)]
    words = visit.words
    saved_list([], words, words("analytics.saved.none"))
    return analytics_page(shown(view, words, visit.theme), visit, NOW.date(), saved_list(saved, words), KeptParts())


def grid(words: Words) -> list[object]:
    """The grid with the rows of the sixty reports."""
    from command_center.readmodel.analysis.rows import load_rows

    rows = load_rows(model_of(sixty()), PERIOD, RowRights(), NOW, 0, 100).rows
    return [rows_grid(words, "terang"), grid_rows(rows, config(), words)]
