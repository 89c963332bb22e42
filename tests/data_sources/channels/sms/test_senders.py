"""Which SMS are from a machine: our own numbers however written, and headers that name a program."""

import pytest

from data_sources.channels.sms.senders import is_binary, is_ours


@pytest.mark.parametrize("sender", ["1708", "+1708", "621708", "+621708", "01708", "+6201708", " 1708 "])
def test_our_number_is_ours_however_it_is_written(sender: str):
    assert is_ours(sender, ["1708"])


@pytest.mark.parametrize(
    ("sender", "own"),
    [
        ("+628122334455", ["08122334455"]),
        ("08122334455", ["1708", "+62 812-233-4455"]),
        ("LaporHendi", ["1708", "laporhendi"]),
    ],
)
def test_any_of_our_numbers(sender: str, own: list[str]):
    assert is_ours(sender, own)


@pytest.mark.parametrize("sender", ["+628122331708", "17080", "170", "", "TELKOMSEL"])
def test_other_numbers_are_not(sender: str):
    assert not is_ours(sender, ["1708", ""])


@pytest.mark.parametrize(
    ("coding", "header", "binary"),
    [
        ("1", b"", True),
        ("0", b"", False),
        ("2", b"", False),
        ("", b"", False),
        ("0", b"\x05\x00\x03\xcc\x02\x01", False),
        ("0", b"050003CC0201", False),
        ("0", b"\x06\x05\x04\x23\xf4\x00\x00", True),
        ("0", b"06050423F40000", True),
        ("2", b"\x03\x04\x02\x01", True),
        ("0", b"\x0b\x00\x03\xcc\x02\x01\x05\x04\x23\xf4\x00\x00", True),
        ("0", b"\x00", False),
        ("0", b"\xff", False),
        ("0", b"\x05\x05", False),
        ("0", b"\xff\x00\xff\x05\x04", False),
    ],
)
def test_a_message_for_a_program_is_known_by_its_coding_or_its_port(coding: str, header: bytes, binary: bool):
    assert is_binary(coding, header) is binary
