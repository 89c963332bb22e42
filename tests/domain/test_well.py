"""What a text says is well is no subject: praise, thanks and concessions, clause by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.domain.well import WellWords, ends_clause, well
from tests.reference.shipped import shipped

KNOWN = WellWords(
    done=frozenset({"sudah"}),
    praises=frozenset({"bagus", "menyala"}),
    thanks=frozenset({"kasih"}),
    concessions=frozenset({"maklum"}),
    nothings=frozenset({"masalah"}),
    denials=frozenset({"tidak", "belum"}),
    turns=frozenset({"tapi"}),
)
UNDERSTOOD = shipped().classifier.classify


def found(text):
    """The words of the clauses that say what is well; "/" ends a clause."""
    clauses = [clause.split() for clause in text.split("/")]
    starts = [sum(map(len, clauses[:number])) for number in range(len(clauses))]
    words = [word for clause in clauses for word in clause]
    return " ".join(words[number] for number in sorted(well(words, starts, KNOWN)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jalan sudah bagus / lampu masih mati terus", "jalan sudah bagus"),
        ("terima kasih sudah diangkut / tapi got mampet", "terima kasih sudah diangkut"),
        ("terima kasih atas jalannya / tapi got mampet", "terima kasih atas jalannya"),
        ("jalan rusak kami maklum / tapi banjir ini", "jalan rusak kami maklum"),
        ("warung tidak masalah / parkirnya dobel di jalan", "warung tidak masalah"),
        ("jalan sudah tidak bagus / lampu masih mati", ""),
        ("jalan sudah lama belum bagus / lampu masih mati", ""),
        ("terima kasih / jalan rusak parah sekali", ""),
        ("lampu sudah menyala / oke", ""),
        ("", ""),
    ],
)
def test_which_words_say_what_is_well(text, said):
    assert found(text) == said


@pytest.mark.parametrize(
    ("gap", "ends"), [(" ", False), (", ", True), (". ", True), ("\n", True), ("-", False), (" 🙏 ", True)]
)
def test_signs_end_a_clause(gap, ends):
    assert ends_clause(gap) is ends


@given(st.lists(st.sampled_from(["sudah", "bagus", "kasih", "tidak", "masalah", "jalan"]), max_size=20))
def test_something_else_is_always_left(words):
    assert len(well(words, [0] if words else [], KNOWN)) <= max(len(words) - 3, 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jalan sudah bagus, got sudah bagus, tinggal penerangannya pak mohon ditambah", "lampu"),
        ("Jalan rusak kami masih bisa maklum, tapi air masuk rumah sampai sepinggang", "banjir"),
        ("Jalan sudah lama tidak bagus, berlubang", "jalan_rusak"),
        ("Terima kasih lampu di gang kami sudah menyala, sekarang jalannya yang berlubang", "jalan_rusak"),
        ("Mohon perbaikan ja1an rusak, sudah ber1ubang", "jalan_rusak"),
        ("Tumpukan sarnpah di pinggir sungai", "sampah"),
        ("aspaI rusak", "jalan_rusak"),
    ],
)
def test_the_subject_is_what_is_wrong(text, code):
    assert UNDERSTOOD(text).category == code
