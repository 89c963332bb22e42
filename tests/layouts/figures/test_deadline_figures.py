"""The lists of breaches and the forecast: what is shown, what is counted, and in which words."""

from dataclasses import replace

import pytest

from layouts.figures.breach_list import breach_list, finding
from layouts.figures.breach_table import breach_table, headline, kind
from layouts.figures.room import RowRoom
from layouts.i18n import words
from tests.layouts.deadline_sample import VIEWS
from tests.layouts.reading import classed, words_of
from tests.layouts.sample_view import config

ID = words("id")
ROOM = RowRoom(wide=20, portrait=22, ultrawide=36)


def listed(name, **changes):
    return breach_list(replace(VIEWS[name](), **changes), ID, config().categories, ROOM)


def test_each_row_says_number_place_opd_stage_policy_and_how_late():
    [first, *_] = classed(listed("ordinary"), "breach-row")
    view = VIEWS["ordinary"]()
    row = view.over[0]
    assert words_of(classed(first, "breach-number")) == row.number[-6:]
    assert words_of(classed(first, "breach-stage")).endswith(row.policy.partition("@")[0])
    assert words_of(classed(first, "breach-late")) == f"+{row.over_days} hari kerja"


def test_only_what_nobody_acknowledged_blinks():
    view = VIEWS["ordinary"]()
    blinking = [words_of(classed(row, "breach-number")) for row in classed(listed("ordinary"), "breach-unseen")]
    assert blinking == [row.number[-6:] for row in view.over if not row.acknowledged]
    assert blinking


@pytest.mark.parametrize(("shape", "shown"), [("wide", 15), ("portrait", 17), ("ultrawide", 31)])
def test_what_has_no_room_is_counted_by_opd_and_nothing_is_lost(shape, shown):
    """4,000 in the city, a few rows on the wall: the rest adds up, and what nobody acknowledged of it is told."""
    view, parts = VIEWS["storm"](), listed("storm")
    rows = [row for row in classed(parts, "breach-is-over") if f"not-{shape}" not in row.className]
    assert len(rows) == shown
    over, _near = classed(parts, f"only-{shape}")
    assert words_of(classed(over, "breach-more")) == f"dan {ID.number(view.over_count - shown)} lagi"
    counts = [int(part.rpartition(" ")[2].replace(".", "")) for part in words_of(over.children[-1]).split(" · ")]
    assert sum(counts) == view.over_count - shown
    unseen = view.unseen_count - sum(not row.acknowledged for row in view.over[:shown])
    assert words_of(classed(over, "breach-more-unseen")) == f"{unseen} belum ditangani"


def test_a_city_without_reports_is_told_from_one_in_time():
    assert words_of(listed("empty")).startswith("Belum pernah ada laporan")
    assert words_of(listed("in_time")).startswith("Tidak ada yang lewat tenggat")
    assert finding(VIEWS["in_time"](), ID) == "Tidak ada laporan yang lewat tenggat"
    assert "Belum pernah ada laporan" in words_of(breach_table(VIEWS["empty"]().forecast, ID, any_data=False))
    assert "Tidak ada yang jatuh tempo" in words_of(breach_table(VIEWS["in_time"]().forecast, ID, any_data=True))


def test_what_is_rahasia_is_only_counted():
    assert "3 laporan rahasia" in words_of(listed("ordinary", confidential=3))
    assert "rahasia" not in words_of(listed("ordinary"))


def test_a_tile_a_report_and_the_holiday_by_name():
    forecast = VIEWS["ordinary"]().forecast
    parts = breach_table(forecast, ID, any_data=True)
    [table] = classed(parts, "fore-table")
    drawn = len(classed(table, "tile")) + sum(int(words_of(more)) for more in classed(table, "tile-more"))
    assert drawn == forecast.sum.due == 41
    assert words_of(classed(table, "fore-off-name")) == "25 Nov · Maulid Nabi"
    assert words_of(classed(table, "fore-day")).split() == ["Sen", "23", "Sel", "24", "Kam", "26", "Jum", "27"]


def test_the_title_says_how_many_of_how_many_and_the_range():
    sums = VIEWS["ordinary"]().forecast.sum
    said = headline(VIEWS["ordinary"]().forecast, ID, any_data=True)
    assert said == (
        f"Sampai Jumat 27 Nov: {round(sums.expected)} dari 41 yang jatuh tempo akan lewat (mungkin {sums.low}–{sums.high})"
    )


@pytest.mark.parametrize(
    ("chance", "drawn"),
    [(None, "unknown"), (0.0, "unlikely"), (0.249, "unlikely"), (0.25, "possible"), (0.5, "likely"), (1.0, "likely")],
)
def test_a_tile_is_hatched_by_its_chance(chance, drawn):
    assert kind(chance) == drawn
