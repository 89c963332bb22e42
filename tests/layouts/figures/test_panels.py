"""The smaller figures: counters, OPD bars, channels, legend, marks."""

from datetime import timedelta

import pytest

from command_center.readmodel.wall_view import ChannelPulse, Counters, OpdRow, PulseState
from layouts.categories import SHAPES, CategoryStyles
from layouts.figures.category_legend import category_legend, groups
from layouts.figures.channel_strip import channel_strip, outline, state_words
from layouts.figures.counters import counters
from layouts.figures.marks import age, mark, short_number
from layouts.figures.opd_bars import opd_bars
from layouts.i18n import words
from tests.layouts.reading import classed, every, words_of
from tests.layouts.sample_view import AS_OF, CATEGORIES, CHANNELS, LABELS, STYLES

ID = words("id")


# ------------------------------------------------------------------------------------------------------------ counters
@pytest.mark.parametrize(
    ("numbers", "notes"),
    [
        (
            Counters(34, 30.4, 212, -8, 9, 4, 10, 2),
            ["rata-rata 30", "−8 dari kemarin", "4 belum dijawab", "2 baru hari ini"],
        ),
        (
            Counters(0, 30.6, 1, 1, 9, 0, 10, 0),
            ["rata-rata 31", "+1 dari kemarin", "semua sudah dijawab", "tidak ada yang baru"],
        ),
        (
            Counters(3, None, 3, None, 0, 0, 0, 0),
            ["rata-rata belum ada", "tanpa pembanding", "tidak ada", "semua tepat waktu"],
        ),
        (
            Counters(3, 3.0, 3, 0, 0, 0, 0, 0),
            ["rata-rata 3", "sama dengan kemarin", "tidak ada", "semua tepat waktu"],
        ),
    ],
)
def test_each_number_says_what_to_compare_it_with(numbers, notes):
    tiles = counters(numbers, ID, any_data=True)
    assert [words_of(classed(tile, "counter-note")) for tile in tiles] == notes


def test_a_city_without_reports_is_not_praised():
    tiles = counters(Counters(0, None, 0, None, 0, 0, 0, 0), ID, any_data=False)
    assert [words_of(classed(tile, "counter-note")) for tile in tiles][2:] == ["belum ada laporan"] * 2


def test_only_what_asks_for_action_is_coloured():
    calm = counters(Counters(34, 30.4, 212, -8, 0, 0, 0, 0), ID, any_data=True)
    assert not classed(calm, "near")
    assert not classed(calm, "over")
    late = counters(Counters(34, 30.4, 212, -8, 1, 0, 1, 0), ID, any_data=True)
    assert len(classed(late, "near")) == len(classed(late, "over")) == 1


# ----------------------------------------------------------------------------------------------------------------- OPD
def test_a_bar_is_its_share_of_the_longest_with_the_late_part_first():
    [rows] = opd_bars([OpdRow("A", "Dinas A", 40, 10), OpdRow("B", "Dinas B", 20, 0)], ID, any_data=True)
    first, second = classed(rows, "opd-row")
    parts = [part.style["width"] for part in classed(first, "opd-part")]
    assert parts == ["25.00%", "75.00%"]
    assert [part.style["width"] for part in classed(second, "opd-part")] == ["0.00%", "50.00%"]
    assert words_of(first) == "Dinas A 40 10 lewat"
    assert words_of(second) == "Dinas B 20"
    assert getattr(first, "aria-label") == "Dinas A: 40 terbuka, 10 lewat tenggat"


def test_five_opd_at_most():
    [rows] = opd_bars([OpdRow(str(n), f"Dinas {n}", n, 0) for n in range(9, 0, -1)], ID, any_data=True)
    assert len(classed(rows, "opd-row")) == 5


@pytest.mark.parametrize(
    ("any_data", "said"), [(True, "Tidak ada laporan terbuka di OPD"), (False, "Belum ada laporan")]
)
def test_no_open_work_and_no_data_are_told_apart(any_data, said):
    assert said in words_of(opd_bars([], ID, any_data=any_data))


# ------------------------------------------------------------------------------------------------------------ channels
def channel(state=PulseState.LIVE, minutes=12, **changes):
    last = None if minutes is None else AS_OF - timedelta(minutes=minutes)
    values = {"expected_in_silence": 14.2, "state": state, "quarantined": 0, **changes}
    return ChannelPulse("sms", "SMS 1708", (0, 1, 4, 2) * 6, last, **values)


@pytest.mark.parametrize(
    ("pulse", "said"),
    [
        (channel(), ["12 mnt lalu"]),
        (channel(minutes=0), ["baru saja"]),
        (channel(minutes=200), ["3 jam lalu"]),
        (channel(PulseState.QUIET, 125), ["sepi, 2 jam"]),
        (channel(PulseState.SILENT, 184), ["senyap 3 jam", "biasanya 14"]),
        (channel(PulseState.SILENT, None), ["belum pernah"]),
        (channel(PulseState.NEVER, None), ["belum pernah"]),
        (channel(PulseState.LIVE, None), ["belum pernah"]),
        (channel(PulseState.ARCHIVE, 900_000), ["arsip"]),
        (channel(quarantined=3), ["12 mnt lalu", "3 tertahan"]),
        (channel(PulseState.SILENT, 184, quarantined=3), ["senyap 3 jam", "3 tertahan"]),
    ],
)
def test_a_channel_says_what_its_silence_means(pulse, said):
    assert state_words(pulse, AS_OF, ID) == said


def test_a_tile_tells_its_pulse_in_words():
    [tiles] = channel_strip([channel()], AS_OF, ID, LABELS)
    [tile] = classed(tiles, "chan")
    assert getattr(tile, "aria-label") == "SMS 1708: 42 pesan dalam 24 jam, 12 mnt lalu"


def test_only_an_improbable_silence_is_marked():
    for state in PulseState:
        [tiles] = channel_strip([channel(state)], AS_OF, ID, LABELS)
        assert bool(classed(tiles, "chan-silent")) is (state is PulseState.SILENT)


def test_bars_stand_against_the_busiest_hour_and_an_empty_hour_keeps_its_base():
    assert outline((0, 2, 4, 1)) == (
        "0.0% 100%, 0.0% 96%, 18.5% 96%, 18.5% 100%, "
        "25.0% 100%, 25.0% 50%, 43.5% 50%, 43.5% 100%, "
        "50.0% 100%, 50.0% 0%, 68.5% 0%, 68.5% 100%, "
        "75.0% 100%, 75.0% 75%, 93.5% 75%, 93.5% 100%"
    )
    assert "96%" in outline((0,) * 24)


def test_without_channels_the_strip_says_so():
    assert "Belum ada kanal" in words_of(channel_strip([], AS_OF, ID, LABELS))


# -------------------------------------------------------------------------------------------------------------- legend
def test_small_categories_share_one_entry_in_the_order_of_the_categories():
    counts = {"jalan_rusak": 46, "drainase": 3, "pohon": 4, "lainnya": 1}
    rows = [(name, count) for _, name, count in groups(STYLES, counts, "id")]
    assert rows == [
        ("Jalan rusak", 46),
        ("Lampu mati", 0),
        ("Banjir", 0),
        ("Rob", 0),
        ("Sampah", 0),
        ("Lainnya", 8),
    ]


def test_the_many_small_categories_stand_last_wherever_the_file_has_them():
    first = CategoryStyles((CATEGORIES[-1], *CATEGORIES[:-1]))
    assert [name for _, name, _ in groups(first, {}, "id")][-1] == "Lainnya"


def test_a_category_that_the_city_no_longer_has_is_still_counted():
    rows = [(name, count) for _, name, count in groups(STYLES, {"taman": 2}, "id")]
    assert rows[-1] == ("taman", 2)


def test_a_category_without_reports_keeps_its_line():
    legend = category_legend(STYLES, {"rob": 5}, ID)
    assert len(legend) == 6
    assert len(classed(legend, "legend-none")) == 5


# --------------------------------------------------------------------------------------------------------------- marks
def test_every_category_has_a_shape_of_its_own_besides_its_colour():
    shapes = {category.shape for category in CATEGORIES if category.legend is None}
    assert len(shapes) == 5
    for category in CATEGORIES:
        assert category.shape in SHAPES
        one = mark(category, "id")
        assert f"mark-{category.shape}" in one.className
        assert getattr(one, "aria-label") == category.labels["id"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-4, "0 dtk"), (59, "59 dtk"), (60, "1 mnt"), (3600, "1 jam"), (172_799, "47 jam"), (172_800, "2 hari")],
)
def test_ages_in_their_largest_whole_unit(seconds, said):
    assert age(seconds, ID) == said


@pytest.mark.parametrize(("number", "short"), [("LH-2026-006914", "006914"), ("006914", "006914")])
def test_the_short_number_is_what_follows_the_year(number, short):
    assert short_number(number) == short


def test_channels_are_named_in_the_language_of_the_screen():
    pulse = ChannelPulse("web", "Situs web", (1,), AS_OF, 1.0, PulseState.LIVE)
    assert "Website" in words_of(channel_strip([pulse], AS_OF, words("en"), LABELS))
    assert len(CHANNELS) == 12
    assert list(every(channel_strip([pulse], AS_OF, ID, LABELS)))
