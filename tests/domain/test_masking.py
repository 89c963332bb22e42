"""What a public page may not show is masked; what a report is about stays. All people here are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.domain.masking import mask_personal

PHONES = [
    "081234567890",
    "0812-3456-7890",
    "0812 3456 7890",
    "0812.3456.7890",
    "0812_3456_7890",
    "0812/3456/7890",
    "+6281234567890",
    "+62 812-3456-7890",
    "62 812 3456 7890",
    "(0812) 34567890",
    "(024) 8310456",
    "024-76543210",
    "8310456",
    "0 8 1 2 3 4 5 6 7 8 9 0",
    "O812 3456 789O",
    "o8l2 3456 7890",
    "０８１２３４５６７８９０",
    "kosong delapan satu dua tiga empat lima enam tujuh",
    "nol lapan delapan satu dua tiga empat lima enam",
    "08 satu dua tiga empat lima enam tujuh delapan",
]
NUMBERS = [
    "3374012345678901",
    "3374 0123 4567 8901",
    "33.74.01.234567.8901",
    "12.345.678.9-012.345",
    "1234567890",
    "1234-5678-9012-3456",
]


@pytest.mark.parametrize("number", PHONES + NUMBERS)
@pytest.mark.parametrize("frame", ["hubungi {} ya", "{}", "WA:{}", "Jl. Pemuda No. 12, {}", "tolong.\n{}\nmakasih"])
def test_numbers_of_people_are_masked_in_every_way_of_writing(number, frame):
    masked = mask_personal(frame.format(number))
    left = [part for part in masked.replace("No. 12", "").split() if any(map(str.isdecimal, part))]
    assert "".join(filter(str.isdecimal, "".join(left))) in {"", "08"}
    assert "delapan satu" not in masked
    assert "tiga empat" not in masked
    assert "[nomor]" in masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("surat ke budi.contoh@example.com ya", "surat ke [surel] ya"),
        ("budi (at) example (dot) com", "[surel]"),
        ("budi[at]example.co.id", "[surel]"),
        ("lihat @warga_contoh.17 dong", "lihat [akun] dong"),
        ("ig: warga.contoh", "ig: [akun]"),
        ("pin bb: 7A2B3C4D", "pin bb: [akun]"),
        ("foto di https://example.com/u/17?x=1 dan www.example.org", "foto di [tautan] dan [tautan]"),
        ("chat wa.me/6281234567890", "chat [tautan]"),
        ("mobil H 1234 AB parkir", "mobil [pelat] parkir"),
        ("motor h4321xyz ngebut", "motor [pelat] ngebut"),
        ("truk B-9123-KXX", "truk [pelat]"),
        ("nopol H 8765", "nopol [pelat]"),
        ("lahir di Semarang, 12 Maret 1980", "lahir di Semarang, [tanggal]"),
        ("TTL: Semarang 12-03-1980", "TTL: Semarang [tanggal]"),
    ],
)
def test_addresses_handles_plates_and_births_are_masked(text, masked):
    assert mask_personal(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("nama saya budi contoh dari tlogosari", "nama saya [nama] dari tlogosari"),
        ("Nama saya Budi Contoh, warga RT 03", "Nama saya [nama], warga RT 03"),
        ("Nama: Budi Contoh", "Nama: [nama]"),
        ("KTP a.n. Siti Contoh Aminah hilang", "KTP a.n. [nama] hilang"),
        ("atas nama siti contoh", "atas nama [nama]"),
        ("Saya Budi dari Pedurungan", "Saya [nama] dari Pedurungan"),
        ("saya joko warga genuk mau lapor", "saya [nama] warga genuk mau lapor"),
        ("Bpk. Slamet Contoh tidak mau", "Bpk. [nama] tidak mau"),
        ("pak budi parkir sembarangan", "pak [nama] parkir sembarangan"),
        ("Bu Siti jualan di trotoar", "Bu [nama] jualan di trotoar"),
        ("PAK BUDI TIDAK PEDULI", "PAK [nama] TIDAK PEDULI"),
        ("H. Abdul Contoh menutup jalan", "H. [nama] menutup jalan"),
        ("dr. Andi di puskesmas galak", "dr. [nama] di puskesmas galak"),
        ("anak saya Rina jatuh", "anak saya [nama] jatuh"),
        ("oknum guru Suparman memukul", "oknum guru [nama] memukul"),
        ("ketua RT 05 Sutrisno minta uang", "ketua RT 05 [nama] minta uang"),
        ("Budi Contoh 081234567890", "[nama] [nomor]"),
        ("hub 081234567890 (Budi)", "hub [nomor] ([nama])"),
        ("hub budi 081234567890", "hub [nama] [nomor]"),
        ("Jalan rusak. Terima kasih. Budi Contoh", "Jalan rusak. Terima kasih. [nama]"),
        ("jalan rusak\nmakasih\nbudi", "jalan rusak\nmakasih\n[nama]"),
        ("Jalan rusak di sini\n- Budi Contoh", "Jalan rusak di sini\n- [nama]"),
        ("Budi Contoh, warga Genuk: jalan rusak", "[nama], warga Genuk: jalan rusak"),
        ("Mas B. Contoh lewat", "Mas [nama] lewat"),
    ],
)
def test_names_are_found_by_what_stands_around_them(text, masked):
    assert mask_personal(text) == masked


KEPT = [
    "Laporan LH-2026-000123 belum dijawab sejak 2025",
    "harga Rp 1.500.000 atau Rp25000 atau 150.000 rupiah",
    "tahun 2024-2025, tanggal 12-11-2026 dan 2026-11-12",
    "Jl. Pandanaran No. 123 RT 003/RW 007 50241",
    "RT 03 RW 05, rt.3/rw.5, blok B 12 C",
    "jam 19.30 sampai 07.00-09.00 di km 12",
    "koordinat -6.98123, 110.41234",
    "telepon 112 atau SMS 1708",
    "Jl. Dr. Wahidin dan Jl Prof. Hamka, RS Dr. Kariadi",
    "saya mau lapor dari kemarin lampu mati",
    "Pak tolong jalan rusak, pak lurah tidak di tempat",
    "pak RT 03 dan bu camat sudah tahu",
    "ibu-ibu pkk dan bapak-bapak",
    "dr kemarin dr pasar macet",
    "terima kasih atas perhatiannya",
    "SAYA MAU LAPOR JALAN RUSAK",
    "10 lubang, 25 rumah, 1000 orang",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_a_report_is_about_stays(text):
    assert mask_personal(text) == text


def test_a_price_is_no_way_to_smuggle_a_telephone_number():
    assert "81234567890" not in mask_personal("Rp 081234567890")


def test_names_that_are_known_are_masked_wherever_they_stand():
    text = "jalan rusak, salam budi. Santoso-Contoh menunggu, BUDI SANTOSO"
    assert mask_personal(text, ["Budi Santoso"]) == "jalan rusak, salam [nama]. [nama]-Contoh menunggu, [nama]"
    assert mask_personal("lapor jalan", ["Warga 17", "Di", ""]) == "lapor jalan"


@given(st.lists(st.sampled_from([*PHONES, *KEPT, "pak budi", "a.n. siti", "x@example.com", "\n", "!"]), max_size=6))
@settings(deadline=None)
def test_masking_twice_is_masking_once(parts):
    once = mask_personal(" ".join(parts))
    assert mask_personal(once) == once


@given(st.text(max_size=300))
@settings(deadline=None)
def test_no_long_run_of_digits_is_ever_left(text):
    masked = mask_personal(text + " 081234567890")
    assert "081234567890" not in masked
