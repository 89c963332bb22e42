"""What of a reporter may be seen without a reason."""

import pytest

from command_center.domain.masked_contact import masked_contact, masked_name


@pytest.mark.parametrize(
    ("contact", "masked"),
    [
        ("+6281234567412", "08••-••••-•412"),
        ("0243513366", "02••-•••3-66"),
        ("warga@example.test", "w•••••@example.test"),
        ("@warga_contoh", "@w•••••"),
        ("wargacontoh", "w•••••"),
        ("", ""),
    ],
)
def test_two_people_can_be_told_apart_and_nobody_called(contact, masked):
    assert masked_contact(contact) == masked


def test_a_name_is_its_first_letters():
    assert masked_name("Siti Aminah Rahayu") == "S••••• A•••••"
    assert masked_name("") == ""
