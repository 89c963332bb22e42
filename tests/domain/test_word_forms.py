"""Forms of words: which roots a word may come from, and which words are no slips."""

import pytest

from command_center.domain.word_forms import Lexicon, roots

LEXICON = Lexicon(bases=frozenset({"serang", "cor"}), others=frozenset({"part"}))


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("kerusakan", "rusak"),
        ("rusaknya", "rusak"),
        ("pengecoran", "cor"),
        ("dicor", "cor"),
        ("ngecor", "cor"),
        ("semenisasi", "semen"),
        ("pengaspalan", "aspal"),
        ("pembuangan", "buang"),
        ("pemotongan", "potong"),
        ("penebangan", "tebang"),
        ("penyerangan", "serang"),
        ("pengerukan", "keruk"),
        ("nyampah", "sampah"),
        ("diperbaiki", "baik"),
        ("memperlebar", "lebar"),
        ("berlubang", "lubang"),
        ("terbakar", "bakar"),
        ("persampahan", "sampah"),
        ("melubangi", "lubang"),
        ("kemacetannya", "macet"),
    ],
)
def test_a_root_is_found_under_its_affixes(word, root):
    assert root in set(roots(word))


@pytest.mark.parametrize("word", ["rusak", "jalan", "di", "", "an", "pengan"])
def test_a_word_is_no_form_of_itself_and_roots_have_three_letters(word):
    assert word not in set(roots(word))
    assert all(len(root) >= 3 for root in roots(word))


@pytest.mark.parametrize(
    ("word", "known"),
    [("serang", True), ("penyerangan", True), ("part", True), ("parting", False), ("parti", False), ("kelampu", False)],
)
def test_the_lexicon_knows_its_words_and_what_is_formed_from_its_bases(word, known):
    assert LEXICON.has(word) is known
