"""Briefings for tests of the layouts: an ordinary morning, and the others that a city has."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from command_center.readmodel.briefing_view import (
    Briefing,
    BriefingEdition,
    BriefingReading,
    CarriedInstruction,
    ChangedFigure,
    DayCount,
    DueCell,
    DueReports,
    FigureTarget,
    IncidentMap,
    IncidentSpot,
    LateReport,
    LateReports,
    LeadSubject,
    LedgerEntry,
    MainFigure,
    NamedDay,
    OpdCount,
    PendingDecision,
    ReadingQueue,
    ReportMark,
    ReportSpot,
    ReportToRead,
    UsualReceived,
)
from command_center.settings import read_settings
from layouts.briefing.config import BriefingConfig, briefing_config
from tests.reference.shipped import shipped

DAY = date(2026, 11, 26)
CUTOFF = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
TARGET = FigureTarget(0, True, "janji layanan", "the service's promise")


def number(at: int) -> str:
    """A report's number."""
    return f"LH-2026-{at:06d}"


def late(at: int, opd: str, days_over: int, stage: str = "answer", place: str = "Pudakpayung") -> LateReport:
    """A late report."""
    return LateReport(number(at), "jalan_rusak", place, opd, stage, days_over, CUTOFF - timedelta(days=days_over))


LATE = (
    late(3098, "DPU", 7, "settle"),
    late(3358, "DPU", 6),
    late(3165, "DLH", 5, place=""),
    late(3461, "Dishub", 3),
    late(3351, "", 0),
)


CARRIED = (
    CarriedInstruction("DPU", "Periksa semua rumah pompa di Semarang Utara.", "working", date(2026, 11, 16), None,
                       "Lima dari delapan selesai diperiksa.", date(2026, 11, 24), 10, ""),
    CarriedInstruction("DLH", "Angkut sampah Pasar Genuk setiap hari.", "working", date(2026, 11, 20),
                       date(2026, 12, 1), "Berjalan sejak Senin.", date(2026, 11, 23), 6, "LH-2026-003816"),
    CarriedInstruction("Dishub", "Pulihkan lampu lalu lintas simpang Krapyak.", "open", date(2026, 11, 23), None, "",
                       None, 3, ""),
    CarriedInstruction("Dispendukcapil", "Antrean KTP-el paling lama 30 menit.", "done", date(2026, 11, 24), None,
                       "Loket ditambah dua.", date(2026, 11, 25), 2, ""),
)  # fmt: skip


def ordinary(**changed: Any) -> Briefing:
    """Wednesday 25 November as of Thursday 06:00."""
    counts = {"received": 34, "answered": 36, "settled": 28, "open": 226, "late": 8, "mapped": 2, "queue": 37}
    cases = {"received": (number(3813), number(3846)), "late": tuple(each.number for each in LATE)}
    entries = []
    for key in ("received", "usual", "lead", "answered", "settled", "open", "late", "median", "expected", "mapped"):
        value: float | None = {"usual": 31.2, "lead": 9, "median": 3.2, "expected": 5.8}.get(key, counts.get(key))
        terms = {
            "usual": (("low", 18.0), ("high", 46.0), ("days", 8.0)),
            "lead": (("there", 7.0),),
            "open": (("before", 223.0),),
            "median": (("answered", 700.0), ("waiting", 61.0)),
            "expected": (("due", 19.0),),
        }.get(key, ())
        entries.append(
            LedgerEntry(
                key,
                value,
                CUTOFF if key in ("open", "late", "median", "expected") else MIDNIGHT,
                cases.get(key, ()),
                counts.get(key, 0),
                terms,
            )
        )
    entries.append(LedgerEntry("queue", 37, CUTOFF, (number(3848),), 37))
    entries.append(LedgerEntry("decisions", 3, CUTOFF, (number(3098), number(3351)), 3))
    entries.append(LedgerEntry("instructions", len(CARRIED), CUTOFF, terms=(("silent", 1.0),)))
    first = DAY - timedelta(days=30)
    briefing = Briefing(
        day=DAY,
        about=DAY - timedelta(days=1),
        cutoff=CUTOFF,
        first_day=date(2026, 1, 5),
        simulated=True,
        main=(
            MainFigure("received", 34, 29, None),
            MainFigure("answered", 36, 33, FigureTarget(31, False, "SK", "decree")),
            MainFigure("settled", 28, 31, FigureTarget(31, False, "SK", "decree")),
            MainFigure("late", 8, 11, TARGET),
            MainFigure("median", 3.2, 3.6, FigureTarget(5, True, "SK", "decree")),
        ),
        usual=UsualReceived(31.2, 18, 46, 8),
        lead=LeadSubject("rob", 9, "Bandarharjo", 7),
        free=(),
        free_received=0,
        open_change=3,
        late=LateReports(8, 1, (OpdCount("DPU", 4), OpdCount("DLH", 2), OpdCount("Dishub", 1), OpdCount("", 1)), LATE),
        due=DueReports(
            until=DAY + timedelta(days=1),
            days_off=(),
            total=19,
            provisional=0,
            expected=5.8,
            low=4,
            high=9,
            cells=(
                DueCell(DAY, "DPU", 4, 1),
                DueCell(DAY, "DLH", 1, 0),
                DueCell(DAY, "Dishub", 1, 0),
                DueCell(DAY, "Disperkim", 2, 1),
                DueCell(DAY + timedelta(days=1), "DPU", 5, 3),
                DueCell(DAY + timedelta(days=1), "Satpol PP", 3, 1),
                DueCell(DAY + timedelta(days=1), "Perdagangan", 3, 0),
            ),
        ),
        map=IncidentMap(
            incidents=(
                IncidentSpot(7, "rob", "Bandarharjo", -6.955, 110.415, 7, 4, MIDNIGHT - timedelta(hours=20)),
                IncidentSpot(8, "lampu", "Pedurungan Tengah", -7.005, 110.47, 4, 1, MIDNIGHT - timedelta(hours=4)),
            ),
            spots=(
                ReportSpot(number(3813), "rob", "Bandarharjo", -6.955, 110.415, True, 7),
                ReportSpot(number(3846), "jalan_rusak", "Mijen", -7.06, 110.31, False, None),
            ),
            categories=(("rob", 9), ("jalan_rusak", 8), ("lampu", 5), ("sampah", 4), ("adminduk", 5), ("banjir", 3)),
            unplaced=3,
            confidential=1,
        ),
        days=tuple(
            DayCount(
                first + timedelta(days=at),
                34 if at == 29 else 70 if at == 3 else 25 + at % 7,
                (first + timedelta(days=at)).weekday() < 5,
                "rob" if at == 3 else "",
            )
            for at in range(30)
        ),
        decisions=(
            PendingDecision("passed", number(3351), "pkl", "Mlatibaru", ("Perdagangan", "Satpol PP"), "answer", 1),
            PendingDecision("unassigned", number(3352), "lampu", "", ("",), "forward", 0),
            PendingDecision("long_over", number(3098), "jalan_rusak", "Pudakpayung", ("DPU",), "settle", 7),
        ),
        queue=ReadingQueue(
            34,
            3,
            (
                ReportToRead(number(3848), "rob", "Bandarharjo", "DPU", "112", CUTOFF - timedelta(hours=1), 6),
                ReportToRead(number(3838), "jalan_rusak", "", "", "sms", MIDNIGHT - timedelta(hours=6), 0),
            ),
        ),
        ledger=tuple(entries),
        instructions=CARRIED,
        marks=(ReportMark(number(3813), "rob", "Bandarharjo", "DPU"), ReportMark(number(3846), "jalan_rusak")),
    )
    return replace(briefing, **changed)


def with_entries(briefing: Briefing, **values: float | None) -> Briefing:
    """The briefing with other values in its ledger."""
    ledger = tuple(
        replace(
            entry,
            value=values[entry.key],
            cases=(),
            total=0,
            terms=() if values[entry.key] is None and entry.key != "expected" else entry.terms,
        )
        if entry.key in values
        else entry
        for entry in briefing.ledger
    )
    return replace(briefing, ledger=ledger)


NOBODY_LATE = LateReports(0, 0, (), ())
NO_DUE = DueReports(DAY + timedelta(days=1), (), 0, 0, 0.0, 0, 0, ())


def quiet() -> Briefing:
    """A morning with nothing: no report, nothing late, nothing due."""
    return with_entries(
        ordinary(
            main=tuple(replace(each, value=0 if each.key != "median" else None) for each in ordinary().main),
            lead=None,
            open_change=0,
            late=NOBODY_LATE,
            due=NO_DUE,
            map=IncidentMap((), (), (), 0, 0),
            decisions=(),
            queue=ReadingQueue(0, 0, ()),
            marks=(),
            instructions=(),
        ),
        received=0,
        lead=None,
        answered=0,
        settled=0,
        open=0,
        late=0,
        median=None,
        expected=0,
        mapped=0,
        queue=0,
        decisions=0,
        instructions=0,
    )


def first_day() -> Briefing:
    """The morning after the first report ever."""
    briefing = ordinary(
        first_day=DAY - timedelta(days=1),
        usual=None,
        open_change=None,
        days=(DayCount(DAY - timedelta(days=1), 34, True, ""),),
        instructions=None,
        main=tuple(replace(each, week_before=None, target=None) for each in ordinary().main),
        due=replace(ordinary().due, expected=None, low=None, high=None),
    )
    return with_entries(briefing, usual=None, expected=None)


def crowded() -> Briefing:
    """Twenty late, long names, many of everything, the Monday after a long weekend."""
    rows = tuple(
        late(
            3000 + at,
            ("Dispendukcapil", "DPU", "Kec. Semarang Selatan", "Perdagangan")[at % 4],
            20 - at,
            ("answer", "settle", "forward")[at % 3],
            "Karanganyar Gunung Wetan",
        )
        for at in range(20)
    )
    monday = date(2026, 11, 23)
    cells = tuple(
        DueCell(monday + timedelta(days=day), opd, count, count // 3)
        for day in range(5)
        if day != 2
        for opd, count in (
            ("Dispendukcapil", 14),
            ("DPU", 11),
            ("Kec. Semarang Selatan", 3),
            ("DLH", 2),
            ("Dishub", 1),
            ("Perdagangan", 1),
            ("", 2),
        )
    )
    text = PendingDecision(
        "passed",
        number(3000),
        "adminduk",
        "Karanganyar Gunung Wetan",
        ("Dispendukcapil", "Kec. Semarang Selatan", "Diskominfo"),
        "answer",
        20,
    )
    return ordinary(
        day=monday,
        about=monday - timedelta(days=1),
        free=tuple(NamedDay(monday - timedelta(days=ago), "Libur" if ago == 3 else "") for ago in (3, 2, 1)),
        free_received=91,
        late=LateReports(
            24,
            2,
            (
                OpdCount("Dispendukcapil", 8),
                OpdCount("DPU", 6),
                OpdCount("Kec. Semarang Selatan", 5),
                OpdCount("Perdagangan", 5),
            ),
            rows,
        ),
        due=DueReports(
            monday + timedelta(days=4),
            (NamedDay(date(2026, 11, 25), "Hari Guru Nasional"),),
            136,
            12,
            45.2,
            38,
            53,
            cells,
        ),
        decisions=(text,) * 9,
        instructions=CARRIED * 3,
        ledger=(*ordinary().ledger, LedgerEntry("free", 91, MIDNIGHT, terms=(("days", 3.0),))),
        map=replace(
            ordinary().map,
            incidents=tuple(
                replace(ordinary().map.incidents[0], incident=at, lat=-6.96 - at / 100, count=3 + 40 * at)
                for at in range(5)
            ),
        ),
        queue=ReadingQueue(60, 31, ordinary().queue.rows * 6),
    )


def before_feast() -> Briefing:
    """The same on the Monday before a Friday that is a day off, and two more after it: people count to the Friday after."""
    monday = date(2026, 11, 23)
    off = {4: "Idul Fitri 1447 Hijriah", 7: "Cuti bersama Idul Fitri", 8: "Cuti bersama Idul Fitri"}
    cells = tuple(
        replace(cell, day=monday + timedelta(days=day))
        for day in range(12)
        if day % 7 < 5 and day not in off
        for cell in crowded().due.cells
        if cell.day == monday
    )
    days_off = tuple(NamedDay(monday + timedelta(days=day), off.get(day, "")) for day in (4, 5, 6, 7, 8))
    return replace(
        crowded(), due=replace(crowded().due, until=monday + timedelta(days=11), days_off=days_off, cells=cells)
    )


BRIEFINGS = {
    "ordinary": ordinary,
    "quiet": quiet,
    "first_day": first_day,
    "crowded": crowded,
    "before_feast": before_feast,
}
EXCERPTS = {number(3848): "Air masuk rumah sejak subuh, pompa tidak hidup, warga RT 3 sudah mengungsi ke balai."}


def edition(briefing: Briefing, version: int = 1, changed: tuple[ChangedFigure, ...] = ()) -> BriefingEdition:
    """An edition of it, issued at its hour."""
    return BriefingEdition(
        briefing,
        version,
        tuple(range(1, version + 1)),
        briefing.cutoff + timedelta(seconds=2),
        "laporan susulan dari SP4N" if version > 1 else "",
        "7c1e90b4" + "0" * 56,
        changed,
    )


def readings() -> dict[str, BriefingReading]:
    """What the page may be shown: editions, and every reason why there is none."""
    found = {
        name: BriefingReading(DAY, edition(make()), before=DAY - timedelta(days=1), excerpts=EXCERPTS)
        for name, make in BRIEFINGS.items()
    }
    changed = (ChangedFigure("received", 33, 34), ChangedFigure("late", 8, 8), ChangedFigure("usual", None, 31.2))
    found["corrected"] = BriefingReading(DAY, edition(ordinary(), 2, changed))
    found["details"] = BriefingReading(DAY, edition(ordinary(), 3))
    old = edition(ordinary(), 2)
    found["older"] = BriefingReading(DAY, replace(old, versions=(1, 2, 3), issued_at=CUTOFF + timedelta(days=2)))
    late_one = replace(edition(ordinary()), issued_at=CUTOFF + timedelta(hours=3))
    found["instead"] = BriefingReading(DAY, late_one, instead=True, comes_at=CUTOFF + timedelta(days=1))
    found["overdue"] = BriefingReading(DAY, late_one, instead=True, overdue=True, comes_at=CUTOFF + timedelta(days=1))
    for absent in ("no_data", "too_early", "to_come", "not_issued", "unreadable"):
        found[absent] = BriefingReading(DAY, None, absent, comes_at=CUTOFF, first=DAY, newest=DAY)
    found["no_day"] = BriefingReading(None, None, "no_day")
    return found


def config(**changed: Any) -> BriefingConfig:
    """The city's own."""
    settings = read_settings(_env_file=None)
    made = briefing_config(shipped(), settings, approximate=True, movable_map=True)
    return replace(made, **changed)
