"""A recording: which moment an address asks for, what is said of it, and where its links lead."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from layouts.i18n import LANGUAGES, words
from layouts.markup import markup
from layouts.wall.page import setup, wall_page
from layouts.wall.replay import NoReplay, Replay, moment_asked, replay_bar, said
from layouts.wall.scenes import SCENES
from tests.layouts.reading import classed, every, words_of
from tests.layouts.sample_view import config, opening, ordinary

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 21, 14, 8, tzinfo=WIB)
MOMENT = datetime(2026, 11, 20, 14, 5, tzinfo=WIB)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T14:05", MOMENT),
        ("2026-11-20 14:05", MOMENT),
        ("2026-11-20T14.05", MOMENT),
        (" 2026-11-20T14:05 ", MOMENT),
        ("2026-12-31T23:59", datetime(2026, 12, 31, 23, 59, tzinfo=WIB)),
        *[
            (text, None)
            for text in ("", "kemarin", "2026-11-20", "2026-02-30T10:00", "2026-11-20T24:00", "0000-01-01T00:00")
        ],
        ("2026-11-20T14:05Z", None),
        ("0001-01-01T00:00", None),
        ("9999-12-31T23:59", None),
        ("٢٠٢٦-11-20T14:05", None),
        (None, None),
        (["2026-11-20T14:05"], None),
    ],
)
def test_an_address_names_a_moment_of_the_citys_time_or_none(text, moment):
    assert moment_asked(text, WIB) == moment


def recording(**changes):
    asked = Replay(MOMENT, NOW, {"saat": "2026-11-20T14:05", "bahasa": "en", "link": "secret"})
    return replace(opening(ordinary()), replay=replace(asked, **changes))


def links(opened):
    bar = replay_bar(opened.replay, opened.shown, opened.scenes, words("id"))
    return {words_of(one): one.href for one in every(bar) if getattr(one, "href", None)}


def asked(href):
    return {name: value for name, [value] in parse_qs(urlsplit(href).query).items()}


def test_the_steps_lead_to_other_moments_of_the_same_scene_and_language():
    found = links(recording())
    assert asked(found["−5 mnt"]) == {"adegan": "kota", "saat": "2026-11-20T14:00", "bahasa": "en"}
    assert asked(found["+1 jam"])["saat"] == "2026-11-20T15:05"
    assert asked(found["Kembali ke langsung"]) == {"adegan": "kota", "bahasa": "en"}
    for scene in SCENES[1:]:
        assert asked(found[words("id")(f"wall.scene.{scene.key}")])["saat"] == "2026-11-20T14:05"


def test_no_link_leads_into_the_future():
    found = links(recording(moment=datetime(2026, 11, 21, 14, 5, tzinfo=WIB)))
    assert "−1 jam" in found
    assert not {"+5 mnt", "+1 jam"} & set(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_a_recording_and_of_when(language):
    made = wall_page(recording(), config(), words(language), "gelap")
    [bar] = classed(made, "replay")
    assert words_of(bar).startswith("REKAMAN Jumat, 20 November 2026, 14.05 WIB" if language == "id" else "RECORDING")
    assert setup(recording(), config(), words(language), "gelap")["replay"] is True
    assert classed(made, "controls") == []


@pytest.mark.parametrize("problem", NoReplay)
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_nothing_to_show_it_says_why_and_what_to_write(problem, language):
    moment = None if problem is NoReplay.UNREADABLE else MOMENT
    made = wall_page(recording(problem=problem, moment=moment), config(), words(language), "terang")
    assert classed(made, "scene") == []
    assert "/wall?saat=2026-11-20T14:08" in words_of(classed(made, "replay-nothing")[0])
    assert "secret" not in markup(made)


def test_a_moment_that_cannot_be_read_is_not_said():
    assert said(Replay(None, NOW, {}), words("id")) == ""


def test_a_live_wall_has_no_bar():
    made = wall_page(opening(ordinary()), config(), words("id"), "gelap")
    assert classed(made, "replay") == []
