"""What only WhatsApp has: people by business-scoped id, and events that carry their own id or not."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from command_center.domain.inbound import Action, Inbound, Item, NoReport, Payload, Reporter
from data_sources.channels.whatsapp import NO_REPORT_FIELDS, WhatsApp
from data_sources.errors import BadMessage

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


def parse(messages: list[Any], contacts: list[Any] | None = None, metadata: Any = None) -> list[Inbound]:
    items = read(messages, contacts=contacts or [], metadata=metadata or {"phone_number_id": "1"})
    return [item for item in items if isinstance(item, Inbound)]


def read(messages: list[Any], field: str = "messages", **more: Any) -> list[Item]:
    value = {"messages": messages, "metadata": {"phone_number_id": "1"}, **more}
    entry = {"id": "waba", "changes": [{"field": field, "value": value}]}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
    channel = WhatsApp(WhatsApp.Settings())
    return list(channel.parse(Payload("whatsapp", "whatsapp", "1", RECEIVED, "application/json", {}, body)))


def text(**more: Any) -> dict[str, Any]:
    return {"id": "wamid.1", "timestamp": "1795314480", "type": "text", "text": {"body": "banjir"}, **more}


ANI = {"wa_id": "6281200000001", "user_id": "ID.1", "profile": {"name": "Ani"}}
BUDI = {"wa_id": "6281200000002", "user_id": "ID.2", "profile": {"name": "Budi"}}
CICI = {"user_id": "ID.3", "profile": {"username": "cici"}}


@pytest.mark.parametrize(
    ("message", "contacts", "reporter"),
    [
        (text(**{"from": "6281200000001"}), [ANI], Reporter("ID.1", "Ani", "6281200000001")),
        (text(**{"from": "6281200000002"}), [ANI, BUDI], Reporter("ID.2", "Budi", "6281200000002")),
        (text(from_user_id="ID.3"), [ANI, BUDI, CICI], Reporter("ID.3", "cici", "ID.3")),
        (text(from_user_id="ID.9"), [ANI, BUDI], Reporter("ID.9", "", "ID.9")),
        (text(**{"from": "6281200000009"}), [], Reporter("6281200000009", "", "6281200000009")),
        (text(), [CICI], Reporter("ID.3", "cici", "ID.3")),
    ],
    ids=["number", "one of two", "no number", "unknown id", "old payload", "only contact"],
)
def test_people_are_keyed_by_the_id_that_stays(message: Any, contacts: list[Any], reporter: Reporter):
    (item,) = parse([message], contacts)
    assert item.reporter == reporter


@pytest.mark.parametrize(
    ("metadata", "account"),
    [
        ({"phone_number_id": "106540352242922", "display_phone_number": "6281100001708"}, "106540352242922"),
        ({"display_phone_number": "6281100001708"}, "6281100001708"),
        ({"other": 1}, "waba"),
    ],
)
def test_the_account_is_our_number(metadata: Any, account: str):
    (item,) = parse([text(**{"from": "62"})], metadata=metadata)
    assert item.account == account


@pytest.mark.parametrize("kind", ["edit", "revoke"])
def test_a_change_under_the_first_id_still_has_a_key_of_its_own(kind: str):
    content: dict[str, Any] = {"original_message_id": "wamid.1"}
    if kind == "edit":
        content["message"] = {"type": "text", "text": {"body": "banjir surut"}}
    (item,) = parse([{"id": "wamid.1", "from": "62", "timestamp": "1795314480", "type": kind, kind: content}])
    assert item.action is (Action.AMEND if kind == "edit" else Action.RETRACT)
    assert item.amends == "wamid.1" != item.external_id


def test_a_location_off_the_globe_is_kept_as_text():
    location = {"latitude": 912, "longitude": 110, "name": "Johar"}
    (item,) = parse([{"id": "1", "from": "62", "timestamp": "1", "type": "location", "location": location}])
    assert (item.position, item.text) == (None, "[lokasi yang tidak terbaca] Johar")


def test_follow_ups_in_a_chat_are_items_of_their_own():
    items = parse([text(**{"from": "62"}), text(id="wamid.2", context={"id": "wamid.1"}, **{"from": "62"})])
    assert [(item.external_id, item.action) for item in items] == [("wamid.1", Action.NEW), ("wamid.2", Action.NEW)]


@pytest.mark.parametrize("field", sorted(NO_REPORT_FIELDS))
def test_only_messages_bring_reports(field: str):
    assert read([text(**{"from": "62"})], field=field) == [NoReport("whatsapp", NO_REPORT_FIELDS[field])]


@pytest.mark.parametrize("field", ["", "holograms"])
def test_an_unknown_field_goes_to_a_person(field: str):
    with pytest.raises(BadMessage, match="field"):
        read([text(**{"from": "62"})], field=field)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ('{"flow_token": "1", "laporan": "lampu mati"}', "laporan: lampu mati"),
        ({"laporan": "lampu mati"}, "laporan: lampu mati"),
        ("lampu mati", "lampu mati"),
        ('["lampu mati"]', '["lampu mati"]'),
    ],
)
def test_what_was_filled_into_a_form_is_the_report(form: Any, said: str):
    reply = {"name": "flow", "body": "Sent", "response_json": form}
    message = {"id": "1", "from": "62", "timestamp": "1", "type": "interactive"}
    (item,) = parse([{**message, "interactive": {"type": "nfm_reply", "nfm_reply": reply}}])
    assert item.text == said


def test_statuses_beside_a_message_are_counted():
    items = read([text(**{"from": "62"})], statuses=[{"id": "2", "status": "read"}])
    assert [type(item) for item in items] == [Inbound, NoReport]
