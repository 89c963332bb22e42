"""Phrase files: what they must hold, how sentences come out, how a bad file is refused."""

import shutil
from random import Random

import pytest

from command_center.errors import BadReferenceData
from simulation.grammar import PHRASES, expand, load_phrases, tidy

MAIN = {"jalan_rusak", "lampu", "banjir", "rob", "sampah"}


def test_every_category_has_enough_sentence_patterns():
    for code, phrases in load_phrases().categories.items():
        least = 15 if code in MAIN else 6
        assert len(set(phrases.sentences)) >= least, code
        assert phrases.titles, code


def test_patterns_differ_between_categories():
    phrases = load_phrases().categories
    for code, other in ((a, b) for a in phrases for b in phrases if a < b):
        assert not set(phrases[code].sentences) & set(phrases[other].sentences), (code, other)


def test_slots_are_filled_nested_ones_too():
    slots = {"who": ("{adjective} cat",), "adjective": ("black",)}
    assert expand(Random(1), "a {who} sleeps", slots) == "a black cat sleeps"


def test_an_unknown_slot_is_an_error():
    with pytest.raises(KeyError):
        expand(Random(1), "{nobody}", {})


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("di  rumah , besok", "di rumah, besok"),
        ("wilayah di di kampung", "wilayah di kampung"),
        (", awal dan akhir, ", "awal dan akhir"),
        ("kapan ?", "kapan?"),
    ],
)
def test_spaces_and_signs_are_tidied(raw, tidied):
    assert tidy(raw) == tidied


@pytest.mark.parametrize(
    ("file", "change", "reason"),
    [
        ("lampu.toml", ("{mati}", "{matii}"), r"unknown slot \{matii\}"),
        ("lampu.toml", ("titles =", "judul ="), "the list titles is missing"),
        ("lampu.toml", ("titles = [", "titles = "), "line"),
        ("lampu.toml", ('mati = ["mati"', 'mati = ["{akibat}"'), None),
        ("lampu.toml", ('"rawan kecelakaan"', '"rawan {akibat}"'), "slots that name each other"),
        ("shared.toml", ("[place.none]", "[place.nowhere]"), r"\[place.none\]"),
        ("shared.toml", ("[style]", "[styles]"), "section 'style' is missing"),
    ],
)
def test_a_bad_phrase_file_is_refused_with_its_name_and_reason(tmp_path, file, change, reason):
    folder = tmp_path / "phrases"
    shutil.copytree(PHRASES, folder)
    text = (folder / file).read_text()
    assert change[0] in text
    (folder / file).write_text(text.replace(*change))
    if reason is None:
        load_phrases(folder)
        return
    with pytest.raises(BadReferenceData, match=reason) as refused:
        load_phrases(folder)
    assert file in str(refused.value)


def test_the_file_that_serves_all_other_categories_must_be_there(tmp_path):
    folder = tmp_path / "phrases"
    shutil.copytree(PHRASES, folder)
    (folder / "lainnya.toml").unlink()
    with pytest.raises(BadReferenceData, match=r"lainnya\.toml is missing"):
        load_phrases(folder)
    assert load_phrases().of("a city's own category") == load_phrases().categories["lainnya"]
