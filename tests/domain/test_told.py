"""How a text is told: titles, sentences, the address of a letter, and what stands for hidden words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.domain.told import MAX_TOKENS, Formalities, tell

FORMALITIES = Formalities(
    hidden=frozenset({"nama", "nomor", "ktp", "nik", "disensor"}),
    censored=frozenset({"disensor"}),
    salutations=frozenset({"yth"}),
    writers=frozenset({"saya", "sebagai"}),
    roles=frozenset({"guru", "orang"}),
    requests=frozenset({"mohon"}),
    cruxes=frozenset({"masalahnya"}),
)


def words(text):
    return tell(text, FORMALITIES).tokens


def counts(text):
    told = tell(text, FORMALITIES)
    return dict(zip(told.tokens, told.counts, strict=True))


def beginnings(text):
    told = tell(text, FORMALITIES)
    return [token for token, begins in zip(told.tokens, told.begins, strict=True) if begins]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jalan RUSAK, Café 𝗷𝗮𝗹𝗮𝗻", ["jalan", "rusak", "cafe", "jalan"]),
        ("", []),
        ("NIK: [NOMOR KTP DISENSOR] belum jadi", ["nik", "belum", "jadi"]),
        ("[nama] lapor <nomor 12> {NIK}", ["lapor"]),
        ("[KTP HILANG] tolong", ["ktp", "hilang", "tolong"]),
        ("kartu penduduk (KTP) hilang", ["kartu", "penduduk", "ktp", "hilang"]),
        ("nomor (KTP disensor) hilang", ["nomor", "hilang"]),
        ("lihat https://lapor.go.id/jalan/rusak?x=1 ya", ["lihat", "ya"]),
        ("surat ke dinas.jalan@kota.go.id ya", ["surat", "ke", "ya"]),
        ("#JalanRusak #lampu_mati", ["jalan", "rusak", "lampu", "mati"]),
    ],
)
def test_which_words_are_told(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("lampu mati", {"lampu": 1, "mati": 1}),
        ("Lampu\njalan gelap", {"lampu": 2, "jalan": 1, "gelap": 1}),
        ("Lampu\n", {"lampu": 1}),
        (" ".join(["kata"] * 16) + "\nlampu", {"kata": 1, "lampu": 1}),
        ("a " * 40 + "lampu", {"a": 1, "lampu": 0.5}),
        ("a " * 40 + "masalahnya lampu. Baik", {"a": 1, "masalahnya": 0.5, "lampu": 1.5, "baik": 0.5}),
        ("Lampu\n" + "a " * 40 + "jalan", {"lampu": 2, "a": 1, "jalan": 0.5}),
    ],
)
def test_a_title_counts_double_and_late_words_half(text, counted):
    assert counts(text) == counted


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Yth. Dinas Kesehatan, jalan rusak", ["yth", "jalan", "rusak"]),
        ("Yth. Dinas Kesehatan. Jalan rusak", ["yth", "jalan", "rusak"]),
        ("Mohon maaf, yth dinas kesehatan kota besar di negeri ini jalan rusak", ["mohon", "maaf", "yth", "rusak"]),
    ],
)
def test_who_is_addressed_says_little_about_the_subject(text, plain):
    assert [word for word, counted in counts(text).items() if counted >= 1] == plain


@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("Saya guru SD, jalan rusak", ["guru", "sd"]),
        ("Saya guru. Sd rusak", ["guru"]),
        ("sebagai orang tua murid baru kecewa", ["orang", "tua", "murid"]),
        ("saya kecewa dengan guru", []),
        ("Kata saya. Guru bolos", []),
    ],
)
def test_who_writes_says_little_about_the_subject(text, less):
    assert [word for word, counted in counts(text).items() if counted < 1] == less


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("mohon jalan diperbaiki", {"mohon": 1, "jalan": 1.25, "diperbaiki": 1.25}),
        ("a " * 40 + "lalu mohon lampu", {"a": 1, "lalu": 0.5, "mohon": 0.5, "lampu": 1.25}),
        ("mohon lampu. Jalan", {"mohon": 1, "lampu": 1.25, "jalan": 1}),
        ("Mohon lampu\nmati di gang kami", {"mohon": 2, "lampu": 2, "mati": 1.25}),
        ("mohon satu dua tiga empat lima enam tujuh delapan jalan", {"delapan": 1.25, "jalan": 1}),
    ],
)
def test_what_is_asked_for_counts_more_also_late(text, counted):
    assert counts(text).items() >= counted.items()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("lampu mati. Jalan rusak", ["lampu", "jalan"]),
        ("lampu mati. jalan rusak", ["lampu"]),
        ("lampu di Jl. Veteran mati", ["lampu"]),
        ("lampu jalan\nmati", ["lampu"]),
        ("Lampu\nMerah", ["lampu", "merah"]),
        ("LAMPU\nMERAH MATI", ["lampu"]),
        ("lampu, Merah", ["lampu"]),
        ("Tolong!\n\nLampu; Jalan", ["tolong", "lampu", "jalan"]),
    ],
)
def test_where_a_sentence_begins_and_where_a_line_was_only_wrapped(text, first):
    assert beginnings(text) == first


@given(st.text(max_size=300))
@settings(deadline=None)
def test_every_word_has_its_place(text):
    told = tell(text, FORMALITIES)
    assert len(told.tokens) == len(told.counts) == len(told.begins) <= MAX_TOKENS
    assert all(0 < counted <= 2 for counted in told.counts)
    assert told.begins[:1] in ([], [True])
