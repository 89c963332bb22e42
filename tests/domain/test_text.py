"""The text of a report: what is kept, how it becomes words, what of it addresses the service."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.domain.text import MAX_CHARS, clean, strip_keyword, tokens, words

HOSTILE = st.text(alphabet=st.characters(codec=None, categories=None), max_size=200)

SLANG = {"jln": ("jalan",), "jl": ("jalan",), "dpn": ("depan",), "gaada": ("tidak", "ada"), "yg": ("yang",)}


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Jalan rusak di Mangkang", "Jalan rusak di Mangkang"),
        ("", ""),
        ("  \n\t ", ""),
        ("banyak   spasi\t\tdan tab", "banyak spasi dan tab"),
        ("baris satu  \r\n  baris dua", "baris satu\nbaris dua"),
        ("a\rb\x0bc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("satu\n\n\n\n\ndua", "satu\n\ndua"),
        ("nol\x00 dan\x07 bel\x1b[31m", "nol dan bel[31m"),
        ("balik \u202egnajir\u202c \u2066x\u2069 \u200fy", "balik gnajir x y"),
        ("tak\u200bterlihat\ufeff\u00ad", "takterlihat"),
        ("cafe\u0301", "café"),
        ("emoji 😀 tetap", "emoji 😀 tetap"),
        ("\ud83d\ude00 dari dua escape", "😀 dari dua escape"),
        ("tunggal \ud800 dan \udfff", "tunggal dan"),
        ("bukan huruf \ufffe\uffff", "bukan huruf"),
        ("tanda \U000e0041\U000e007f tersembunyi", "tanda tersembunyi"),
        ("non\u00a0breaking\u3000lebar", "non breaking lebar"),
    ],
)
def test_a_text_is_made_safe_and_keeps_its_lines(raw, kept):
    assert clean(raw) == kept


def test_a_text_is_cut_at_the_limit_without_a_blank_at_the_end():
    assert clean("x" * (MAX_CHARS + 5)) == "x" * MAX_CHARS
    assert clean("x" * (MAX_CHARS - 1) + " " + "y" * 50) == "x" * (MAX_CHARS - 1)
    assert clean(" " * 500 + "ada") == "ada"


@given(HOSTILE)
@settings(deadline=None)
def test_whatever_comes_in_can_be_stored_and_sent(raw):
    text = clean(raw)
    assert text.encode("utf-8").decode("utf-8") == text
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text.replace("\n", ""))
    assert "\n\n\n" not in text
    assert "  " not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jln. Fatmawati rusak parahhh!!!", ("jalan", "fatmawati", "rusak", "parah")),
        ("jalan2 berlubang-lubang", ("jalan", "berlubang", "lubang")),
        ("gaada lampu dpn RT02", ("tidak", "ada", "lampu", "depan", "rt02")),
        ("saat maaf tetap", ("saat", "maaf", "tetap")),
        ("tahun 2000 jam 1000", ("tahun", "2000", "jam", "1000")),
        ("𝗷𝗮𝗹𝗮𝗻 Café", ("jalan", "cafe")),
        ("JL yg", ("jalan", "yang")),
        ("...", ()),
        ("x" * 90, ("x",) * 3),
        ("ab" * 45, ("ab" * 20, "ab" * 20, "ab" * 5)),
    ],
)
def test_words_are_folded_and_written_out(text, expected):
    assert words(text, SLANG) == expected


def test_without_slang_words_are_only_folded():
    assert words("jln rusakkk") == ("jln", "rusak")


@given(HOSTILE)
@settings(deadline=None)
def test_tokens_are_plain_lower_case(raw):
    for token in tokens(clean(raw)):
        assert token
        assert token == token.lower()
        assert not any(letter.isspace() for letter in token)


KEYWORDS = ("LaporHendi", "Lapor Hendi", "#LaporSemar", "1708")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LaporHendi jalan rusak", "jalan rusak"),
        ("laporhendi: jalan rusak", "jalan rusak"),
        ("LAPOR HENDI, jalan rusak", "jalan rusak"),
        ("lapor_hendi-jalan rusak", "jalan rusak"),
        ("#LaporHendi jalan rusak", "jalan rusak"),
        ("Jalan rusak di Tugu #LaporHendi", "Jalan rusak di Tugu"),
        ("Jalan rusak #laporsemar @LaporHendi tolong", "Jalan rusak tolong"),
        ("1708 LaporHendi lampu mati", "lampu mati"),
        ("[LaporHendi] lampu mati", "lampu mati"),
        ("LaporHendi", ""),
        ("#LaporHendi", ""),
        ("LaporHendi\nbaris dua", "baris dua"),
        ("laporhendia jalan", "laporhendia jalan"),
        ("17081945 merdeka", "17081945 merdeka"),
        ("mau lapor hendi dong", "mau lapor hendi dong"),
        ("jalan rusak nomor 1708", "jalan rusak nomor 1708"),
        ("#LaporHendiku jalan", "#LaporHendiku jalan"),
    ],
)
def test_the_service_word_is_taken_off(text, rest):
    assert strip_keyword(text, KEYWORDS) == rest


def test_without_keywords_nothing_is_taken_off():
    assert strip_keyword("LaporHendi jalan", ()) == "LaporHendi jalan"
    assert strip_keyword("LaporHendi jalan", ("  ", "#")) == "LaporHendi jalan"


def test_a_keyword_is_no_pattern():
    assert strip_keyword("a+b jalan", ("a+b",)) == "jalan"
    assert strip_keyword("aab jalan", ("a+b",)) == "aab jalan"
