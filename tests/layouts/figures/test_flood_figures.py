"""The flood scene's figures: shades, names that do not meet, causes in words, the tide and its bars."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.methods.tides import FloodCause, TidePoint
from layouts.figures.flood_list import cause_in_words, flood_list
from layouts.figures.flood_map import NameBox, finding, flood_map, free, shade
from layouts.figures.room import RowRoom
from layouts.figures.tide_course import free_of_water, tide_course, tide_title
from layouts.i18n import words
from layouts.markup import markup
from tests.layouts.flood_sample import VIEWS, incident
from tests.layouts.reading import classed, words_of
from tests.layouts.sample_view import CHANNELS, config

ID = words("id")
LABELS = {code: {"id": name, "en": name} for code, name in CHANNELS.items()}


@pytest.mark.parametrize(("reports", "index"), [(1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (10, 3), (11, 4), (900, 4)])
def test_a_kelurahan_is_shaded_by_its_reports(reports, index):
    assert shade(reports) == index


def test_the_map_draws_what_has_reports_and_names_the_most():
    view = VIEWS["ordinary"]()
    drawn = markup(flood_map(view, ID, config().categories))
    assert drawn.count("flood-area ") == len(view.areas)
    assert drawn.count("flood-border") == 16
    most = view.areas[0]
    assert finding(view, ID).endswith(f"terbanyak {most.name} ({most.reports})")
    assert "tanpa kelurahan: 2" in words_of(flood_map(view, ID, config().categories))


def test_names_never_lie_upon_each_other():
    taken = []
    for _ in range(10):
        box = free(0.5, 0.2, 0.2, 0.03, taken)
        if box is not None:
            assert not any(box.meets(other) for other in taken)
            taken.append(box)
    assert len(taken) == 6, "on its area, or up to three lines away: there is no place for more"
    assert free(0.01, 0.5, 0.2, 0.03, []) == NameBox(0.1, 0.5, 0.1, 0.015), "nor over the edge"


@pytest.mark.parametrize(
    ("changes", "cause", "reason"),
    [
        ({}, "Rob", "pasang 0,87 m (12.05), di atas ambang 0,62 m: 8 dari 9 laporan"),
        ({"cause": FloodCause.NOT_TIDE, "near_high": 0}, "Hujan", "pasang tertinggi 0,87 m"),
        ({"cause": FloodCause.NOT_TIDE, "near_high": 2}, "Hujan", "hanya 2 dari 9 laporan"),
        ({"cause": FloodCause.UNKNOWN, "near_high": 4}, "Belum jelas", "4 dari 9 laporan di sekitar pasang"),
        ({"cause": None, "highest": None}, "Belum jelas", "tabel pasang belum dimuat"),
    ],
)
def test_each_incident_says_rob_rain_or_unclear_and_why(changes, cause, reason):
    told = cause_in_words(incident(1, "rob", "Tanjung Mas", 9, 3.0, **changes), VIEWS["ordinary"]().tide, ID)
    assert told[0] == cause
    assert told[1].startswith(reason)


def test_without_a_flood_level_the_reason_says_so():
    view = VIEWS["no_level"]()
    assert cause_in_words(view.incidents[0], view.tide, ID)[1] == "ambang rob kota belum diisi di tide.toml"
    assert tide_title(view, ID).startswith("Pasang berikutnya")
    assert not classed(tide_course(view, ID, config().categories), "tide-level")


def test_without_a_tide_table_the_panel_says_what_to_do():
    said = words_of(tide_course(VIEWS["no_tide"](), ID, config().categories))
    assert "Tabel pasang surut belum dimuat" in said
    assert "manage.py tide fit FILE" in said


def test_the_name_of_the_flood_level_stands_where_the_water_is_below_it():
    tide = VIEWS["ordinary"]().tide
    assert tide is not None
    start = VIEWS["ordinary"]().as_of - timedelta(hours=24)

    def name_with(*over: int) -> float:
        """Place of the name where the water is above the level in these hours of the axis."""
        hours = [start + timedelta(hours=hour) for hour in range(49)]
        points = tuple(TidePoint(at, 1.2 if hour in over else 0.1) for hour, at in enumerate(hours))
        return free_of_water(replace(tide, curve=points), 0.9, start)

    assert name_with() == 0.0
    assert name_with(30, 31) == 0.0
    assert name_with(4, 5, 30, 31) == 1 / 3
    assert name_with(4, 20, 28, 30) == 0.67
    assert name_with(*range(49)) == 0.0


def test_a_demo_s_tide_says_simulasi():
    view = VIEWS["ordinary"]()
    assert "SIMULASI" in words_of(tide_course(view, ID, config().categories))
    assert view.tide is not None
    real = replace(view, tide=replace(view.tide, simulated=False))
    assert "SIMULASI" not in words_of(tide_course(real, ID, config().categories))


def test_incidents_without_room_are_counted_with_their_reports():
    view = VIEWS["storm"]()
    parts = flood_list(view, ID, config().categories, LABELS, RowRoom(5, 5, 8))
    [wide] = classed(parts, "only-wide")
    assert (
        words_of(wide) == f"dan 35 kejadian lagi dengan {ID.number(sum(e.reports for e in view.incidents[5:]))} laporan"
    )


def test_the_bars_are_as_high_as_the_hours_are_busy():
    view = replace(VIEWS["quiet"](), hourly={"banjir": (0,) * 22 + (3, 6), "rob": (0,) * 22 + (3, 0)})
    bars = classed(tide_course(view, ID, config().categories), "tide-bar")
    assert [words_of(bar) for bar in bars] == ["6", ""], "the busiest hour has its number"
    assert bars[0].style["height"] == bars[1].style["height"]
    assert [bar.style["left"] for bar in bars] == ["45.833%", "47.917%"], "hours 22 and 23 of the left half"
