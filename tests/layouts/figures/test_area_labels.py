"""Names on a map lie where their areas are, and never over each other."""

from itertools import combinations

from layouts.figures.area_labels import LabelBox, placed, short_names
from tests.layouts.opd_sample import ground

PIXELS_A_DEGREE = 1050
"""About what a degree measures where the city is 450 pixels wide."""


def overlap(one, other):
    (x, y, box), (x2, y2, box2) = one, other
    across = (box.width + box2.width) / 2 - abs(x - x2)
    down = (box.height + box2.height) / 2 - abs(y - y2)
    return across > 0.5 and down > 0.5


def test_a_name_with_room_stays_in_the_middle_of_its_area():
    assert placed([LabelBox(10, 10, 20, 10), LabelBox(200, 90, 20, 10)]) == [(10, 10), (200, 90)]
    assert placed([]) == []


def test_two_names_in_one_place_go_apart_the_shorter_way():
    (x, low), (x2, high) = sorted(placed([LabelBox(50, 50, 60, 12), LabelBox(52, 51, 60, 12)]), key=lambda at: at[1])
    assert high - low >= 11.5
    assert abs(x - x2) < 10


def test_no_name_of_the_sixteen_kecamatan_covers_another():
    labels = ground().labels
    assert len(labels) == 16
    boxes = [
        LabelBox(area.label[0] * PIXELS_A_DEGREE, area.label[1] * PIXELS_A_DEGREE, 6.4 * len(name) + 4, 28)
        for name, area in labels
    ]
    at = [(x, y, box) for (x, y), box in zip(placed(boxes), boxes, strict=True)]
    assert not [pair for pair in combinations(at, 2) if overlap(*pair)]
    assert max(abs(x - box.x) + abs(y - box.y) for x, y, box in at) < 75, "each still lies on or beside its area"


def test_names_without_the_word_that_most_share():
    names = {"1": "Semarang Barat", "2": "Semarang Timur", "3": "Semarang Utara", "4": "Genuk"}
    assert short_names(names) == {"1": "Barat", "2": "Timur", "3": "Utara", "4": "Genuk"}
    assert short_names({"1": "Genuk", "2": "Tugu"}) == {"1": "Genuk", "2": "Tugu"}
