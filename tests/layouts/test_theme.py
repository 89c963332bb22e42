"""Themes: the same roles and colours in code and stylesheet, readable on their ground."""

import re
from pathlib import Path

import pytest

from layouts.theme import DARK, LIGHT, THEMES, legibility, mantine

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "assets" / "tokens.css"
SIGN_IN = ROOT / "command_center" / "web" / "security" / "static" / "sign_in.css"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_stylesheet_has_the_same_colours():
    css = TOKENS.read_text(encoding="utf-8")
    blocks = {
        "dark": re.search(r':root,\s*\[data-theme="dark"\] \{(.*?)\}', css, re.S),
        "light": re.search(r'\n\[data-theme="light"\] \{(.*?)\}', css, re.S),
    }
    for name, colours in (("dark", DARK), ("light", LIGHT)):
        block = blocks[name]
        assert block is not None
        assert dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", block.group(1))) == colours


def test_the_sign_in_page_looks_like_the_others():
    """It has a stylesheet of its own, since the others are for those who are let in."""
    dark, _, light = SIGN_IN.read_text(encoding="utf-8").partition("@media (prefers-color-scheme: light)")
    for part, colours in ((dark, DARK), (light, LIGHT)):
        own = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", part))
        assert {role: own[role] for role in own if role in colours} == {
            role: colour for role, colour in colours.items() if role in own
        }
        assert {"bg", "panel", "text", "text-2", "text-3", "near", "over"} <= set(own)
    family = re.search(r"font-family: ([^;]+);", TOKENS.read_text(encoding="utf-8"))
    assert family is not None
    assert f"font: 16px/1.5 {family.group(1)};" in dark + light


def test_both_themes_have_the_same_roles():
    assert set(DARK) == set(LIGHT)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["panel", "bg", "raised"])
@pytest.mark.parametrize("role", ["text", "text-2", "text-3", "near", "over", "good"])
def test_words_stand_out_from_their_ground(theme, ground, role):
    colours = THEMES[theme][1]
    assert contrast(colours[role], colours[ground]) >= 4.5


@pytest.mark.parametrize(
    ("distance_m", "width_mm", "scale", "enough"),
    [
        (5, 3630, 1.0, True),
        (4, 3630, 1.0, True),
        (6, 3630, 1.1855, True),
        (8, 5445, 1.0538, True),
        (8, 3630, 1.3, False),
        (5, 1430, 1.3, False),
    ],
)
def test_type_grows_with_distance_until_the_scene_has_no_more_room(distance_m, width_mm, scale, enough):
    result = legibility(distance_m, width_mm)
    assert result.scale == pytest.approx(scale, abs=0.002)
    assert result.enough is enough


def test_sixteen_arc_minutes_are_23_mm_at_5_m():
    result = legibility(5, 3630)
    height_mm = 17.4 / 1920 * 3630 * 0.716
    assert height_mm == pytest.approx(23.5, abs=0.3)
    assert 16 <= result.arc_minutes < 16.5


def test_the_component_library_follows_the_same_roles():
    assert mantine("gelap")["other"] == {"colours": DARK}
