"""X: payloads written after the X API v2 documents (Activity API, filtered stream, search, Account Activity)."""

import json
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Action, Media, Position, Reporter
from data_sources.channel import HookRequest
from data_sources.channels.x import sign as signature
from data_sources.errors import BadMessage, PartlyBad
from tests.contract.cases import Case, Cases

WRITER = "2222222222222222222"
FIRST = "2080765813578191303"
POST = {
    "account": "LaporHendi",
    "external_id": FIRST,
    "sent_at": "2026-11-22T02:28:00+00:00",
    "text": "Jalan rusak di Jl. Setiabudi dekat Undip #LaporHendi",
    "reporter": Reporter(WRITER, "Warga Contoh", f"post:{FIRST}"),
    "answerable": False,
}


def sign(request: HookRequest, settings: Any) -> HookRequest:
    proof = {"x-twitter-webhooks-signature": signature(request.body, settings.x_consumer_secret)}
    return replace(request, headers={**request.headers, **proof})


def post(key: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "author_id": WRITER, "text": "rob #LaporHendi", "created_at": "2026-11-22T02:28:00.000Z", **more}


def old_post(key: str, **more: Any) -> dict[str, Any]:
    user = {"id_str": WRITER, "screen_name": "warga_contoh"}
    return {"id_str": key, "text": "rob #LaporHendi", "user": user, "timestamp_ms": "1795314480000", **more}


def activity(kind: str, **content: Any) -> bytes:
    return json.dumps({"data": {"event_type": kind, "payload": content}}).encode()


def say(text: str) -> Case:
    """X escapes the characters of markup in the texts it sends."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    post = {
        "id": "1",
        "text": escaped,
        "author_id": WRITER,
        "created_at": "2026-11-22T02:28:00.000Z",
        "entities": {"hashtags": [{"tag": "LaporHendi"}]},
    }
    users = [{"id": WRITER, "name": text, "username": "warga"}]
    return Case(json.dumps({"data": post, "includes": {"users": users}}).encode())


CASES = Cases(
    code="x",
    settings={"x_consumer_secret": "rahasia-aplikasi", "x_account_id": "1111111111111111111"},
    secrets=("x_consumer_secret",),
    sign=sign,
    say=say,
    happy=[
        Case("happy.json", [POST]),
        Case("mention.json", [{"text": "@LaporHendi lampu lalu lintas Kalibanteng mati", "answerable": True}]),
        Case("quote.json", [{"text": "Kapan selesai? #LaporHendi https://t.co/q", "answerable": True}]),
        Case("long_post.json", [{"text": "Awal laporan yang panjang sekali, ujungnya baru #LaporHendi"}]),
        Case(
            "direct_message.json",
            [
                {
                    "text": "Mohon rahasia: pungli di parkiran <pasar>",
                    "reporter": Reporter(WRITER, "Warga Contoh", f"message:{WRITER}"),
                    "answerable": True,
                },
                "echo",
            ],
        ),
    ],
    batch=[
        Case(
            "search_page.json",
            [
                {"external_id": "2080765813578191321", "text": "#laporhendi rob di Bandarharjo"},
                {
                    "external_id": "2080765813578191322",
                    "reporter": Reporter("3333333333333333333", "", "post:2080765813578191322"),
                },
                "other_topic",
            ],
        ),
        Case(
            "account_activity.json",
            [
                {
                    "sent_at": "2026-11-22T02:28:00+00:00",
                    "text": "@LaporHendi PKL menutup trotoar Jl. Pahlawan",
                    "answerable": True,
                },
                {
                    "sent_at": "2026-11-22T02:28:00+00:00",
                    "text": "Panjang sekali laporan ini tentang banjir di Genuk @LaporHendi dan seterusnya",
                },
            ],
        ),
    ],
    duplicate=Case("duplicate.json", [POST]),
    edited=[
        Case(
            "edited.json",
            [
                {
                    "external_id": "2080765813578191399",
                    "action": Action.AMEND,
                    "amends": FIRST,
                    "text": "Jalan rusak PARAH di Jl. Setiabudi dekat Undip #LaporHendi",
                }
            ],
        ),
        Case(
            json.dumps(
                {
                    "tweet_create_events": [
                        old_post("33", edit_history={"initial_tweet_id": "31"}),
                        old_post("34", edit_history={"edit_tweet_ids": ["31", "33", "34"]}),
                    ]
                }
            ).encode(),
            [{"external_id": "33", "amends": "31"}, {"external_id": "34", "amends": "31"}],
        ),
        Case("deleted.json", [{"action": Action.RETRACT, "amends": FIRST, "text": ""}]),
    ],
    receipt_or_echo=[
        Case("own.json", ["echo"]),
        Case("own_old.json", ["echo", "echo"]),
        Case("repost.json", ["repost"]),
        Case("repost_old.json", ["repost"]),
        Case("likes.json", ["like"]),
        Case("follow.json", ["follow"]),
        Case("disconnect.json", ["stream"]),
        Case("empty_page.json", ["empty"]),
        Case(b'{"data": [], "meta": {"result_count": 0}}', ["empty"]),
        Case(b'{"tweet_create_events": []}', ["empty"]),
        Case("other_topic.json", ["other_topic"]),
        Case(activity("dm.read", last_read_event_id="1"), ["receipt"]),
        Case(activity("like.create", id="1"), ["like"]),
        Case(activity("post.repost.create", **post("1")), ["repost"]),
        Case(b'{"user_event": {"revoke": {"date_time": "2026-11-22T02:28:00+00:00"}}}', ["account"]),
        Case(b'{"for_user_id": "1", "direct_message_mark_read_events": [{"sender_id": "2"}]}', ["receipt"]),
    ],
    unknown_shape=[
        Case("unknown_envelope.json", raises=BadMessage),
        Case(b'{"for_user_id": "1", "hologram_events": [{"id": "1"}]}', raises=BadMessage),
        Case(activity("hologram.create", id="1"), raises=BadMessage),
        Case(activity("dm.received", id="1"), raises=BadMessage),
        Case(b'{"direct_message_events": [{"type": "hologram", "id": "1"}]}', raises=BadMessage),
        Case(b'{"data": "rob"}', raises=BadMessage),
    ],
    conversation=[
        Case(
            json.dumps(
                {
                    "data": [
                        post("21", conversation_id="21"),
                        post(
                            "22",
                            conversation_id="21",
                            referenced_tweets=[{"type": "quoted", "id": "5"}, {"type": "replied_to", "id": "21"}],
                        ),
                    ]
                }
            ).encode(),
            [{"reply_to": "", "thread": "21"}, {"reply_to": "21", "thread": "21"}],
        ),
        Case(
            json.dumps(
                {"tweet_create_events": [old_post("31"), old_post("32", in_reply_to_status_id_str="31")]}
            ).encode(),
            [{"external_id": "31", "reply_to": ""}, {"external_id": "32", "reply_to": "31"}],
        ),
    ],
    no_text=Case("media_only.json", [{"text": "[kiriman X tanpa teks]", "answerable": True}]),
    media=[
        Case(
            "media.json",
            [
                {
                    "media": (
                        Media("image", "https://pbs.twimg.com/media/1.jpg"),
                        Media("video", "https://pbs.twimg.com/media/2.jpg"),
                        Media("image", "3_9"),
                    )
                }
            ],
        ),
        Case("media_old.json", [{"media": (Media("image", "https://pbs.twimg.com/media/5.jpg"),)}]),
    ],
    location=Case(
        "location.json", [{"position": Position(-6.9932, 110.4203), "address": "Semarang Tengah, Indonesia"}]
    ),
    unknown_fields=Case("unknown_fields.json", [{"text": "#LaporHendi drainase mampet"}]),
    malformed=[
        Case("partly_bad.json", [{"external_id": "2080765813578191367"}], raises=PartlyBad),
        Case("no_author.json", raises=BadMessage),
    ],
)
