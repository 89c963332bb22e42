"""The channels: a silence with its meaning in words, the band of what is usual, lag and what is held."""

from dataclasses import replace

import pytest

from layouts.figures.channel_health import bars, channel_health, headline, state_in_words, steps
from layouts.i18n import words
from tests.layouts.channel_sample import AS_OF, VIEWS, silent
from tests.layouts.reading import classed, words_of
from tests.layouts.sample_view import CHANNELS

ID = words("id")
LABELS = {code: {"id": name, "en": name} for code, name in CHANNELS.items()}


def drawn(name):
    return channel_health(VIEWS[name](), ID, LABELS)


@pytest.mark.parametrize(
    ("hours", "expected", "said"),
    [
        (3, 14.2, ("senyap 3 jam", "biasanya 14 pesan: hampir pasti gangguan")),
        (3, 5.0, ("senyap 3 jam", "biasanya 5 pesan: kemungkinan besar gangguan")),
        (3, 2.6, ("senyap 3 jam", "biasanya 3 pesan: jarang terjadi, perlu dilihat")),
        (3, 1.0, ("terakhir 3 jam lalu", "")),
    ],
)
def test_a_silence_is_told_by_its_probability(hours, expected, said):
    view = VIEWS["usual"]()
    assert state_in_words(silent(view.channels[0], hours, expected), view, ID) == said


def test_the_title_names_the_silent_channel():
    assert headline(VIEWS["ordinary"](), ID, LABELS) == "SMS 1708 senyap 3 jam, biasanya 14 pesan"
    assert headline(VIEWS["usual"](), ID, LABELS) == "12 kanal yang dipantau berdenyut seperti biasa"
    assert headline(VIEWS["empty"](), ID, LABELS) == "Kanal: belum pernah ada laporan"


def test_the_title_tells_of_a_silence_that_is_rare_and_not_of_all_as_usual():
    view = VIEWS["usual"]()
    first, second, *others = view.channels
    one = replace(view, channels=(silent(first, 3, 2.6), second, *others))
    assert headline(one, ID, LABELS) == "SMS 1708 senyap 3 jam, jarang terjadi; 11 kanal lain seperti biasa"
    two = replace(view, channels=(silent(first, 3, 2.6), silent(second, 2, 2.7), *others))
    assert headline(two, ID, LABELS) == "X senyap 2 jam, jarang terjadi; 1 kanal lain juga; 10 kanal lain seperti biasa"
    alone = replace(view, channels=(silent(first, 3, 2.6),))
    assert headline(alone, ID, LABELS) == "SMS 1708 senyap 3 jam, jarang terjadi"


def test_where_no_message_came_the_lag_says_so():
    hints = [words_of(classed(row, "health-lag")) for row in classed(drawn("empty"), "health-row")]
    assert set(hints) == {"– jeda; tanpa pesan sejam ini"}


def test_an_archive_is_quiet_by_design():
    rows = {words_of(classed(row, "health-name")): row for row in classed(drawn("ordinary"), "health-row")}
    assert "tidak menerima laporan baru" in words_of(rows["BlackBerry"])
    assert "health-silent" not in rows["BlackBerry"].className
    assert "belum pernah ada pesan" in words_of(rows["iOS"])
    assert "40 menunggu" in words_of(rows["SP4N-LAPOR!"])
    assert "ramai" in words_of(rows["Situs web"])


def test_of_the_past_is_said_that_it_was_not_recorded():
    assert words_of(drawn("past")).count("tidak direkam") == 2 * len(VIEWS["past"]().channels) + 1
    assert "tidak direkam" not in words_of(drawn("usual"))


def test_a_slow_channel_is_told_and_a_quick_one_keeps_its_decimal():
    view = VIEWS["usual"]()
    slow = replace(view, channels=(replace(view.channels[0], lag=95.0, longest=300.0),))
    [lag] = classed(channel_health(slow, ID, LABELS), "health-lag")
    assert words_of(lag) == "1 mnt jeda; terlama 5 mnt"
    assert classed(lag, "health-wrong")
    [quick] = classed(channel_health(replace(view, channels=view.channels[:1]), ID, LABELS), "health-lag")
    assert words_of(quick) == "0,3 dtk jeda; terlama 2,4 dtk"


def test_bars_and_band_share_one_scale():
    assert bars((0, 4), 4) == "M1.5 100v-2h7.0V100zM11.5 100v-100h7.0V100z"
    band = VIEWS["usual"]().channels[0].usual[:1]
    assert steps([replace(band[0], low=1, high=4)], 4) == "M0 0 H10 L10 75 H0z"
    assert VIEWS["usual"]().as_of == AS_OF
