"""Charts follow the theme and the language, and say in words what they show."""

import plotly.graph_objects as go
import pytest

from layouts.plotting import FONT_PX, colours, graph, template
from layouts.theme import THEMES
from tests.layouts.reading import classed, every, words_of


@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_has_the_colours_of_its_theme(theme):
    layout = template(theme, "id").layout
    assert layout.font.color == colours(theme)["text-2"]
    assert layout.yaxis.gridcolor == colours(theme)["line"]
    assert layout.paper_bgcolor == "rgba(0,0,0,0)"


@pytest.mark.parametrize(("language", "separators"), [("id", ",."), ("en", ".,")])
def test_numbers_are_separated_as_the_language_does(language, separators):
    assert template("terang", language).layout.separators == separators


def test_words_grow_with_a_large_screen():
    assert template("terang", "id", 2.0).layout.xaxis.tickfont.size == 2 * FONT_PX


def test_a_chart_says_in_words_what_it_shows():
    made = graph(
        "x-chart", go.Figure(), alternative="Tertinggi 75 pada 30 Okt", height="12em", config={"doubleClick": False}
    )
    assert words_of(classed(made, "unseen")) == "Tertinggi 75 pada 30 Okt"
    (chart,) = classed(made, "chart")
    assert chart.config["displayModeBar"] is False
    assert chart.config["doubleClick"] is False
    assert sum(getattr(one, "id", None) == "x-chart" for one in every(made)) == 1
