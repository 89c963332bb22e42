"""Facebook and Instagram: messages, comments and mentions go to their edge of the graph; deliveries and reads are receipts."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.inbound import Payload
from command_center.domain.outgoing import HandIn, SendState
from data_sources.channels import facebook, instagram
from data_sources.messenger_sender import GraphSender, receipts
from tests.data_sources.sending import AT, addressee, sent
from tests.servers.platform import Stand, graph

TOKEN = "token-uji"


@pytest.fixture
def stand():
    with Stand(graph(TOKEN)) as server:
        yield server
        assert not server.faults


def route(channel, stand, kind):
    return GraphSender(kind(access_token=TOKEN, graph_url=f"{stand.url}/v23.0"), channel.RULES)


@pytest.mark.parametrize(
    ("contact", "message", "path", "body"),
    [
        ("comment:77_1", "77_1", "/v23.0/77_1/comments", {"message": "Sudah ditambal."}),
        ("post:77", "77", "/v23.0/77/comments", {"message": "Sudah ditambal."}),
    ],
)
def test_facebook_answers_below_a_post_or_comment(stand, contact, message, path, body):
    answer = sent(route(facebook, stand, facebook.FacebookSettings), addressee("facebook", contact, message=message))
    assert answer.result is HandIn.TAKEN
    assert (stand.kept[0].path, stand.kept[0].json) == (path, body)


@pytest.mark.parametrize(
    ("contact", "message", "thread", "path", "body"),
    [
        ("comment:5", "5", "9", "/v23.0/5/replies", {"message": "Sudah ditambal."}),
        ("comment:5", "mention:5", "9", "/v23.0/1055/mentions", {"comment_id": "5", "media_id": "9"}),
        ("media:9", "mention:9", "9", "/v23.0/1055/mentions", {"media_id": "9"}),
    ],
)
def test_instagram_answers_a_comment_and_a_mention(stand, contact, message, thread, path, body):
    to = addressee("instagram", contact, message=message, thread=thread)
    assert sent(route(instagram, stand, instagram.InstagramSettings), to).result is HandIn.TAKEN
    assert stand.kept[0].path == path
    assert stand.kept[0].json == body | {"message": "Sudah ditambal."}


def test_a_message_after_a_day_says_that_a_person_writes_it(stand):
    instagrams = route(instagram, stand, instagram.InstagramSettings)
    now = datetime.now(UTC)
    for heard_at in (now - timedelta(hours=1), now - timedelta(days=3)):
        sent(instagrams, addressee("instagram", "message:55", heard_at=heard_at))
    soon, late = (asked.json for asked in stand.kept)
    assert soon["messaging_type"] == "RESPONSE"
    assert (late["messaging_type"], late["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")


def told(event):
    body = json.dumps({"object": "page", "entry": [{"id": "1", "messaging": [event]}]}).encode()
    return list(receipts("facebook", Payload("facebook", "1", "d", AT, "application/json", {}, body)))


def test_deliveries_name_messages_and_reads_all_until_a_moment():
    who = {"sender": {"id": "55"}, "recipient": {"id": "1"}}
    first, second = told({**who, "delivery": {"mids": ["m_1", "m_2"], "watermark": 1795143600000}})
    assert (first.external_id, second.external_id, first.state) == ("m_1", "m_2", SendState.DELIVERED)
    (read,) = told({**who, "timestamp": 1795143600000, "read": {"watermark": 1795143599000}})
    assert (read.recipient, read.state) == ("message:55", SendState.READ)
    assert read.at == datetime.fromtimestamp(1795143599, UTC)
    (one,) = told({**who, "timestamp": 1795143600000, "read": {"mid": "m_3"}})
    assert (one.external_id, one.state) == ("m_3", SendState.READ)
    assert told({**who, "message": {"mid": "m_4", "text": "x"}}) == []
