"""Sixty reports made by hand, of which every figure can be counted on paper; and the city that they lie in.

The period is 2 to 22 November 2026 (three weeks), seen on Friday 27 November at 10.00 WIB; Wednesday the 18th is free.
It is compared with 12 October to 1 November, seen at the same distance: on 6 November at 10.00.

| group | received (WIB) | reports | what | answered | settled |
| --- | --- | --- | --- | --- | --- |
| A | Mon 2 Nov 08.00 | 10 | rob, WhatsApp, Gebangsari, DPU | Wed 4 Nov 12.00 | Thu 5 Nov 12.00 |
| B | Tue 3 Nov 08.00 | 10 | jalan_rusak, SMS, Genuksari, DPU | Fri 13 Nov 12.00 | - |
| C | Sat 7 Nov 23.59.59 | 10 | lampu, SMS, Sendangmulyo, Disperkim | open, due 23 Nov | - |
| D | Sun 8 Nov 00.00.00 | 5 | sampah, web, no place, DLH, no term | open | - |
| E | Fri 20 Nov 09.00 | 5 | rob, WhatsApp, at the place of A, DPU | 20 Nov 10.10 | 20 Nov 10.10, forwarded 10.00 |
| F | Mon 19 Oct 08.00 | 12 | rob, WhatsApp, Gebangsari, DPU | Wed 21 Oct 12.00 | - |
| G | Mon 19 Oct 08.00 | 4 | the same | Fri 20 Nov 12.00 | - |
| H | Mon 19 Oct 08.00 | 4 | the same | open, due 2 Nov | - |
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from command_center.domain.events import Event
from command_center.domain.selection import DaySpan, Preset, Selection
from command_center.domain.working_days import WIB
from command_center.readmodel.analysis.city import AnalysisCity, analysis_city
from command_center.readmodel.read_model import ReadModel
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, received
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=WIB).astimezone(UTC)
PERIOD = Selection(Preset.OWN, DaySpan(date(2026, 11, 2), date(2026, 11, 22)))
GENUK, TEMBALANG = "33.74.05", "33.74.10"
GEBANGSARI, GENUKSARI, SENDANGMULYO = "33.74.05.1006", "33.74.05.1004", "33.74.10.1011"


def wib(day: int, hour: int = 0, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    """A moment of November 2026, as WIB clocks show it."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=WIB).astimezone(UTC)


def _group(first: int, number: int, at: datetime, **facts: Any) -> list[Event]:
    return [received(first + each, at, **facts) for each in range(number)]


def sixty() -> list[Event]:
    """The events, in the order of their numbers."""
    rob = {
        "category": "rob",
        "channel": "whatsapp",
        "kecamatan": GENUK,
        "kelurahan": GEBANGSARI,
        "lat": -6.955,
        "lon": 110.47,
    }
    october = rob | {
        "verified_at": wib(19, 9, month=10),
        "forwarded_at": wib(19, 10, month=10),
        "answer_due": wib(2, 23, 59, 59),
    }
    return [
        *_group(
            1,
            10,
            wib(2, 8),
            **rob,
            verified_at=wib(2, 9),
            forwarded_at=wib(2, 10),
            answered_at=wib(4, 12),
            settled_at=wib(5, 12),
            closed_at=wib(5, 12),
            answer_due=wib(16, 23, 59, 59),
            status="settled",
        ),
        *_group(
            11,
            10,
            wib(3, 8),
            category="jalan_rusak",
            kecamatan=GENUK,
            kelurahan=GENUKSARI,
            verified_at=wib(3, 10),
            forwarded_at=wib(3, 12),
            answered_at=wib(13, 12),
            answer_due=wib(17, 23, 59, 59),
            status="answered",
        ),
        *_group(
            21,
            10,
            wib(7, 23, 59, 59),
            category="lampu",
            opd="disperkim",
            kecamatan=TEMBALANG,
            kelurahan=SENDANGMULYO,
            verified_at=wib(9, 6),
            forwarded_at=wib(9, 12),
            answer_due=wib(23, 23, 59, 59),
            due_at=wib(23, 23, 59, 59),
            due_stage="answer",
            status="forwarded",
        ),
        *_group(
            31,
            5,
            wib(8),
            category="sampah",
            channel="web",
            opd="dlh",
            kecamatan="",
            kelurahan="",
            lat=None,
            lon=None,
            exact=False,
            policy="tanpa-batas@1",
        ),
        *_group(
            36,
            5,
            wib(20, 9),
            **rob,
            verified_at=wib(20, 9, 30),
            forwarded_at=wib(20, 10),
            answered_at=wib(20, 10, 10),
            settled_at=wib(20, 10, 10),
            closed_at=wib(20, 10, 10),
            answer_due=wib(4, 23, 59, 59, month=12),
            status="settled",
        ),
        *_group(41, 12, wib(19, 8, month=10), **october, answered_at=wib(21, 12, month=10), status="answered"),
        *_group(53, 4, wib(19, 8, month=10), **october, answered_at=wib(20, 12), status="answered"),
        *_group(
            57,
            4,
            wib(19, 8, month=10),
            **october,
            due_at=wib(2, 23, 59, 59),
            due_stage="answer",
            status="forwarded",
        ),
    ]


def model_of(events: list[Event]) -> ReadModel:
    """A read model of these events. Where they begin later than the comparison, one report long before is added."""
    model = borrowed(WIB, CALENDAR)
    model.apply(events)
    return model


def early(number: int = 900) -> Event:
    """A report of 1 January 2026: the city has been asked for long."""
    return received(
        number,
        datetime(2026, 1, 1, 5, tzinfo=UTC),
        category="pohon",
        status="archived",
        closed_at=datetime(2026, 1, 2, 5, tzinfo=UTC),
    )


def city() -> AnalysisCity:
    """The city's own areas and policies, with the calendar of the tests."""
    reference = shipped()
    return analysis_city(reference.areas, reference.policies, CALENDAR)


def every_day(first: date, last: date, each: int, number: int = 1000, **facts: Any) -> list[Event]:
    """As many reports on each day, at noon."""
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    return [
        received(
            number + at * each + one, datetime(day.year, day.month, day.day, 12, tzinfo=WIB).astimezone(UTC), **facts
        )
        for at, day in enumerate(days)
        for one in range(each)
    ]
