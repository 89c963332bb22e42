"""What only Instagram has: mentions that carry ids alone, and our own account under two ids."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from command_center.domain.inbound import Inbound, Payload
from data_sources.channels.instagram import Instagram

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
US = "17841405309211844"


def parse(field: str, value: Any, username: str = "") -> list[Inbound]:
    entry = {"id": US, "time": 1795314480, "changes": [{"field": field, "value": value}]}
    body = json.dumps({"object": "instagram", "entry": [entry]}).encode()
    channel = Instagram(Instagram.Settings(username=username))
    items = list(channel.parse(Payload("instagram", "instagram", "1", RECEIVED, "application/json", {}, body)))
    return [item for item in items if isinstance(item, Inbound)]


def test_a_mention_and_its_comment_are_flagged_as_the_same():
    """Meta may send both; neither is dropped, and whoever comes first, the text is not lost."""
    (mention,) = parse("mentions", {"media_id": "5", "comment_id": "7"})
    (comment,) = parse("comments", {"id": "7", "text": "@laporhendi rob", "from": {"id": "9", "username": "warga"}})
    assert mention.resend_key == comment.resend_key != ""
    assert mention.external_id != comment.external_id
    assert comment.text == "@laporhendi rob"


@pytest.mark.parametrize(
    ("author", "username", "ours"),
    [
        ({"id": US, "username": "apa_saja"}, "", True),
        ({"id": "2", "username": "apa_saja", "self_ig_scoped_id": "2"}, "", True),
        ({"id": "2", "username": "LaporHendi"}, "@laporhendi", True),
        ({"id": "2", "username": "laporhendi"}, "", False),
        ({"id": "2", "username": "laporhendi_fans"}, "laporhendi", False),
    ],
)
def test_our_own_comments_are_no_reports(author: Any, username: str, ours: bool):
    found = parse("comments", {"id": "7", "text": "terima kasih", "from": author}, username)
    assert (found == []) is ours


@pytest.mark.parametrize("field", ["live_comments", "comments"])
def test_comments_on_posts_and_on_broadcasts(field: str):
    (item,) = parse(field, {"id": "7", "text": "lampu mati", "from": {"id": "9", "username": "warga"}})
    assert item.reporter.contact == "comment:7"


def test_two_authors_of_whom_nothing_is_told_are_not_one_person():
    (one,) = parse("comments", {"id": "7", "text": "lampu mati"})
    (two,) = parse("comments", {"id": "8", "text": "lampu mati"})
    assert one.reporter.key != two.reporter.key


def test_an_author_without_a_number_is_keyed_by_name():
    (item,) = parse("comments", {"id": "7", "text": "lampu mati", "from": {"username": "warga"}})
    assert item.reporter.key == "warga"
