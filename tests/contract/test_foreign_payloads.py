"""Payloads that others recorded or documented: read where the shared test data lies beside the repository.

WhatsApp: the update cases of PyWa's own tests. X: the Activity API examples of X's documentation.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from command_center.domain.inbound import Action, Inbound, Item, NoReport, Payload, Position
from data_sources.channels.whatsapp import WhatsApp
from data_sources.channels.x import X
from tests.contract.cases import RECEIVED_AT, items_of
from tests.contract.checks import holds

PAYLOADS = Path(__file__).parents[2].parent / "shared" / "data" / "payloads"
WHATSAPP, X_API = PAYLOADS / "whatsapp_pywa", PAYLOADS / "x_api_v2"

with_data = pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="the folder shared/data/payloads is not beside the repository"
)


def whatsapp(file: str, name: str) -> list[Item]:
    document = json.loads((WHATSAPP / file).read_text("utf-8"))[name]
    return whole(WhatsApp(WhatsApp.Settings(app_secret="s")), document)


def whole(channel: WhatsApp | X, document: Any) -> list[Item]:
    """Every item of a document, which must be read without any bad part."""
    body = json.dumps(document).encode()
    payload = Payload(channel.code, channel.code, "1", RECEIVED_AT, "application/json", {}, body)
    items, error = items_of(channel, payload)
    assert error is None
    for item in items:
        holds(channel, payload, item)
    return items


EXPECTED: dict[str, dict[str, Any] | str] = {
    "text": {"text": "Body Text", "sent_at": "2023-10-11T16:53:43+00:00"},
    "image": {"text": "", "media": ["image"]},
    "media_with_url": {"media": ["image"]},
    "video": {"text": "caption", "media": ["video"]},
    "document": {"text": "caption", "media": ["document"]},
    "audio": {"media": ["audio"]},
    "voice": {"media": ["voice"]},
    "static_sticker": "sticker",
    "animated_sticker": "sticker",
    "reaction": "reaction",
    "unreaction_empty": "reaction",
    "unreaction_no_emoji": "reaction",
    "current_location": {"position": Position(12.25089, 43.90539)},
    "chosen_location": {"address": "Facebook HQ, 1 Hacker Way, Menlo Park, CA 94025"},
    "contacts": {
        "text": "Kontak: Chandler Bing +1 555-555-5555\nKontak: Monica +1 666-666-6666\nKontak: Rachel Green +1 777-777-7777"
    },
    "order": {"text": "[pesan WhatsApp tanpa teks: order]"},
    "unsupported": {"text": "[pesan WhatsApp tanpa teks: unsupported]"},
    "unsupported_with_type": {"text": "[pesan WhatsApp tanpa teks: unsupported]"},
    "reply": {"text": "replied text"},
    "forwarded": {"text": "forwarded text"},
    "forwarded_many_times": {"text": "text forwarded many times"},
    "interactive_message_with_err": {"text": "[pesan WhatsApp tanpa teks: interactive]"},
    "referral": {"text": "BODY"},
}
"""Case -> what the item must say; a word is what it is counted as where it is no report."""


@with_data
@pytest.mark.parametrize("name", EXPECTED)
def test_whatsapp_messages(name: str):
    items, wanted = whatsapp("message.json", name), EXPECTED[name]
    if isinstance(wanted, str):
        assert items == [NoReport("whatsapp", wanted)]
        return
    (item,) = items
    assert isinstance(item, Inbound)
    assert item.reporter.key == "US.13491208655302741918"
    assert item.reporter.contact == "972987654321"
    found = {"media": [media.kind for media in item.media], "sent_at": item.sent_at.isoformat()}
    assert {field: found.get(field, getattr(item, field)) for field in wanted} == wanted


@with_data
def test_every_whatsapp_message_case_is_expected():
    assert json.loads((WHATSAPP / "message.json").read_text("utf-8")).keys() == EXPECTED.keys()


@with_data
def test_whatsapp_statuses_are_no_reports():
    names = json.loads((WHATSAPP / "message_status.json").read_text("utf-8"))
    assert names
    assert [whatsapp("message_status.json", name) for name in names] == [[NoReport("whatsapp", "receipt")]] * len(names)


@with_data
def test_whatsapp_edits_and_deletions():
    (edit,) = whatsapp("edited_message.json", "image")
    assert isinstance(edit, Inbound)
    assert (edit.action, edit.text) == (Action.AMEND, "Updated image caption")
    assert edit.amends == "wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA="
    (gone,) = whatsapp("deleted_message.json", "revoke")
    assert isinstance(gone, Inbound)
    assert (gone.action, gone.amends) == (Action.RETRACT, "<ORIGINAL_WHATSAPP_MESSAGE_ID>")


def x_activity(name: str, **settings: Any) -> list[Item]:
    document = json.loads((X_API / f"xdocs_activity_{name}.json").read_text("utf-8"))
    return whole(X(X.Settings(x_consumer_secret="s", **settings)), document)


@with_data
def test_x_mention_of_the_account_is_a_report_that_can_be_answered():
    (item,) = x_activity("post.mention.create", x_handle="ExampleUser")
    assert isinstance(item, Inbound)
    assert (item.external_id, item.text, item.answerable) == ("2080765813578191303", "hey @ExampleUser", True)
    assert (item.reporter.key, item.reporter.name) == ("2222222222222222222", "OtherUser")
    assert item.sent_at.isoformat() == "2026-07-24T21:23:23+00:00"


@with_data
def test_x_post_of_the_account_itself_is_no_report():
    assert x_activity("post.create", x_handle="ExampleUser", x_hashtags="Activity") == [NoReport("x", "echo")]


@with_data
def test_x_direct_message_is_a_report():
    (item,) = x_activity("dm.received", x_handle="ExampleUser")
    assert isinstance(item, Inbound)
    assert (item.text, item.reporter.contact) == ("hello!", "message:2222222222222222222")
