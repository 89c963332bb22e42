"""Phrases as people write them: short forms, endings, slips of one letter, and what is no slip."""

import pytest

from command_center.domain.phrases import Phrase, Spelling, WordReader

SPELLING = Spelling(
    slang={"jln": ("jalan",), "dalan": ("jalan",), "phn": ("pohon",), "tb": ("tutup", "botol"), "uwuh": ("sampah",)},
    suffixes=("nya", "ne", "e"),
    landmarks=frozenset({"depan"}),
    ordinary=frozenset({"mohon", "sampai", "jalin"}),
)
READER = WordReader(["jalan", "pohon", "sampah", "lampu", "berlubang", "banjir", "got", "tutup"], SPELLING)


@pytest.mark.parametrize(
    ("token", "meaning"),
    [
        ("jalan", ("jalan",)),
        ("jln", ("jalan",)),
        ("dalane", ("jalan",)),
        ("uwuhnya", ("sampah",)),
        ("lampune", ("lampu",)),
        ("gotnya", ("got",)),
        ("tb", ("tutup", "")),
        ("depan", ("depan",)),
        ("jalannn", ("jalan",)),
        ("jalan2", ("jalan",)),
        # a letter left out, added, swapped with its neighbour, mistyped for a neighbour on the keyboard
        ("phon", ("pohon",)),
        ("banjirr", ("banjir",)),
        ("bajnir", ("banjir",)),
        ("banjur", ("banjir",)),
        ("smapah", ("sampah",)),
        ("lanpu", ("lampu",)),
        # without vowels
        ("bnjr", ("banjir",)),
        ("brlubng", ("berlubang",)),
        ("smph", ("sampah",)),
        # no slips: other words, other first letter, too short, two letters wrong
        ("mohon", ("",)),
        ("sampai", ("",)),
        ("jalin", ("",)),
        ("kohon", ("",)),
        ("gol", ("",)),
        ("bonjer", ("",)),
        ("lambat", ("",)),
        ("17", ("#",)),
        ("rt02", ("",)),
    ],
)
def test_what_a_token_means(token, meaning):
    assert READER.read(token) == meaning


def test_a_phrase_is_read_from_its_written_form():
    phrase = Phrase.read("lampu .. jalan mati", "lampu", 5)
    assert phrase.words == ("lampu", "jalan", "mati")
    assert phrase.gaps == (False, True, False)
    assert (phrase.category, phrase.weight, phrase.place, phrase.bars) == ("lampu", 5, False, False)
    assert Phrase.read("# kk", "adminduk", bars=True).words == ("#", "kk")


@pytest.mark.parametrize(
    "text", ["", " ", "..", ".. lampu", "lampu ..", "lampu .. .. mati", "Lampu", "lam-pu", "lampu!"]
)
def test_a_phrase_in_another_form_is_refused(text):
    with pytest.raises(ValueError, match=r"word|stands between"):
        Phrase.read(text, "lampu", 1)
