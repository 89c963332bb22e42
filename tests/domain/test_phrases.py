"""Phrases as people write them: short forms, endings, slips of one letter, and what is no slip."""

import pytest

from command_center.domain.phrases import GAP, Phrase, Spelling, WordReader, in_both_orders
from command_center.domain.word_forms import Lexicon

SPELLING = Spelling(
    slang={"jln": ("jalan",), "dalan": ("jalan",), "phn": ("pohon",), "tb": ("tutup", "botol"), "uwuh": ("sampah",)},
    suffixes=("nya", "ne", "e"),
    landmarks=frozenset({"depan"}),
    ordinary=frozenset({"mohon", "sampai", "jalin"}),
    underived=frozenset({"jalan"}),
    lexicon=Lexicon(
        bases=frozenset({"banjar", "serang", "rusak", "cor", "jalan", "tutup", "lampau"}),
        others=frozenset({"flood"}),
    ),
)
READER = WordReader(
    [
        "jalan",
        "pohon",
        "sampah",
        "lampu",
        "berlubang",
        "banjir",
        "got",
        "tutup",
        "rusak",
        "cor",
        "penerangan",
        "penutup",
    ],
    SPELLING,
)


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
        # no slips: words of the language, and what is formed from them
        ("banjar", ("",)),
        ("penyerangan", ("",)),
        ("lampau", ("",)),
        ("flood", ("",)),
        # formed by affixes from a word of the vocabulary
        ("kerusakan", ("rusak",)),
        ("rusaknya", ("rusak",)),
        ("pengecoran", ("cor",)),
        ("corisasi", ("cor",)),
        ("ditutupi", ("tutup",)),
        ("penutup", ("penutup",)),
        # "jalan" is underived: its forms mean something else
        ("berjalan", ("",)),
        ("17", ("#",)),
        ("rt02", ("",)),
    ],
)
def test_what_a_token_means(token, meaning):
    assert READER.read(token) == meaning


def test_a_phrase_is_read_from_its_written_form():
    phrase = Phrase.read("lampu .. jalan mati", "lampu", 5)
    assert phrase.words == ("lampu", "jalan", "mati")
    assert phrase.gaps == (0, GAP, 0)
    assert (phrase.category, phrase.weight, phrase.place, phrase.bars) == ("lampu", 5, False, False)
    assert Phrase.read("# kk", "adminduk", bars=True).words == ("#", "kk")


def test_a_word_of_the_vocabulary_that_is_formed_from_another_has_that_root():
    assert READER.root == {"penutup": "tutup"}


def test_a_class_stands_for_each_of_its_words():
    phrase = Phrase.read("lampu .. @mati", "lampu", 5, classes={"mati": frozenset({"mati", "padam"})})
    assert phrase.words == ("lampu", "@mati")
    assert phrase.choices == (frozenset({"lampu"}), frozenset({"mati", "padam"}))
    with pytest.raises(ValueError, match='no class "mati"'):
        Phrase.read("lampu .. @mati", "lampu", 5)


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("lampu mati", ("lampu mati",)),
        ("lampu ~ mati", ("lampu .. mati", "mati .. lampu")),
        ("lampu jalan ~ @mati", ("lampu jalan .. @mati", "@mati .. lampu jalan")),
    ],
)
def test_a_tilde_stands_for_both_orders(text, orders):
    assert in_both_orders(text) == orders


@pytest.mark.parametrize("text", ["~", "lampu ~", "~ lampu", "a ~ b ~ c"])
def test_a_tilde_stands_between_two_words(text):
    with pytest.raises(ValueError, match="stands once"):
        in_both_orders(text)


@pytest.mark.parametrize(
    "text", ["", " ", "..", ".. lampu", "lampu ..", "lampu .. .. mati", "Lampu", "lam-pu", "lampu!"]
)
def test_a_phrase_in_another_form_is_refused(text):
    with pytest.raises(ValueError, match=r"word|stands between"):
        Phrase.read(text, "lampu", 1)
