"""Which texts are small talk, and which tracking number a text names."""

import pytest

from command_center.domain.conversations import MessageKind
from command_center.domain.small_talk import LONGEST, tracking_number
from tests.reference.shipped import shipped


@pytest.fixture(scope="module")
def talk():
    return shipped().small_talk


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("makasihhh banget kakk 🙏", "thanks"), ("Trimakasih atas bantuannya pak", "thanks"), ("Maturnuwun sanget nggih", "thanks"),
        ("thx min", "thanks"), ("TERIMA KASIH.", "thanks"), ("ok siap terima kasih", "thanks"), ("𝗺𝗮𝗸𝗮𝘀𝗶𝗵", "thanks"),
        ("terima kasih jalan di gang saya sudah diperbaiki", "thanks"),
        ("terima kasih sudah diperbaiki tapi lampu masih mati", None), ("terima kasih, mohon jalan diperbaiki", None),
        ("halo", "greeting"), ("Assalamu'alaikum wr. wb.", "greeting"), ("pagi min mau lapor", "greeting"), ("tes", "greeting"),
        ("oke2", "assent"), ("inggih pak", "assent"), ("sampun", "assent"), ("👍👍", "wordless"), ("...", "wordless"), ("", "wordless"),
        ("gimana kelanjutan laporan saya?", "question"), ("pripun pak laporan kulo", "question"), ("LH-2026-000123", "question"),
        ("kok belum ada tanggapan", "question"), ("nomernya brp min", "question"), ("assalamualaikum, mau tanya laporan saya sudah diproses belum ya", "question"),
        ("halo min apa kabar", "greeting"), ("apakah bisa lapor di sini?", "greeting"), ("izin melaporkan pak", "greeting"),
        ("ada orang?", "greeting"), ("Good morning", "greeting"), ("selamat pagi, maaf mengganggu", "greeting"),
        ("makasih sdh direspon, semoga segera diperbaiki", "thanks"), ("terima kasih, mohon segera ditindaklanjuti", "question"),
        ("terima kasih tapi belum diperbaiki", None), ("tolong dibalas min", "question"), ("bls dong", "question"),
        ("ini fotonya", "assent"), ("foto menyusul ya", "assent"), ("lokasinya sudah saya share", "assent"), ("sebentar", "assent"),
        ("ok nanti saya kirim fotonya", "assent"), ("iya bener yg itu", "assent"), ("foto terlampir jalan rusak", None),
        ("ini lokasinya di Jl Kelud", None), ("kirim foto bukti pungli", None), ("nanti malam mati lagi", None),
        ("sebentar nyala sebentar mati", None), ("petugas tidak ada di loket", None), ("belum ditindaklanjuti sampahnya", None),
        ("minta nomor dinas perhubungan", None), ("mau lapor jalan rusak", None),
        ("lampu mati", None), ("kapan jalan Pandanaran diperbaiki", None), ("pagi ini banjir", None), ("sampah", None), ("123", None),
        ("sudah lama sekali belum diperbaiki", None), ("laporan LH-2026-000123 jalan masih rusak", None),
    ],
)  # fmt: skip
def test_kind(talk, text, kind):
    found = talk.kind(text)
    assert (str(found) if found else None) == kind


def test_a_long_text_says_something(talk):
    assert talk.kind("ya " * LONGEST) is MessageKind.ASSENT
    assert talk.kind("ya " * (LONGEST + 1)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("laporan LH-2026-000123 kapan", "LH-2026-000123"), ("lh 2026 000123", "LH-2026-000123"), ("LH2026000123?", "LH-2026-000123"),
        ("LH-2026-00012", ""), ("XLH-2026-000123", ""), ("LH-2026-0001234", ""), ("lampu mati", ""),
    ],
)  # fmt: skip
def test_tracking_number(text, number):
    assert tracking_number(text) == number


@pytest.mark.parametrize(
    ("text", "further", "correction"),
    [("sampah juga pak", True, False), ("maksud saya di Gemah", False, True), ("ralat: Jl Veteran", False, True), ("lampu mati", False, False)],
)  # fmt: skip
def test_words_that_announce(talk, text, further, correction):
    assert (talk.further(text), talk.correction(text)) == (further, correction)


ACKNOWLEDGED = "Terima kasih. Laporan Anda tercatat dengan nomor LH-2026-000123. Perkembangannya dapat dilihat di https://lapor.test/lacak/LH-2026-000123"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ACKNOWLEDGED, MessageKind.ASSENT),
        (f"{ACKNOWLEDGED}?kode=R785SAM4".upper(), MessageKind.ASSENT),
        (ACKNOWLEDGED.partition(". Perk")[0], MessageKind.ASSENT),
        (f"{ACKNOWLEDGED} lampunya masih mati di Jl Veteran", None),
    ],
)
def test_what_we_send_by_ourselves_says_nothing_when_it_comes_back(talk, text, kind):
    assert talk.kind(text) is kind
