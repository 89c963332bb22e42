"""A slip in `.env` is told; what belongs to other programs is not."""

import pytest

from program.unknown_settings import known_names, unknown_in


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("PROT=8051", "PROT is no setting and changes nothing; PORT is one"),
        ("SMS_TOKN=x", "SMS_TOKEN is one"),
        ("sms_tokn=x", "SMS_TOKEN is one"),
        ("WHATSAPP_COLOUR=green", "WHATSAPP_COLOUR is no setting"),
        ("TIMEZONE=Asia/Jakarta", "follow WIB"),
        ("export BASE_UR=http://x", "BASE_URL is one"),
        ("SMS_TOKEN: rahasia", "line 2 (SMS_TOKEN) is no setting and changes nothing: write NAME=value"),
        ("SMS_TOKEN", "line 2 (SMS_TOKEN) is no setting"),
        ('BASE_URL="https://pusat.example', "close each quote"),
        ("demo=1", "DEMO stands in lines 1 and 2: the last one counts"),
    ],
)
def test_what_looks_like_ours_is_told(tmp_path, line, told):
    (tmp_path / ".env").write_text(f"DEMO=0\n{line}\n")
    (sentence,) = unknown_in(tmp_path / ".env")
    assert told in sentence
    assert "rahasia" not in sentence


@pytest.mark.parametrize("line", ["DEMO=0", "port=8051", "# PROT=1", "POSTGRES_PASSWORD=x", "COMPOSE_PROFILES=a", ""])
def test_what_is_ours_or_anothers_is_not(tmp_path, line):
    (tmp_path / ".env").write_text(line + "\n")
    assert unknown_in(tmp_path / ".env") == []


def test_no_file_is_nothing_to_tell(tmp_path):
    assert unknown_in(tmp_path / ".env") == []


def test_the_settings_of_the_channels_are_known():
    assert {"PORT", "METRICS_TOKEN", "SMS_TOKEN", "AMI_URL"} <= known_names()


def test_a_folder_is_no_file_of_settings(tmp_path):
    (tmp_path / ".env").mkdir()
    (sentence,) = unknown_in(tmp_path / ".env")
    assert "is a folder" in sentence


def test_the_mark_of_utf_8_hides_no_name(tmp_path):
    (tmp_path / ".env").write_bytes("\ufeffPROT=1\n".encode())
    assert len(unknown_in(tmp_path / ".env")) == 1
