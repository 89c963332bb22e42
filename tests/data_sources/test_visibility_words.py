"""Who may see a report: known words count, the strictest first, and a word that nobody knows hides."""

import pytest

from command_center.domain.report_kinds import Visibility
from data_sources.channels.sp4n.format import FORMAT_FILE, ExportFormat
from data_sources.errors import BadMessage
from data_sources.visibility_words import for_the_whole_file, visibility_of

WORDS = ExportFormat.read(FORMAT_FILE, {}).visibilities
PUBLIC, ANONYMOUS, HIDDEN = Visibility


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", PUBLIC),
        ("-", PUBLIC),
        ("Publik", PUBLIC),
        ("TERBUKA", PUBLIC),
        ("Tidak", PUBLIC),
        ("Tidak Rahasia", PUBLIC),
        ("bukan anonim", PUBLIC),
        ("Anonim", ANONYMOUS),
        ("Laporan Anonim", ANONYMOUS),
        ("Publik, Anonim", ANONYMOUS),
        ("Rahasia", HIDDEN),
        ("Anonim/Rahasia", HIDDEN),
        ("rahasia sekali", HIDDEN),
        ("Tidak Anonim, Rahasia", HIDDEN),
    ],
)
def test_known_words(said: str, meant: Visibility):
    assert visibility_of(said, WORDS) == (meant, True)


@pytest.mark.parametrize("said", ["Tertutup", "Ya", "Secret", "Anonim (tertutup)", "publik?terbatas", "1", "Privat"])
def test_unknown_words_hide_and_are_told(said: str):
    assert visibility_of(said, WORDS) == (HIDDEN, False)


@pytest.mark.parametrize(
    ("said", "meant"), [("", None), ("publik", PUBLIC), (" Anonim ", ANONYMOUS), ("rahasia", HIDDEN)]
)
def test_somebody_may_say_it_for_a_whole_file(said: str, meant: Visibility | None):
    assert for_the_whole_file(said) is meant


def test_what_is_none_is_refused():
    with pytest.raises(BadMessage, match="none of publik, anonim, rahasia"):
        for_the_whole_file("semua")
