"""Views of scene *Banjir & rob* in its several states: for tests and screenshots."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from command_center.methods.tides import Constituent, FloodCause, Tide, TidePoint
from command_center.places.area_shapes import AreaShapes, area_shapes
from command_center.places.points import approximate_cells
from command_center.readmodel.flood_scene import FLOODS
from command_center.readmodel.flood_scene_view import FloodedArea, FloodIncident, FloodScene, TideCourse
from tests.reference.shipped import shipped

AS_OF = datetime(2026, 11, 21, 7, 5, 31, tzinfo=UTC)
HOUR = timedelta(hours=1)


@cache
def shapes() -> AreaShapes:
    """Those of the approximate cells."""
    areas = shipped().areas
    return area_shapes(approximate_cells(areas), areas)


@cache
def course(flood_level: float | None = 0.62) -> TideCourse:
    """An invented tide, one high water a day and a little one."""
    constituents = (
        Constituent("K1", 0.24, 120.0), Constituent("O1", 0.12, 80.0), Constituent("M2", 0.13, 200.0),
        Constituent("S2", 0.08, 220.0),
    )  # fmt: skip
    tide = Tide("Contoh", "muka laut terendah", "karangan", -6.95, 0.4, constituents, flood_level, simulated=True)
    highs = tide.high_waters(AS_OF - 24 * HOUR, AS_OF + 24 * HOUR)
    return TideCourse(
        tide.station, tide.source, tide.datum, tide.simulated, flood_level, tide.level(AS_OF),
        tide.curve(AS_OF - 24 * HOUR, AS_OF + 24 * HOUR), highs, next(high for high in highs if high.at > AS_OF),
    )  # fmt: skip


HIGH = TidePoint(AS_OF - 2 * HOUR, 0.87)
LOW = TidePoint(AS_OF - 9 * HOUR, 0.41)


def incident(number: int, category: str, place: str, reports: int, hours: float, **changes: object) -> FloodIncident:
    basic = FloodIncident(
        number, category, place, -6.95, 110.42, reports, ("whatsapp", "sms", "112", "x")[: 1 + number % 4],
        AS_OF - hours * HOUR, AS_OF - HOUR / 6, FloodCause.TIDE, reports - 1, HIGH,
    )  # fmt: skip
    return replace(basic, **changes)  # type: ignore[arg-type]


def flooded(amount: int, most: int) -> tuple[FloodedArea, ...]:
    """The kelurahan of the north first."""
    areas = sorted(shipped().areas.kelurahan, key=lambda area: -area.centre.lat)
    rng = random.Random(4)
    found = [
        FloodedArea(area.code, area.name, max(1, round(most * rng.betavariate(0.7, 2.5)))) for area in areas[:amount]
    ]
    return tuple(sorted(found, key=lambda area: (-area.reports, area.code)))


def ordinary() -> FloodScene:
    """Rob in the north, rain inland, one that nobody can tell."""
    areas = flooded(14, 17)
    every = sum(area.reports for area in areas) + 2
    incidents = (
        incident(1, "rob", "Tanjung Mas", 18, 5.2),
        incident(2, "rob", "Terboyo Wetan", 9, 3.1),
        incident(3, "banjir", "Tlogosari Kulon", 7, 9.5, cause=FloodCause.NOT_TIDE, near_high=0, highest=LOW),
        incident(4, "banjir", "Muktiharjo Kidul", 4, 6.0, cause=FloodCause.UNKNOWN, near_high=2),
    )
    rng = random.Random(9)
    hourly = {
        "banjir": tuple(int(rng.random() * 3) for _ in range(24)),
        "rob": tuple(int(rng.random() * 6) if hour > 17 else 0 for hour in range(24)),
    }
    return FloodScene(
        4000, AS_OF, True, True, FLOODS, every, incidents, every - 38, areas, 2, hourly, course(), shapes()
    )


def quiet() -> FloodScene:
    """A dry day."""
    none: dict[str, tuple[int, ...]] = dict.fromkeys(FLOODS, (0,) * 24)
    return replace(ordinary(), open=0, incidents=(), apart=0, areas=(), unplaced=0, hourly=none)


def storm() -> FloodScene:
    """Every kelurahan, forty incidents."""
    areas = flooded(177, 60)
    incidents = tuple(
        incident(n, FLOODS[n % 2], area.name, 200 - 4 * n, 2.0 + n, cause=(FloodCause.TIDE, FloodCause.NOT_TIDE)[n % 2])
        for n, area in enumerate(areas[:40])
    )
    return replace(
        ordinary(), open=4000, incidents=incidents, apart=31, areas=areas,
        hourly={"banjir": tuple(range(10, 130, 5)), "rob": tuple(range(240, 0, -10))},
    )  # fmt: skip


def no_tide() -> FloodScene:
    """A city that gave no tide table."""
    view = ordinary()
    untold = tuple(replace(each, cause=None, near_high=0, highest=None) for each in view.incidents)
    return replace(view, tide=None, incidents=untold, simulated=False)


def no_level() -> FloodScene:
    """A tide table without the level from which streets are flooded."""
    view = ordinary()
    untold = tuple(replace(each, cause=FloodCause.UNKNOWN, near_high=0) for each in view.incidents)
    return replace(view, tide=course(None), incidents=untold)


def long_names() -> FloodScene:
    """Long names, many channels, an incident of days."""
    view = ordinary()
    place = "Pandean Lamper Bangetayu Kulon Raya"
    every = ("whatsapp", "sms", "112", "x", "instagram", "facebook")
    longer = tuple(
        replace(each, place=place, channels=every, since=AS_OF - 80 * HOUR, reports=12_345) for each in view.incidents
    )
    return replace(view, incidents=longer, areas=tuple(replace(area, name=place) for area in view.areas))


VIEWS: dict[str, Callable[[], FloodScene]] = {
    "ordinary": ordinary,
    "empty": lambda: replace(quiet(), head=0, any_data=False, simulated=False, tide=None),
    "quiet": quiet,
    "storm": storm,
    "no_tide": no_tide,
    "no_level": no_level,
    "long_names": long_names,
}
