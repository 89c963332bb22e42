"""OPD pages as tests see them: views of small logs, with the city's own reference data."""

from dataclasses import replace
from functools import cache

from callbacks.opd import PAGE, DrawnGround
from command_center.domain.due_explained import DueExplained, explain
from command_center.domain.opd import Opd
from command_center.domain.wording import Wording
from command_center.places.locator import Locator
from command_center.readmodel.opd.load import load_opd_index
from command_center.readmodel.opd.queue import QueueAsked
from command_center.readmodel.opd_view import OpdTab, OpdView, QueuePart
from command_center.readmodel.read_model import ReadModel
from command_center.reference.load import Reference
from command_center.settings import read_settings
from layouts.i18n import Words, words
from layouts.opd.config import OpdConfig, opd_config
from layouts.opd.index import index_page
from layouts.opd.page import opd_page
from layouts.opd.place_in_address import OpdPlace
from layouts.visit import Visit
from tests.domain.reports import a_report
from tests.readmodel.facts import received
from tests.readmodel.opd.standing import CALENDAR, NOW, answered, days, end, model_of, opd_view, view_of, waiting, wib
from tests.reference.shipped import shipped

LONG = "Dinas Pengendalian Penduduk, Keluarga Berencana dan Perumahan"
"""A name of 61 letters, and of many words."""


@cache
def reference() -> Reference:
    return shipped()


@cache
def config(long_name: bool = False) -> OpdConfig:
    found = replace(opd_config(reference(), read_settings(_env_file=None)), calendar=CALENDAR)
    if long_name:
        router = reference().router
        opd = Opd("dpu", Wording(LONG, LONG), "DPU", (), active=False)
        renamed = opd_config(replace(reference(), router=replace_opd(router, opd)), read_settings(_env_file=None))
        return replace(renamed, calendar=CALENDAR)
    return found


def replace_opd(router, opd):
    """The router with one department written otherwise."""
    return type(router)(tuple(opd if each.code == opd.code else each for each in router.every), router.routes)


@cache
def ground():
    return DrawnGround(Locator(reference().areas), reference().areas)()


def one() -> tuple:
    """A single report."""
    return (waiting(1, wib(26), end(10, month=12)),)


_filled: dict[int, tuple[tuple, ReadModel]] = {}


def filled(events: tuple) -> ReadModel:
    """The read model of a log, for who only asks it: of the same tuple it is filled once."""
    if id(events) not in _filled:
        # The log is held, so that no other one gets its id.
        _filled[id(events)] = events, model_of(*events)
    return _filled[id(events)][1]


_viewed: dict[tuple, tuple[tuple, OpdView]] = {}


def viewed(events: tuple, tab: OpdTab, code: str = "dpu") -> OpdView:
    """What a tab shows of a log: read once of the same tuple."""
    asked = id(events), tab, code
    if asked not in _viewed:
        _viewed[asked] = events, view_of(filled(events), tab, code)
    return _viewed[asked][1]


@cache
def ordinary() -> tuple:
    """Half a year of answered reports, some open, some late, some filed as rahasia, several OPD."""
    events = []
    for seq in range(1, 241):
        came = wib(26) - days(seq % 190)
        opd = ("dpu", "dpu", "dlh", "disperkim")[seq % 4]
        category = ("jalan_rusak", "rob", "sampah", "lampu_jalan")[seq % 4]
        due = CALENDAR.due(came, 10)
        took = days(1 + seq % 17)
        if seq % 190 < 12:
            events.append(waiting(seq, came, due, opd=opd, category=category))
        else:
            events.append(answered(seq, came, came + took, answer_due=due, opd=opd, category=category))
    events += [
        waiting(300, wib(10), end(24), category="drainase", kelurahan="", kecamatan="", lat=None, lon=None),
        waiting(301, wib(13), end(27), visibility="rahasia"),
        waiting(302, wib(26), end(10, month=12), status="received", forwarded_at=None, exact=False),
        received(303, wib(25), status="not_ours", closed_at=wib(26)),
        *[
            waiting(310 + at, wib(25), end(9, month=12), status=status, forwarded_at=None)
            for at, status in enumerate(("verified", "deferred", "incomplete"))
        ],
        answered(320, wib(25), wib(26)),
        waiting(321, wib(24), end(8, month=12), due_stage="settle", status="answered", answered_at=wib(25)),
        waiting(322, wib(26), end(30), due_stage="forward", status="received", forwarded_at=None),
        waiting(304, wib(20), wib(27, 20), policy="diskominfo-2025@1"),
        waiting(305, wib(2) - days(500), end(16) - days(490), policy="lama@1"),
    ]
    return tuple(events)


@cache
def many() -> tuple:
    """4,000 open reports, a hundred of them due each day."""
    return tuple(
        waiting(seq, wib(10) + days(seq % 16), CALENDAR.due(wib(10) + days(seq % 16), 10), lat=-7.0 + seq % 97 / 1000)
        for seq in range(1, 4001)
    )


def drawn(
    view: OpdView,
    tab: OpdTab,
    language: str = "id",
    theme: str = "terang",
    *,
    long_name: bool = False,
    of_words: Words | None = None,
    **place,
):
    """The page of a view, in these words or those of the language."""
    visit = Visit(PAGE, (), "sari", "Lapor Hendi", True, of_words or words(language), theme, {"code": view.code})
    return opd_page(
        view,
        config(long_name),
        visit,
        OpdPlace(view.code, tab, **place),
        shown_tabs=tuple(OpdTab),
        may_open_all=True,
        may_export=True,
        texts={},
        deadlines=explained(view),
        ground=ground() if tab is OpdTab.MAP else None,
    )


def explained(view: OpdView) -> dict[int, DueExplained]:
    """The working of the queue's rows, as reports that have no other deadline."""
    rows = [*view.performance.due_first] if view.performance else []
    if view.queue:
        rows += [*view.queue.rows, *([view.queue.selected] if view.queue.selected else [])]
    return {
        row.report_id: explain(
            a_report(
                id=row.report_id,
                number=row.number,
                received_at=row.received_at,
                status=row.status,
                **({f"{row.stage}_due": row.due_at} if row.due_at else {}),
            ),
            reference().policies,
            CALENDAR,
            now=view.as_of,
        )
        for row in rows
        if row.received_at is not None
    }


def page(tab: OpdTab, events: tuple, language: str = "id", theme: str = "terang", *, code: str = "dpu", **more):
    """The page of a log."""
    return drawn(viewed(events, tab, code), tab, language, theme, **more)


def index(of_words: Words):
    """The list of all OPD."""
    visit = Visit(PAGE, (), "sari", "Lapor Hendi", True, of_words, "terang", {"code": "semua"})
    found = load_opd_index(filled(ordinary()), list(config().opd), 8, NOW)
    return index_page(found, config(), visit)


def draw_all(of_words: Words) -> None:
    """Every tab of every kind of log, and the list of all."""
    settled = received(1, wib(20), status="settled", settled_at=wib(23), closed_at=wib(23))
    unplaced = waiting(1, wib(20), end(30), lat=None, lon=None)
    for log in ((), one(), ordinary(), (settled,), (unplaced,)):
        model = model_of(*log)
        for tab in OpdTab:
            drawn(view_of(model, tab), tab, of_words=of_words)
    empty_part = opd_view(OpdTab.QUEUE, *one(), queue=QueueAsked(QueuePart.OVERDUE))
    drawn(empty_part, OpdTab.QUEUE, of_words=of_words)
    index(of_words)
