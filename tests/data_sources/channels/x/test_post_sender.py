"""X: a signed reply to who mentioned us, a message to who wrote one, and its limits told by its own headers."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from authlib.oauth1.rfc5849.client_auth import ClientAuth

from command_center.domain.outgoing import HandIn, ReachWay, Trouble
from data_sources.channels.x import XSettings
from data_sources.channels.x.post_sender import PostSender, signature
from tests.data_sources.sending import AT, addressee, sent
from tests.servers.platform import Said, Stand, x

TO = addressee("x", "post:1234567890")


@pytest.fixture
def stand():
    with Stand(x("xvz1evFS4wEEPTGEFPHBog", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb")) as server:
        yield server
        assert not server.faults


def keys(**more):
    return XSettings(
        x_consumer_key="xvz1evFS4wEEPTGEFPHBog",
        x_consumer_secret="kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
        x_access_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        x_access_token_secret="LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
        **more,
    )


@pytest.fixture
def route(stand):
    return PostSender(keys(x_api_url=stand.url))


def test_a_reply_to_the_post(route, stand):
    answer = sent(route, TO)
    assert (answer.result, answer.external_id) == (HandIn.TAKEN, "1990000000000000000")
    assert stand.kept[0].json == {"text": "Sudah ditambal.", "reply": {"in_reply_to_tweet_id": "1234567890"}}


def test_a_message_to_who_wrote_one(route, stand):
    assert sent(route, addressee("x", "message:99")).result is HandIn.TAKEN
    assert stand.kept[0].path == "/2/dm_conversations/with/99/messages"


def test_only_who_mentioned_us_is_answered(route):
    reach = route.reach(addressee("x", "post:1", answerable=False), AT)
    assert (reach.way, reach.trouble) == (ReachWay.PAGE, Trouble.NOT_MENTIONED)


def test_a_limit_is_waited_for_until_x_begins_anew(route, stand):
    reset = int((datetime.now(UTC) + timedelta(minutes=7)).timestamp())
    stand.next_answers.append(Said(429, {"title": "Too Many Requests"}, {"x-rate-limit-reset": str(reset)}))
    answer = sent(route, TO)
    assert (answer.result, answer.trouble) == (HandIn.LATER, Trouble.BUSY)
    assert timedelta(minutes=6) < answer.after <= timedelta(minutes=7)


def test_what_x_refuses_is_told(route, stand):
    stand.next_answers.append(Said(403, {"detail": "You are not permitted to reply to this post", "status": 403}))
    assert sent(route, TO).trouble is Trouble.NOT_MENTIONED
    stand.next_answers.append(Said(403, {"detail": "You are not allowed to create a Tweet with duplicate content."}))
    assert sent(route, TO).trouble is Trouble.REFUSED


def test_the_signature_is_that_of_an_independent_implementation():
    settings, url = keys(), "https://api.x.com/2/tweets"
    made = signature(settings, url, "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VI4c", 1318622958)
    other = ClientAuth(
        settings.x_consumer_key,
        client_secret=settings.x_consumer_secret,
        token=settings.x_access_token,
        token_secret=settings.x_access_token_secret,
    )
    wanted = other.get_oauth_signature("POST", url, {"Authorization": made}, "")
    assert f'oauth_signature="{quote(wanted, safe="")}"' in made
