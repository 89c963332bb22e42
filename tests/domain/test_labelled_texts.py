"""How often the classifier is right, on texts as citizens write them.

The words of categories.toml were chosen with the lines marked `tune` in sight; the lines marked `held_out` were written
with them but never looked at while words were chosen, so their share is the honest one.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from command_center.reference.load import load_reference

FILE = Path(__file__).with_name("labelled_texts.csv")
REFERENCE = load_reference()


def lines(part: str) -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [line for line in csv.DictReader(file) if line["set"] == part]


def rights(part: str) -> tuple[Counter[str], Counter[str]]:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for line in lines(part):
        every[line["category"]] += 1
        right[line["category"]] += REFERENCE.classifier.classify(line["text"]).category == line["category"]
    return right, every


@pytest.mark.parametrize(("part", "share"), [("tune", 0.98), ("held_out", 0.95)])
def test_the_category_is_right(part, share):
    right, every = rights(part)
    assert every.total() >= 150
    assert right.total() / every.total() >= share


def test_no_category_is_left_behind():
    right, every = rights("held_out")
    assert set(every) <= set(REFERENCE.categories.by_code)
    assert {code: right[code] / every[code] for code in every if right[code] / every[code] < 0.7} == {}


def test_every_decision_names_words_of_the_text():
    for line in [*lines("tune"), *lines("held_out")]:
        found = REFERENCE.classifier.classify(line["text"])
        assert bool(found.words) == (found.score > 0)
        assert all(word in line["text"].lower() for word in found.words)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lampu merah mati di simpang Kalibanteng", "lalu_lintas"),
        ("lampu jalan mati dekat lampu merah Kalibanteng", "lampu"),
        ("mati lampu sejak pagi", "lainnya"),
        ("banjir rob di Kemijen", "rob"),
        ("air laut masuk rumah", "rob"),
        ("air PDAM masuk rumah keruh", "air"),
        ("jembatan Banjir Kanal Timur berlubang", "jalan_rusak"),
        ("jalan tertutup pohon", "pohon"),
        ("pohon menutupi lampu jalan", "pohon"),
        ("pkl 19.00 lampu mati", "lampu"),
        ("pkl di trotoar", "pkl"),
        ("200 kk kebanjiran", "banjir"),
        ("kk belum jadi", "adminduk"),
        ("mohon bantuannya sampai sekarang belum ada", "lainnya"),
        ("jalan rusak depan SD", "jalan_rusak"),
        ("atap SD bocor", "pendidikan"),
    ],
)
def test_words_with_two_meanings(text, code):
    assert REFERENCE.classifier.classify(text).category == code


def test_no_name_of_an_area_speaks_for_a_category():
    areas = REFERENCE.areas
    for name in [*(area.name for area in areas.kelurahan), *(area.name for area in areas.kecamatan)]:
        assert REFERENCE.classifier.classify(f"di {name}").score == 0, name
