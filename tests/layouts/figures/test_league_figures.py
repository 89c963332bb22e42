"""The league: equal factors lie equally far, few cases are hollow below a line, and the title names who is worse."""

import pytest

from layouts.figures.league_table import headline, league_table, place
from layouts.figures.room import RowRoom
from layouts.i18n import words
from tests.layouts.league_sample import VIEWS, league
from tests.layouts.reading import classed, words_of

ID = words("id")
ROOM = RowRoom(wide=21, portrait=41, ultrawide=21)


@pytest.mark.parametrize(
    ("ratio", "at"), [(0.25, 0.0), (0.5, 0.25), (1.0, 0.5), (2.0, 0.75), (4.0, 1.0), (0.0, 0.0), (9.0, 1.0)]
)
def test_equal_factors_lie_equally_far_around_once(ratio, at):
    assert place(ratio) == pytest.approx(at)


def test_ranked_rows_come_by_rank_then_those_of_their_own_past_then_the_few():
    view = VIEWS["ordinary"]()
    names = words_of(classed(league_table(view, ID, ROOM), "league-opd")).removeprefix("OPD ")
    assert names == " ".join(row.name for row in (*view.ranked, *view.own, *view.few))
    ranks = [words_of(one) for one in classed(league_table(view, ID, ROOM), "league-rank")][1:]
    assert ranks[0] == f"1 ({view.ranked[0].rank_low}–{view.ranked[0].rank_high})"
    assert ranks[len(view.ranked)] == "–"


def test_worse_is_only_who_is_worse_than_chance_explains():
    view = VIEWS["ordinary"]()
    worse = [words_of(classed(row, "league-opd")) for row in classed(league_table(view, ID, ROOM), "league-worse")]
    assert worse == [row.name for row in (*view.ranked, *view.own) if row.low is not None and row.low > 1]
    assert headline(view, ID).startswith("Perdagangan telat 2,5 kali harapan")


def test_where_there_is_no_room_the_middle_ranks_are_counted_and_the_last_stay():
    view = VIEWS["many"]()
    parts = league_table(view, ID, ROOM)
    rows = [row for row in classed(parts, "league-row")[1:] if "not-wide" not in row.className]
    ranks = [int(words_of(classed(row, "league-rank")).split()[0]) for row in rows]
    assert ranks[0] == 1
    assert ranks[-1] == len(view.ranked) == 53
    [rest] = classed(parts, "only-wide")
    assert words_of(rest) == f"dan {53 - len(rows)} OPD lagi"


def test_few_cases_are_hollow_below_a_line():
    parts = league_table(VIEWS["three"](), ID, ROOM)
    assert words_of(classed(parts, "league-line")).startswith("Terlalu sedikit untuk diperingkat")
    assert len(classed(parts, "league-hollow")) == 2


def test_it_says_that_many_reports_are_no_blame_and_tells_empty_from_unknown():
    assert "Banyak laporan bukan berarti buruk." in words_of(league_table(VIEWS["ordinary"](), ID, ROOM))
    assert words_of(league_table(VIEWS["empty"](), ID, ROOM)).startswith("Belum pernah ada laporan")
    assert words_of(league_table(VIEWS["quiet"](), ID, ROOM)).startswith("Tidak ada laporan di OPD")


def test_where_nothing_was_late_before_the_row_says_that_nothing_is_expected():
    """Disperkim: 7 of 50 late, none of 50 in its past. DLH and DPU share roads: none of both was late."""
    view = league(
        {"Disperkim": {"lampu": (50, 7)}, "DLH": {"jalan": (20, 0)}, "DPU": {"jalan": (30, 0)}},
        {"Disperkim": {"lampu": (50, 0)}},
    )
    rows = {words_of(classed(row, "league-opd")): row for row in classed(league_table(view, ID, ROOM), "league-row")}
    alone, city = rows["Disperkim"], rows["DLH"]
    assert words_of(classed(alone, "league-late")) == "7 / –"
    assert words_of(classed(alone, "league-nothing")) == "tanpa pembanding: setahun sebelumnya tidak ada yang telat"
    assert words_of(classed(city, "league-late")) == "0 / –"
    assert words_of(classed(city, "league-nothing")) == "tanpa pembanding: di seluruh kota tidak ada yang telat"
