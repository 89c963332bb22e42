"""Colours that mean something stay apart for those who see colours otherwise.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency" (2009), severity 1.0, for linear RGB. Distance is CIE 1976 in L*a*b*: 2.3 is just noticeable, and what is read
at a glance wants several times that.
"""

from itertools import combinations
from math import dist

import pytest

from layouts.theme import THEMES
from tests.reference.shipped import shipped

SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
AT_A_GLANCE = 12.0
MEANINGS = ("near", "over", "good", "bar", "text")


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """L*a*b* of a colour as this sight has it."""
    rgb = linear(colour)
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, rgb, strict=True)), 0), 1) for row in SIGHT[sight])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", THEMES)
def test_what_is_abnormal_is_told_from_the_usual_and_from_each_other(theme, sight):
    roles = THEMES[theme][1]
    for one, other in combinations(MEANINGS, 2):
        assert dist(seen(roles[one], sight), seen(roles[other], sight)) >= AT_A_GLANCE, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
def test_categories_are_told_apart_by_shape_and_the_named_ones_by_colour_too(sight):
    drawn = {category.group: category for category in shipped().categories.every}
    for one, other in combinations(drawn.values(), 2):
        if one.shape == other.shape:
            assert dist(seen(one.colour, sight), seen(other.colour, sight)) >= AT_A_GLANCE, (one.code, other.code)
    # Grey says "others" by being the small dot.
    colours = {category.colour for category in drawn.values() if category.shape != "dot"}
    near = [pair for pair in combinations(sorted(colours), 2) if dist(seen(pair[0], sight), seen(pair[1], sight)) < 8]
    assert near == [], "a shape alone would tell these apart"
