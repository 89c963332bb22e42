"""Views of scene *Tenggat* in its several states, made of nothing but a seed: for tests and screenshots."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from command_center.domain.wording import Wording
from command_center.domain.working_days import Calendar, wib_day
from command_center.readmodel.breach_forecast import DueCase, breach_forecast
from command_center.readmodel.deadline_scene_view import DeadlineScene, OpdDue
from command_center.readmodel.wall_view import DueRow

AS_OF = datetime(2026, 11, 23, 2, 5, 31, tzinfo=UTC)
"""Monday 23 November 2026, 09:05:31 WIB."""
CALENDAR = Calendar(
    "sample", {date(2026, 11, 25): Wording("Maulid Nabi", "Birth of the Prophet")}, 2025, 2027, date(2027, 12, 31)
)
PLACES = ("Tlogosari Kulon", "Bangetayu Wetan", "Kemijen", "Karangayu", "Gebangsari", "Sendangmulyo", "Mangunharjo", "")
OPD = (
    "DPU",
    "Disperkim",
    "DLH",
    "Dishub",
    "Satpol PP",
    "PDAM",
    "Dispendukcapil",
    "Perdagangan",
    "Dinkes",
    "Disdik",
    "",
)
CATEGORIES = ("jalan_rusak", "lampu", "sampah", "parkir", "banjir", "rob", "lainnya")
POLICIES = ("seed-2017@1", "sp4n@1", "lapor-hendi-2021@1", "diskominfo-2025@1")


def due_row(rng: random.Random, index: int, hours_over: float, as_of: datetime = AS_OF) -> DueRow:
    due = as_of - timedelta(hours=hours_over)
    return DueRow(
        report_id=index,
        number=f"LH-2026-{6800 + index:06d}",
        category=CATEGORIES[index % len(CATEGORIES)],
        kelurahan=rng.choice(PLACES),
        opd=rng.choice(OPD[:5] if index % 9 else OPD),
        stage=rng.choice(("answer", "answer", "settle", "forward")),
        policy=POLICIES[index % 4],
        due_at=due,
        over_days=CALENDAR.working_days_over(due, as_of),
        over_seconds=round(hours_over * 3600),
        acknowledged=hours_over > 30,
        provisional=False,
    )


def scene(over: int, near: int, due: int, seed: int = 3, opd: int = len(OPD), **changes: object) -> DeadlineScene:
    """`over` breaches, `near` reports due within a day, `due` until Friday."""
    rng = random.Random(seed)
    hours = sorted((rng.uniform(0.2, 340) for _ in range(over)), reverse=True)
    late = [due_row(rng, index, each) for index, each in enumerate(hours)]
    soon = [
        due_row(rng, 5000 + index, -each)
        for index, each in enumerate(sorted(rng.uniform(0.3, 24) for _ in range(near)))
    ]
    today = wib_day(AS_OF)
    until = CALENDAR.friday(today)
    days = [day for day in (today + timedelta(days=n) for n in range(5)) if CALENDAR.is_working(day)]
    waiting = [
        DueCase(OPD[min(int(rng.expovariate(0.5)), opd - 1)], rng.choice(days), rng.betavariate(0.8, 1.6))
        for _ in range(due)
    ]
    counts = {
        name: OpdDue(
            name,
            sum(row.opd == name for row in late),
            sum(row.opd == name for row in soon),
            sum(row.opd == name and not row.acknowledged for row in late),
        )
        for name in Counter(row.opd for row in (*late, *soon))
    }
    view = DeadlineScene(
        head=5000,
        as_of=AS_OF,
        simulated=True,
        any_data=True,
        over=tuple(late[:60]),
        near=tuple(soon[:30]),
        by_opd=tuple(sorted(counts.values(), key=lambda each: (-each.over, -each.near, each.name))),
        confidential=0,
        forecast=breach_forecast(waiting, CALENDAR, today, until),
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def long_names() -> DeadlineScene:
    """The longest names there are, a calendar that is not complete, and reports that no screen shows."""
    view = scene(40, 12, 60)
    long = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak"

    def longer(row: DueRow) -> DueRow:
        return replace(row, kelurahan="Pandean Lamper Bangetayu Kulon", opd=long, over_days=128, provisional=True)

    return replace(
        view,
        over=tuple(longer(row) for row in view.over),
        by_opd=(OpdDue(long, 40, 12, 3),),
        confidential=12,
        forecast=replace(
            view.forecast, provisional=True, rows=tuple(replace(row, name=long) for row in view.forecast.rows)
        ),
    )


VIEWS: dict[str, Callable[[], DeadlineScene]] = {
    "ordinary": lambda: scene(10, 6, 41),
    "empty": lambda: scene(0, 0, 0, any_data=False, head=0, simulated=False),
    "in_time": lambda: scene(0, 0, 0),
    "three": lambda: scene(1, 1, 1),
    "storm": lambda: scene(1346, 312, 4000),
    "long_names": long_names,
}
