"""Every kind of morning drawn as page, paper and letter: what reads the words of the briefing."""

from dataclasses import replace
from datetime import date

from callbacks.briefing import PAGE
from command_center.readmodel.briefing_view import (
    Briefing,
    BriefingReading,
    LateReports,
    LeadSubject,
    NamedDay,
    OpdCount,
    PendingDecision,
)
from layouts.briefing.page import briefing_page
from layouts.briefing.paper import ROOMS, paper_html
from layouts.briefing.plain_letter import plain_letter, subject
from layouts.briefing.screened import Screened
from layouts.i18n import Words
from layouts.visit import NavigationEntry, Visit
from tests.layouts.briefing_sample import (
    BRIEFINGS,
    DAY,
    EXCERPTS,
    LATE,
    NOBODY_LATE,
    config,
    crowded,
    edition,
    late,
    number,
    ordinary,
    readings,
    with_entries,
)


def uncommon() -> list[Briefing]:
    """Mornings that say what no other does."""
    morning = ordinary()
    free = crowded()
    weekend = replace(free, free=free.free[1:])
    untargeted = tuple(replace(each, target=None) for each in morning.main)
    opds = (PendingDecision("passed", number(1), "pkl", "", ("DPU", "DLH"), "answer", 2),)
    placed = (PendingDecision("unassigned", number(1), "pkl", "Tugu", ("",), "forward", 2),)
    no_place = (PendingDecision("long_over", number(1), "pkl", "", ("DPU",), "answer", 9),)
    cases = tuple(
        replace(entry, total=len(entry.cases)) if entry.key == "received" else entry for entry in morning.ledger
    )
    single = tuple(
        replace(entry, cases=entry.cases[:1], total=1) if entry.key == "received" else entry for entry in morning.ledger
    )
    return [
        replace(morning, main=untargeted, decisions=opds, open_change=-2),
        replace(morning, main=tuple(replace(each, week_before=each.value) for each in untargeted), decisions=placed),
        replace(morning, main=tuple(replace(each, week_before=99) for each in untargeted), decisions=no_place),
        replace(
            morning, main=tuple(replace(each, value=31 if each.key == "received" else None) for each in untargeted)
        ),
        *(
            replace(
                morning,
                late=LateReports(2, 0, (OpdCount("DPU", 2),), (late(1, "DPU", 1, stage), late(2, "DPU", 1, stage))),
            )
            for stage in ("forward", "answer", "settle")
        ),
        replace(morning, map=replace(morning.map, incidents=()), ledger=cases),
        replace(morning, ledger=single, open_change=0),
        with_entries(morning, answered=0),
        with_entries(morning, settled=0),
        replace(free, free_received=0),
        replace(weekend, free_received=0),
        replace(
            morning, late=LateReports(3, 0, (OpdCount("", 2), OpdCount("DPU", 1)), (late(1, "", 1), late(2, "DPU", 1)))
        ),
        replace(morning, late=LateReports(1, 0, (OpdCount("", 1),), (late(1, "", 1),))),
        replace(morning, lead=LeadSubject("rob", 2, "", 0)),
        replace(morning, lead=LeadSubject("rob", 2, "Tugu", 2)),
        replace(
            morning,
            day=date(2026, 11, 28),
            due=replace(morning.due, until=date(2026, 12, 4), days_off=(NamedDay(date(2026, 11, 29), ""),)),
        ),
    ]


def visit(words: Words, theme: str = "terang") -> Visit:
    """An opening of the page by the mayor."""
    entry = NavigationEntry("briefing", "briefing.page_name", "/briefing/hari-ini")
    return Visit(PAGE, [entry], "sari", "Lapor Hendi", True, words, theme, {"date": DAY.isoformat()})


def draw_all(words: Words) -> None:
    """Every reading on the screen, and every briefing on paper and in a letter."""
    made = config()
    for reading in readings().values():
        briefing_page(reading, made, visit(words), screened=Screened(("LH-2026-000001",), (), "t"))
    morning = ordinary()
    one = replace(
        morning,
        late=LateReports(1, 0, (OpdCount("DPU", 1),), LATE[:1]),
        map=replace(morning.map, incidents=morning.map.incidents[:1]),
        queue=replace(morning.queue, of_day=1, since=0),
    )
    for briefing in (one, with_entries(one, received=1), replace(one, late=NOBODY_LATE)):
        briefing_page(BriefingReading(DAY, edition(briefing)), replace(made, movable_map=False), visit(words, "gelap"))
    for briefing in uncommon():
        briefing_page(BriefingReading(DAY, edition(briefing)), made, visit(words))
    for make in BRIEFINGS.values():
        paper_html(edition(make()), EXCERPTS, made, words, ROOMS[0])
        for attached in (True, False, None):
            plain_letter(edition(make()), made, words, attached=attached)
    subject(edition(morning), made, words)
    subject(edition(morning, 2), made, words)
