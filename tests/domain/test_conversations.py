"""What messages say together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.conversations import MessageKind, Said, together
from command_center.domain.inbound import Media, Position

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
A, B = Media("image", "a"), Media("image", "b")


def test_texts_stand_below_each_other_once_and_the_last_place_counts():
    parts = [
        Said(AT, text="lampu mati", media=(A,), position=Position(-6.9, 110.4), category="lampu"),
        Said(AT + timedelta(minutes=2), text="di Gemah", address="Gemah", media=(A, B)),
        Said(AT + timedelta(minutes=1), subject="Judul", text="lampu mati", position=Position(-7.0, 110.4)),
    ]
    assert together(parts) == Said(
        AT + timedelta(minutes=2), "Judul", "lampu mati\ndi Gemah", "Gemah", Position(-7.0, 110.4), (A, B), "lampu"
    )


def test_one_message_says_what_it_says():
    said = Said(AT, "Judul", "x", "y", Position(-6.9, 110.4), (A,), "lampu", "dpu")
    assert together([said]) == said
    assert together([said, replace(said)]) == said


def test_nothing_says_nothing():
    with pytest.raises(ValueError, match="at least one"):
        together([])


def test_small_talk_is_all_that_is_neither_content_nor_remark_nor_change():
    assert [str(kind) for kind in MessageKind if not kind.small_talk] == ["content", "remark", "change"]
