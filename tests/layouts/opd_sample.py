"""OPD pages as tests see them: views of small logs, with the city's own reference data."""

from dataclasses import replace
from functools import cache

from callbacks.opd import PAGE, DrawnGround
from command_center.domain.opd import Opd
from command_center.domain.wording import Wording
from command_center.places.locator import Locator
from command_center.readmodel.opd_view import OpdTab, OpdView
from command_center.reference.load import Reference, load_reference
from command_center.settings import read_settings
from layouts.i18n import words
from layouts.opd.config import OpdConfig, opd_config
from layouts.opd.page import opd_page
from layouts.opd.place_in_address import OpdPlace
from layouts.visit import Visit
from tests.readmodel.facts import received
from tests.readmodel.opd.standing import CALENDAR, answered, days, end, opd_view, waiting, wib

LONG = "Dinas Pengendalian Penduduk, Keluarga Berencana dan Perumahan"
"""A name of 61 letters, and of many words."""


@cache
def reference() -> Reference:
    return load_reference(None)


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
        waiting(304, wib(20), wib(27, 20), policy="diskominfo-2025@1"),
        waiting(305, wib(2) - days(500), end(16) - days(490), policy="lama@1"),
    ]
    return tuple(events)


def many() -> tuple:
    """4,000 open reports, a hundred of them due each day."""
    return tuple(
        waiting(seq, wib(10) + days(seq % 16), CALENDAR.due(wib(10) + days(seq % 16), 10), lat=-7.0 + seq % 97 / 1000)
        for seq in range(1, 4001)
    )


def drawn(view: OpdView, tab: OpdTab, language: str = "id", theme: str = "terang", *, long_name: bool = False, **place):
    """The page of a view."""
    visit = Visit(PAGE, (), "sari", "Lapor Hendi", True, words(language), theme, {"code": view.code})
    return opd_page(
        view,
        config(long_name),
        visit,
        OpdPlace(view.code, tab, **place),
        may_open_all=True,
        may_export=True,
        texts={},
        ground=ground() if tab is OpdTab.MAP else None,
    )


def page(tab: OpdTab, events: tuple, language: str = "id", theme: str = "terang", *, code: str = "dpu", **more):
    """The page of a log."""
    return drawn(opd_view(tab, *events, code=code), tab, language, theme, **more)
