"""WhatsApp: who is written to and as what, and the statuses that come back with our key."""

import json

import pytest

from command_center.domain.inbound import Payload
from command_center.domain.outgoing import HandIn, SendState, Trouble
from data_sources.channels.whatsapp import WhatsApp, WhatsAppSettings
from data_sources.channels.whatsapp.cloud_sender import CloudSender
from tests.data_sources.sending import AT, addressee, sent
from tests.servers.platform import Said, Stand, graph

TOKEN = "token-uji"


@pytest.fixture
def stand():
    with Stand(graph(TOKEN)) as server:
        yield server
        assert not server.faults


@pytest.fixture
def route(stand):
    return CloudSender(WhatsAppSettings(access_token=TOKEN, graph_url=f"{stand.url}/v23.0"))


def test_a_number_is_written_to_in_answer_to_its_message(route, stand):
    answer = sent(route, addressee("whatsapp", "+6281200000001", message="wamid.IN"))
    assert (answer.result, answer.external_id) == (HandIn.TAKEN, "wamid.OUT1")
    body = stand.kept[0].json
    assert stand.kept[0].path == "/v23.0/1055/messages"
    assert (body["to"], body["context"], body["biz_opaque_callback_data"]) == (
        "6281200000001",
        {"message_id": "wamid.IN"},
        "a-1",
    )


def test_who_hides_the_number_is_written_to_by_the_id_of_the_business(route, stand):
    sent(route, addressee("whatsapp", "ID.10000000000000000001"))
    assert stand.kept[0].json["recipient"] == "ID.10000000000000000001"


def test_a_wrong_token_is_told_without_it(route, stand):
    wrong = CloudSender(WhatsAppSettings(access_token="lama", graph_url=f"{stand.url}/v23.0"))
    answer = sent(wrong, addressee("whatsapp", "6281200000001"))
    assert (answer.result, answer.trouble) == (HandIn.REFUSED, Trouble.ACCESS_REFUSED)
    assert "lama" not in answer.told


def test_an_answer_that_cannot_be_read_leaves_it_unsure(route, stand):
    stand.next_answers.append(Said(200, "<html>"))
    assert sent(route, addressee("whatsapp", "6281200000001")).result is HandIn.UNSURE
    stand.next_answers.append(Said(502, "<html>"))
    assert sent(route, addressee("whatsapp", "6281200000001")).result is HandIn.UNSURE


def statuses(*told):
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "statuses": list(told)}}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()
    return Payload("whatsapp", "1055", "d1", AT, "application/json", {}, body)


def test_statuses_are_receipts_with_our_key_and_the_reason_of_a_failure():
    error = {"code": 131026, "title": "Message undeliverable", "error_data": {"details": "to 6281200000001"}}
    read, failed = WhatsApp(WhatsAppSettings()).receipts(
        statuses(
            {"id": "wamid.1", "status": "read", "timestamp": "1795143600", "biz_opaque_callback_data": "a-1"},
            {"id": "wamid.2", "status": "failed", "timestamp": "1795143600", "errors": [error]},
            {"id": "wamid.3", "status": "warning"},
            "none",
        )
    )
    assert (read.state, read.key, read.external_id) == (SendState.READ, "a-1", "wamid.1")
    assert (failed.state, failed.external_id, failed.trouble) == (SendState.FAILED, "wamid.2", Trouble.NOT_THERE)
    assert failed.told == "131026: to [nomor]", "who it was for stands in no log"


def test_what_cannot_be_read_has_no_receipts():
    broken = Payload("whatsapp", "1055", "d1", AT, "application/json", {}, b"{")
    assert list(WhatsApp(WhatsAppSettings()).receipts(broken)) == []


@pytest.mark.parametrize("url", ["http://graph.facebook.com/v23.0", "graph.facebook.com", "https://a.test/?x=1"])
def test_a_token_is_sent_over_tls_alone(url):
    with pytest.raises(ValueError, match=r"(?i)graph_url"):
        WhatsAppSettings(graph_url=url)
