"""Views of scene *OPD* in its several states: for tests and screenshots."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from command_center.methods.fairness import Compared, Mix, Standard, compare
from command_center.readmodel.league_scene_view import LeagueRow, LeagueScene

AS_OF = datetime(2026, 11, 21, 7, 5, 31, tzinfo=UTC)
NAMES = (
    "DPU", "Dishub", "Satpol PP", "DLH", "Dispendukcapil", "Perdagangan", "PDAM", "Dinkes", "Disdik", "Distaru",
    "Dinsos", "Kec. Semarang Selatan",
)  # fmt: skip


def row(each: Compared, rng: random.Random) -> LeagueRow:
    received = sum(rng.randint(0, 2) for _ in range(each.cases)) + each.cases // 2
    return LeagueRow(
        each.code, each.code, each.cases, each.late, each.expected, each.ratio, each.low, each.high, each.rank,
        each.rank_low, each.rank_high, each.standard, round(rng.uniform(2, 6), 1),
        round(rng.uniform(7, 14), 1) if rng.random() < 0.8 else None, received,
        received % 7 / 100 if received >= 20 else None,
    )  # fmt: skip


def league(groups: Mapping[str, Mix], past: Mapping[str, Mix] | None = None, **changes: object) -> LeagueScene:
    """The scene of these cases, as the queries would give it."""
    rng = random.Random(6)
    compared = compare(groups, past)
    rows = [row(each, rng) for each in compared]
    ranked = sorted((one for one in rows if one.rank), key=lambda one: one.rank or 0)
    own = [
        one
        for one, each in zip(rows, compared, strict=True)
        if not one.rank and each.enough and each.standard is Standard.OWN_PAST
    ]
    few = sorted((one for one in rows if one not in ranked and one not in own), key=lambda one: -one.cases)
    cases = [counts for mix in groups.values() for counts in mix.values()]
    view = LeagueScene(
        4000, AS_OF, True, True, date(2026, 8, 22), date(2026, 11, 21), tuple(ranked), tuple(own), tuple(few), 24,
        sum(every for every, _ in cases), sum(late for _, late in cases),
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def mixes(names: tuple[str, ...], largest: int, seed: int = 2) -> dict[str, Mix]:
    rng = random.Random(seed)
    found: dict[str, Mix] = {}
    for index, name in enumerate(names):
        size = max(1, largest // (index + 1))
        worse = 0.22 if index == 5 else rng.uniform(0.05, 0.11)
        found[name] = {
            category: (cases, sum(rng.random() < worse for _ in range(cases)))
            for category, cases in (("jalan", size), ("drainase", size // 2 + 1))
        }
    return found


def ordinary() -> LeagueScene:
    """One that is late too often, one measured by its own past, some with few cases."""
    groups = mixes(NAMES, 620) | {"Disperkim": {"lampu": (220, 31)}}
    return league(groups, {"Disperkim": {"lampu": (800, 90)}})


VIEWS: dict[str, Callable[[], LeagueScene]] = {
    "ordinary": ordinary,
    "empty": lambda: league({}, any_data=False, head=0, simulated=False, silent=53),
    "quiet": lambda: league({}, silent=53),
    "three": lambda: league({"DPU": {"jalan": (2, 0)}, "DLH": {"sampah": (1, 1)}}, silent=51),
    "many": lambda: league(mixes(tuple(f"Dinas nomor {n}" for n in range(53)), 4000), silent=0),
    "long_names": lambda: league(
        mixes(tuple(f"Dinas Pemberdayaan Perempuan dan Perlindungan Anak {n}" for n in range(9)), 9000)
    ),
}
