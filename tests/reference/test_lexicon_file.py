"""The word lists of the language, as they are shipped and as they are refused."""

import pytest

from command_center.errors import BadReferenceData
from command_center.reference.lexicon_file import ENGLISH, INDONESIAN, read_lexicon
from command_center.reference.load import OWN_FILES

LEXICON = read_lexicon(OWN_FILES)


@pytest.mark.parametrize("word", ["serang", "penyerangan", "marga", "part", "sapi", "penerbangan", "pemeriksaan"])
def test_words_of_both_languages_are_no_slips(word):
    assert LEXICON.has(word)


@pytest.mark.parametrize("word", ["smapah", "lanpu", "brlubang", "bajir", "slokan"])
def test_slips_are_no_words(word):
    assert not LEXICON.has(word)


def test_nothing_is_formed_from_english_words():
    assert LEXICON.lists("part")
    assert "part" not in LEXICON.bases


@pytest.mark.parametrize(
    ("line", "reason"), [("jalan Rusak", "small letters"), ("jalan, rusak", "small letters"), ("café", "plain letters")]
)
def test_another_form_is_refused(tmp_path, line, reason):
    (tmp_path / INDONESIAN).write_text(f"# source\n{line}\n", encoding="utf-8")
    (tmp_path / ENGLISH).write_text("part\n", encoding="utf-8")
    with pytest.raises(BadReferenceData, match=reason):
        read_lexicon(tmp_path)


def test_a_missing_list_is_refused(tmp_path):
    with pytest.raises(BadReferenceData, match="cannot be read"):
        read_lexicon(tmp_path)
