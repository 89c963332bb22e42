"""The sections of the page of methods: the anchors that charts link to, and the worked example of each."""

from collections.abc import Callable, Mapping

from dash.development.base_component import Component

from layouts.i18n import Words
from layouts.methods import examples, figures
from layouts.methods.figures import decimal, listed

ANCHORS = (
    "anomali",
    "rata-rata",
    "prakiraan",
    "waktu-jawab",
    "peringkat",
    "sepi",
    "tenggat",
    "kanal",
    "pasang",
    "hari-kerja",
)
"""In the order of the page."""

FIGURES: Mapping[str, Callable[[Words], Component]] = {
    "anomali": figures.tuesdays,
    "waktu-jawab": figures.steps,
    "peringkat": figures.ranges,
    "tenggat": figures.tiles,
    "hari-kerja": figures.days,
}
"""Anchor -> what draws its example; the others are told in words alone."""


def example_values(words: Words) -> Mapping[str, Mapping[str, object]]:
    """Anchor -> the figures of its example, by their names in the words."""
    return {
        "anomali": {
            "counts": listed(words, examples.TUESDAYS),
            "mean": examples.USUAL_MEAN,
            "low": examples.USUAL_LOW,
            "high": examples.USUAL_HIGH,
            "today": examples.TUESDAY,
        },
        "rata-rata": {
            "counts": listed(words, examples.SEVEN_DAYS),
            "sum": sum(examples.SEVEN_DAYS),
            "mean": examples.SEVEN_MEAN,
        },
        "prakiraan": {
            "all": examples.ALL_DAYS,
            "tuesdays": examples.ALL_TUESDAYS,
            "profile": examples.PROFILE,
            "level": examples.LEVEL,
            "mean": examples.FORECAST_MEAN,
            "low": examples.FORECAST_LOW,
            "high": examples.FORECAST_HIGH,
        },
        "waktu-jawab": {
            "answered": listed(words, examples.ANSWERED),
            "open": listed(words, examples.STILL_OPEN),
            "median": examples.MEDIAN,
            "late": words.percent(examples.LATE_SHARE),
            "term": examples.TERM,
            "mean": examples.ANSWERED_MEAN,
        },
        "peringkat": {
            "road": words.percent(examples.CITY_SHARES["road"]),
            "drain": words.percent(examples.CITY_SHARES["drain"]),
            "expected_a": examples.EXPECTED["a"],
            "late_a": examples.LATE["a"],
            "expected_b": examples.EXPECTED["b"],
            "late_b": examples.LATE["b"],
        },
        "sepi": {
            "people": examples.PEOPLE,
            "few": examples.REPORTS[0],
            "many": examples.REPORTS[1],
            "expected": examples.AREA_EXPECTED,
            "smoothed": examples.AREA_SMOOTHED,
            "low": examples.AREA_LOW,
            "high": examples.AREA_HIGH,
        },
        "tenggat": {
            "five": examples.OPEN_AFTER_FIVE,
            "ten": examples.OPEN_AFTER_TEN,
            "chance": words.percent(examples.CHANCE),
            "total": examples.BREACHES,
            "low": examples.BREACHES_LOW,
            "high": examples.BREACHES_HIGH,
        },
        "kanal": {
            "hourly": examples.HOURLY,
            "minutes": examples.MINUTES,
            "expected": examples.EXPECTED_IN_SILENCE,
            "chance": words.percent(examples.SILENCE),
        },
        "pasang": {
            "threshold": decimal(words, examples.THRESHOLD, 2),
            "highest": decimal(words, examples.HIGHEST, 2),
        },
        "hari-kerja": {"n": examples.DAYS},
    }
