"""The map to hand on is one file that loads nothing; where Leaflet is not installed it says what to do."""

import json
import re
from dataclasses import replace

import pytest

from layouts.briefing.movable_map import NoMovableMap, movable_map, movable_map_there
from layouts.i18n import words
from tests.layouts.briefing_sample import config, edition, ordinary

needs_leaflet = pytest.mark.skipif(not movable_map_there(), reason="npm did not install leaflet: run npm ci")


@pytest.fixture(scope="module")
def page():
    return movable_map(edition(ordinary()), config(), words("id"))


@needs_leaflet
def test_it_loads_nothing(page):
    assert not re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=|<link\b|@import", page)
    # The head has Leaflet's own script, whose comments name where its bugs are; the map itself names nowhere.
    assert "http" not in page.partition("</head>")[2]
    assert "L.tileLayer(" not in page.partition("</head>")[2]


@needs_leaflet
def test_a_name_acts_neither_as_script_nor_as_markup():
    name = "`${hit()}`</script><img src=x onerror=hit()>\\"
    morning, city = ordinary(), json.loads(json.dumps(config().city))
    city["features"][0]["properties"]["name"] = name
    spots = tuple(replace(spot, place=name, incident=None) for spot in morning.map.spots)
    incidents = tuple(replace(spot, place=name) for spot in morning.map.incidents)
    morning = replace(morning, map=replace(morning.map, spots=spots, incidents=incidents))
    map_of_it = movable_map(edition(morning), replace(config(), city=city), words("id")).partition("</head>")[2]
    assert "<img" not in map_of_it
    scripts = map_of_it.partition("<script")[2]
    assert "hit()" in scripts
    assert "${hit" not in scripts
    assert map_of_it.count("<script") == map_of_it.count("</script>")


@needs_leaflet
def test_it_shows_each_report_and_incident_by_place_alone(page):
    assert "LH-2026-003846" in page
    assert "7 laporan · Rob · Bandarharjo · sejak 04.00 WIB" in page
    assert "SIMULASI" in page
    assert "Air masuk rumah" not in page, "no words of a report"


@needs_leaflet
def test_its_controls_speak_the_language_of_the_file(page):
    assert '"zoomInTitle": "Perbesar peta"' in page
    assert "L.Control.Scale.mergeOptions({imperial: false})" in page


def test_without_leaflet_it_says_what_to_install(tmp_path):
    with pytest.raises(NoMovableMap, match="npm"):
        movable_map(edition(ordinary()), config(), words("id"), tmp_path)
