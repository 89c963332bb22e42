"""A figure before its band: the drawing, what is usual in words, and when it alarms."""

from urllib.parse import unquote

import pytest

from command_center.readmodel.opd_view import OwnGauge
from layouts.figures.own_gauge import line_with_band, own_gauge, usual_in_words
from layouts.i18n import words
from layouts.plotting import colours
from tests.layouts.reading import classed, words_of

ID = words("id")
PAST = (None, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)


def drawing(gauge, theme="terang", **more):
    return unquote(line_with_band(gauge, theme, **{"alarming": False} | more))


@pytest.mark.parametrize(
    ("gauge", "said"),
    [
        (OwnGauge(5, PAST, 3, 8), "biasanya 3–8"),
        (OwnGauge(5, PAST, 4.72, 4.8), "biasanya 4,7–4,8"),
        (OwnGauge(0, PAST, 0, 0), "biasanya 0"),
        (OwnGauge(5, PAST), "riwayat belum cukup"),
    ],
)
def test_what_is_usual_in_words(gauge, said):
    assert usual_in_words(gauge, ID) == said


def test_no_data_is_a_dash_and_not_a_zero():
    assert words_of(classed(own_gauge("Median", OwnGauge(None), ID, "terang", unit="hari"), "gauge-figure")) == "–"
    assert words_of(classed(own_gauge("Terbuka", OwnGauge(0), ID, "terang"), "gauge-figure")) == "0"
    assert "<circle" not in drawing(OwnGauge(None))


def test_only_what_is_abnormal_is_vermilion():
    over = colours("terang")["over"]
    assert over not in drawing(OwnGauge(5, PAST, 3, 8))
    assert over in drawing(OwnGauge(9, PAST, 3, 8), alarming=True)
    assert classed(own_gauge("x", OwnGauge(9, PAST, 3, 8), ID, "terang", bad_above=True), "gauge-bad")
    assert not classed(own_gauge("x", OwnGauge(8, PAST, 3, 8), ID, "terang", bad_above=True), "gauge-bad")


def test_a_gap_in_the_past_is_no_line():
    assert drawing(OwnGauge(5, (1.0, 2.0, None, 3.0), 1, 3)).count("<polyline") == 2


def test_the_drawing_is_told_in_words():
    (image,) = classed(own_gauge("Terbuka", OwnGauge(5, PAST, 3, 8), ID, "terang"), "gauge-line")
    assert image.alt == "Terbuka, delapan minggu terakhir: –; 3; 4; 5; 6; 7; 8; biasanya 3–8"
