"""The letter names each instruction that is carried, whose it is, and how it stands."""

from layouts.briefing.plain_letter import plain_letter
from layouts.i18n import words
from tests.layouts.briefing_sample import config, edition, first_day, ordinary


def test_each_carried_instruction_is_named_with_its_mornings():
    text = plain_letter(edition(ordinary()), config(), words("id"))
    assert "4 arahan Wali Kota yang belum ditutup:" in text
    assert "- DPU: Periksa semua rumah pompa di Semarang Utara. (hari ke-10; berjalan, 24 Nov: Lima dari" in text
    assert "- Dishub: Pulihkan lampu lalu lintas simpang Krapyak. (hari ke-3; belum ada jawaban)" in text


def test_a_letter_of_what_was_issued_before_says_nothing_of_them():
    assert "arahan" not in plain_letter(edition(first_day()), config(), words("id"))
