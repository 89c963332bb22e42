"""What only X has: which posts are ours to take, the challenge that must not sign forgeries, and two signatures."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from command_center.domain.inbound import Inbound, NoReport, Payload
from data_sources.channel import HookRequest
from data_sources.channels.x import X, sign
from data_sources.errors import BadMessage, ChannelBroken, NotAuthentic

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
US = "1111111111111111111"


def channel(**settings: Any) -> X:
    return X(X.Settings(**{"x_consumer_secret": "konsumen", "x_account_id": US, **settings}))


def parse(document: Any, **settings: Any) -> list[Inbound]:
    body = json.dumps(document).encode()
    payload = Payload("x", "LaporHendi", "1", RECEIVED, "application/json", {}, body)
    return [item for item in channel(**settings).parse(payload) if isinstance(item, Inbound)]


def post(text: str, **more: Any) -> dict[str, Any]:
    return {"data": {"id": "10", "author_id": "2", "created_at": "2026-11-22T02:28:00.000Z", "text": text, **more}}


MENTION = {"mentions": [{"username": "laporhendi", "id": "5"}]}


@pytest.mark.parametrize(
    ("text", "more", "taken", "answerable"),
    [
        ("jalan rusak #LaporHendi", {}, True, False),
        ("jalan rusak #laporhendi.", {}, True, False),
        ("jalan rusak ＃LaporHendi", {}, True, False),
        ("jalan rusak #LaporHendiku", {}, False, False),
        ("jalan rusak LaporHendi", {}, False, False),
        ("x#LaporHendi", {}, False, False),
        ("@LaporHendi jalan rusak", {}, True, True),
        ("halo @LAPORHENDI, jalan rusak #LaporHendi", {}, True, True),
        ("@LaporHendi_fans jalan rusak", {}, False, False),
        ("surat@LaporHendi.id", {}, False, False),
        ("jalan rusak", {"entities": MENTION}, True, True),
        ("jalan rusak", {"entities": {"mentions": [{"username": "lain", "id": US}]}}, True, True),
        ("jalan rusak", {"entities": {"hashtags": [{"tag": "LAPORHENDI"}]}}, True, False),
        ("jalan rusak", {}, False, False),
        ("#LaporHendi", {"author_id": US}, False, False),
        ("RT @a: #LaporHendi", {"referenced_tweets": [{"type": "retweeted", "id": "1"}]}, False, False),
        ("#LaporHendi", {"referenced_tweets": [{"type": "replied_to", "id": "1"}]}, True, False),
    ],
)
def test_which_posts_are_reports_and_which_can_be_answered(text: str, more: Any, taken: bool, answerable: bool):
    found = parse(post(text, **more))
    assert [item.answerable for item in found] == ([answerable] if taken else [])


def test_our_own_post_is_known_by_name_where_the_number_is_not_set():
    users = {"includes": {"users": [{"id": "2", "username": "laporhendi"}]}}
    assert parse({**post("#LaporHendi info"), **users}, x_account_id="") == []


def test_hashtags_and_name_are_settings():
    settings = {"x_hashtags": "#LaporSemar, LaporHendi", "x_handle": "@LaporSemar"}
    assert len(parse(post("banjir #LaporSemar"), **settings)) == 1
    assert parse(post("hai @LaporSemar"), **settings)[0].answerable
    assert parse(post("hai @LaporHendi"), **settings) == []


def test_markup_that_x_escapes_is_written_as_it_was_meant():
    assert parse(post("#LaporHendi a &lt;b&gt; &amp;amp; c &quot;"))[0].text == "#LaporHendi a <b> &amp; c &quot;"


def crc(token: str, method: str = "GET") -> HookRequest:
    return HookRequest(method, {}, {"crc_token": token}, b"")


def test_the_challenge_is_answered_with_its_signature():
    answer = channel().challenge(crc("NDU1ZjQ3-_=+/"))
    assert answer is not None
    assert answer.content_type == "application/json"
    assert json.loads(answer.body) == {"response_token": sign(b"NDU1ZjQ3-_=+/", "konsumen")}


@pytest.mark.parametrize(
    "token", ['{"data":{}}', "[1]", '"a"', "", "a" * 513, "a\n", "\u00e9", "{}", " {}", "a b", "a.b"]
)
def test_the_challenge_signs_nothing_that_could_be_a_post(token: str):
    """Whoever got a signature for a body of his choice could post it to us as X."""
    with pytest.raises(NotAuthentic):
        channel().challenge(crc(token))


@pytest.mark.parametrize("token", ["BODY", "123", "true", "null", "1e5", "NDU1ZjQ3-_=+/"])
@pytest.mark.parametrize("secrets", [{}, {"x_client_secret": "klien"}])
@pytest.mark.parametrize("header", ["x-twitter-webhooks-signature", "x-twitter-webhooks-signature-oauth2"])
def test_what_a_challenge_signs_is_accepted_as_no_delivery(token: str, secrets: dict[str, str], header: str):
    hook = channel(**secrets)
    answer = hook.challenge(crc(token))
    assert answer is not None
    signature = json.loads(answer.body)["response_token"]
    for body in (token, f" {token}\n"):
        with pytest.raises(NotAuthentic):
            hook.authenticate(HookRequest("POST", {header: signature}, {}, body.encode()))
        with pytest.raises(NotAuthentic):
            hook.authenticate(HookRequest("POST", {header: sign(body.encode(), "konsumen")}, {}, body.encode()))


def test_a_challenge_without_a_secret_names_the_setting():
    with pytest.raises(ChannelBroken, match="X_CONSUMER_SECRET"):
        channel(x_consumer_secret="").challenge(crc("abc"))


@pytest.mark.parametrize("request_", [crc("abc", "POST"), HookRequest("GET", {}, {}, b"")])
def test_other_requests_are_no_challenge(request_: HookRequest):
    assert channel().challenge(request_) is None


BODY = b'{"data": {}}'
OLD, NEW = "x-twitter-webhooks-signature", "x-twitter-webhooks-signature-oauth2"


@pytest.mark.parametrize(
    ("client", "consumer", "headers", "genuine"),
    [
        ("klien", "konsumen", {NEW: sign(BODY, "klien")}, True),
        ("klien", "konsumen", {OLD: sign(BODY, "konsumen")}, True),
        ("klien", "konsumen", {NEW: sign(BODY, "klien"), OLD: "sha256=x"}, True),
        ("klien", "konsumen", {NEW: sign(BODY, "konsumen"), OLD: sign(BODY, "konsumen")}, False),
        ("klien", "", {NEW: sign(BODY, "klien")}, True),
        ("klien", "", {OLD: sign(BODY, "klien")}, False),
        ("klien", "", {}, False),
        ("", "konsumen", {NEW: sign(BODY, "")}, False),
        ("", "konsumen", {NEW: sign(BODY, "x"), OLD: sign(BODY, "konsumen")}, True),
    ],
)
def test_either_signature_that_x_sends(client: str, consumer: str, headers: dict[str, str], genuine: bool):
    request = HookRequest("POST", headers, {}, BODY)
    hook = channel(x_client_secret=client, x_consumer_secret=consumer)
    if genuine:
        hook.authenticate(request)
    else:
        with pytest.raises(NotAuthentic):
            hook.authenticate(request)


CITED = {"referenced_tweets": [{"type": "quoted", "id": "20"}]}


@pytest.mark.parametrize(("author", "taken"), [(US, True), ("3", False)])
def test_who_quotes_us_speaks_to_us(author: str, taken: bool):
    quote = post("yang ini belum diperbaiki", **CITED) | {"includes": {"tweets": [{"id": "20", "author_id": author}]}}
    assert [item.answerable for item in parse(quote)] == ([True] if taken else [])


def sealed(**payload: Any) -> dict[str, Any]:
    data = {"event_type": "chat.received", "event_uuid": "77", "filter": {"user_id": US}}
    return {"data": data | {"payload": {"encoded_event": "CwABAAAA", "conversation_id": f"{US}-2", **payload}}}


def test_an_encrypted_message_is_a_report_that_says_so():
    (first,) = parse(sealed(id="1", sender_id="2", created_at_msec="1795314480000"))
    assert first.text == "[pesan X terenkripsi: buka di X untuk membacanya]"
    assert (first.reporter.key, first.reporter.contact, first.answerable) == ("2", "message:2", True)
    assert first.sent_at.isoformat() == "2026-11-22T02:28:00+00:00"
    (bare,) = parse(sealed())
    assert (bare.reporter.key, bare.thread) == ("2", first.thread)
    assert bare.external_id != first.external_id
    (in_group,) = parse(sealed(conversation_id="g5", sender_id="9"))
    assert (in_group.reporter.key, in_group.thread) == ("9", "chat:g5")
    (of_nobody,) = parse(sealed(conversation_id="", event_uuid=""))
    assert of_nobody.reporter.key.startswith("unknown:")


def test_what_we_wrote_and_who_came_into_an_encrypted_conversation_is_no_report():
    assert parse(sealed(sender_id=US)) == []
    for kind in ("chat.sent", "chat.conversation_join", "chat.conversation.member_added", "chat.update.group_name"):
        assert parse({"data": {"event_type": kind, "payload": {"encoded_event": "CwABAAAA"}}}) == []


def test_an_encrypted_message_without_its_content_goes_to_a_person():
    with pytest.raises(BadMessage):
        parse(sealed(encoded_event=None))


@pytest.mark.parametrize("about", [{}, {"for_user_id": US}, {"for_user_id": US, "users": {"2": {"id": "2"}}}])
def test_lists_of_events_that_are_all_empty_are_counted(about: dict[str, Any]):
    body = json.dumps(about | {"tweet_create_events": [], "favorite_events": [], "data": None}).encode()
    payload = Payload("x", "LaporHendi", "1", RECEIVED, "application/json", {}, body)
    assert list(channel().parse(payload)) == [NoReport("x", "empty")]


@pytest.mark.parametrize(
    ("name", "value"),
    [("x_account_id", "@LaporHendi"), ("x_account_id", "12 34"), ("x_account_id", "1" * 21), ("x_handle", "Lapor Hendi"),
     ("x_handle", "https://x.com/LaporHendi")],
)  # fmt: skip
def test_a_number_or_name_that_no_account_has_is_refused_at_start(name: str, value: str):
    with pytest.raises(ValidationError, match=r"is no n(?:umber|ame) of an account"):
        channel(**{name: value})


def test_the_account_may_be_written_with_its_sign_and_left_out():
    assert channel(x_handle="@LaporHendi", x_account_id="")
    assert channel(x_account_id=f" {US} ").settings.x_account_id == US
