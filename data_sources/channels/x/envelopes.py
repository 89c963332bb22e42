"""The envelopes that X wraps posts, deletions and direct messages in: webhook, stream and search.

Activity API (`data.event_type`, `data.payload`), filtered stream and its webhook (`data`, `includes`,
`matching_rules`), search pages (`data` as a list) and Account Activity (`tweet_create_events` and so on). An envelope with
none of these, and with nothing that is known and no report, is a part that cannot be read.
Source: docs.x.com, Activity API event payloads, Account Activity, filtered stream.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from command_center.domain.inbound import Action, Inbound, Item, NoReport, Payload, Reporter
from data_sources.channels.x.posts import Us, read_old_media, read_old_post, read_post, unescaped
from data_sources.errors import BadMessage
from data_sources.reading import (
    Part,
    identifier,
    identifier_of,
    known,
    mapping,
    moment,
    named,
    plausible,
    read_json,
    refused,
    required,
    stated,
    text_of,
    whole,
)

NO_REPORTS: Mapping[str, str] = {
    "favorite_events": "like",
    "follow_events": "follow",
    "unfollow_events": "follow",
    "block_events": "follow",
    "unblock_events": "follow",
    "mute_events": "follow",
    "unmute_events": "follow",
    "user_event": "account",
    "direct_message_indicate_typing_events": "typing",
    "direct_message_mark_read_events": "receipt",
    "replay_job_status": "stream",
}
"""What an envelope of Account Activity may hold instead of posts -> what it is counted as."""

NO_REPORT_ACTIVITIES: Mapping[str, str] = {
    "block": "follow",
    "chat.conversation": "membership",
    "chat.conversation_join": "membership",
    "chat.sent": "echo",
    "chat.update": "membership",
    "dm.indicate_typing": "typing",
    "dm.read": "receipt",
    "dm.sent": "echo",
    "follow": "follow",
    "like": "like",
    "mute": "follow",
    "news": "news",
    "post.repost": "repost",
    "profile": "account",
    "repost": "repost",
    "spaces": "news",
    "trends": "news",
}
"""Event types of the Activity API, or what they begin with before a dot, that are no reports."""

NO_REPORT_MESSAGES: Mapping[str, str] = {"reaction_create": "reaction", "reaction_delete": "reaction"}
"""Types of direct message event that are no messages -> what they are counted as."""

ENCRYPTED = "[pesan X terenkripsi: buka di X untuk membacanya]"
"""The text of a report whose words we cannot read."""

_EVENTS = ("tweet_create_events", "tweet_delete_events", "direct_message_events")
_ABOUT_ENVELOPE = frozenset({"for_user_id", "user_has_blocked", "is_blocked_by", "users", "apps", "includes"})


def parts(payload: Payload, us: Us) -> Iterator[Part]:
    """Every post, deletion and direct message in the payload, and what else it holds."""
    sent = whole(read_json(payload.body), "the payload")
    envelope = stated(sent)
    for number, tweet in enumerate(_list(envelope, "tweet_create_events")):
        yield f"tweet_create_events {number}", partial(read_old_post, tweet, _watched(us, envelope), payload)
    for number, gone in enumerate(_list(envelope, "tweet_delete_events")):
        yield f"tweet_delete_events {number}", partial(_old_deletion, gone, _watched(us, envelope), payload)
    if "direct_message_events" in envelope:
        yield from _messages(envelope, _watched(us, envelope), payload)
    data = envelope.get("data")
    if isinstance(data, dict) and "event_type" in data:
        yield from _activity(data, us, payload)
    elif isinstance(data, dict):
        yield "data", partial(read_post, data, mapping(envelope.get("includes")), us, payload)
    elif isinstance(data, list):
        for number, found in enumerate(data):
            yield f"data {number}", partial(read_post, found, mapping(envelope.get("includes")), us, payload)
    elif data is not None:
        yield "data", refused("is neither a post nor a list of posts")
    if envelope.keys() - _ABOUT_ENVELOPE or {*NO_REPORTS, *_EVENTS, "data"}.isdisjoint(sent):
        yield from _others(envelope, payload.channel)
    else:
        yield "envelope", known(payload.channel, "empty")


def _others(envelope: Mapping[str, object], channel: str) -> Iterator[Part]:
    """What an envelope holds beside posts and messages; what it is, where it holds nothing that we know."""
    counted = [(name, kind) for name, kind in NO_REPORTS.items() if name in envelope]
    for name, kind in counted:
        yield name, known(channel, kind)
    if counted or "data" in envelope or not envelope.keys().isdisjoint(_EVENTS):
        return
    others = envelope.keys() - _ABOUT_ENVELOPE
    if not {"errors", "title", "detail"}.isdisjoint(others):
        yield "envelope", known(channel, "stream")  # X says that the stream ends, or that a question was wrong
    elif "meta" in others:
        yield "envelope", known(channel, "empty")
    else:
        yield "envelope", refused(f"it is of no known kind: it has {named(others)}")


def _list(node: Mapping[str, object], name: str) -> list[object]:
    value = node.get(name, [])
    return value if isinstance(value, list) else [value]


def _watched(us: Us, envelope: Mapping[str, object]) -> Us:
    """Us, with the number of the account that the events are for where the settings do not give it."""
    return us if us.number else replace(us, number=identifier_of(envelope, "for_user_id"))


def _activity(data: Mapping[str, object], us: Us, payload: Payload) -> Iterator[Part]:
    kind = text_of(data, "event_type")
    content, includes = data.get("payload"), mapping(data.get("includes"))
    us = us if us.number else replace(us, number=identifier_of(mapping(data.get("filter")), "user_id"))
    no_report = next((NO_REPORT_ACTIVITIES[begun] for begun in _beginnings(kind) if begun in NO_REPORT_ACTIVITIES), "")
    if no_report:
        yield kind, known(payload.channel, no_report)
    elif kind.startswith("post.") and kind.endswith("create"):
        yield kind, partial(read_post, content, includes, us, payload)
    elif kind == "post.delete":
        yield kind, partial(_deletion, content, us, payload)
    elif kind == "dm.received" and isinstance(content, dict) and "direct_message_events" in content:
        yield from _messages(content, us, payload)
    elif kind == "chat.received":
        yield kind, partial(_encrypted, content, identifier_of(data, "event_uuid"), us, payload)
    elif kind == "dm.received":
        yield kind, refused('"payload" holds no "direct_message_events"')
    else:
        yield "data", refused(f"the event type {kind!r:.60} is not known")


def _beginnings(kind: str) -> Iterator[str]:
    """``post.repost.create``, ``post.repost``, ``post``."""
    while kind:
        yield kind
        kind = kind.rpartition(".")[0]


def _deletion(value: object, us: Us, payload: Payload) -> Iterator[Item]:
    gone = whole(value, "the deleted post")
    yield from _retraction(identifier_of(gone, "id"), identifier_of(gone, "author_id"), None, us, payload)


def _old_deletion(value: object, us: Us, payload: Payload) -> Iterator[Item]:
    event = whole(value, "the deletion")
    status = whole(event.get("status"), '"status"')
    author = identifier_of(status, "user_id")
    yield from _retraction(identifier_of(status, "id"), author, moment(event.get("timestamp_ms")), us, payload)


def _retraction(first: str, author: str, at: datetime | None, us: Us, payload: Payload) -> Iterator[Item]:
    required(first, "the id of the deleted post")
    if us.number and author == us.number:
        yield NoReport("x", "echo")
        return
    key, reporter = identifier(f"{first}:deleted"), Reporter(author)
    sent_at = plausible(at, payload.received_at)
    yield Inbound("x", us.account, key, sent_at, "", reporter, Action.RETRACT, amends=first, answerable=False)


def _encrypted(value: object, event: str, us: Us, payload: Payload) -> Iterator[Item]:
    """An encrypted message to us: its words are for the account's own devices alone, so that a person reads it there.

    A conversation of two is named by both, ``one-other``; messages of one conversation say the same here, and join.
    """
    message = whole(value, '"payload"')
    sealed = required(text_of(message, "encoded_event"), '"encoded_event"')
    conversation = identifier_of(message, "conversation_id")
    two = [each for each in conversation.split("-") if each and each != us.number]
    sender = identifier_of(message, "sender_id") or (two[0] if "-" in conversation and len(two) == 1 else "")
    if us.number and sender == us.number:
        yield NoReport("x", "echo")
        return
    key = identifier_of(message, "id") or event or hashlib.sha256(sealed.encode()).hexdigest()
    sender = sender or identifier(f"unknown:{conversation or key}")
    yield Inbound(
        "x",
        us.account,
        identifier(f"chat:{key}"),
        plausible(moment(message.get("created_at_msec")), payload.received_at),
        ENCRYPTED,
        Reporter(sender, contact=f"message:{sender}"),
        thread=identifier(f"chat:{conversation}") if conversation else "",
    )


def _messages(node: Mapping[str, object], us: Us, payload: Payload) -> Iterator[Part]:
    """Direct messages to us: a citizen who writes to the account is answered like one who mentions it."""
    users = mapping(node.get("users"))
    for number, event in enumerate(_list(node, "direct_message_events")):
        yield f"direct_message_events {number}", partial(_message, event, users, us, payload)


def _message(value: object, users: Mapping[str, object], us: Us, payload: Payload) -> Iterator[Item]:
    event = whole(value, "the direct message")
    if (kind := NO_REPORT_MESSAGES.get(text_of(event, "type"))) is not None:
        yield NoReport("x", kind)
        return
    if event.get("type") != "message_create":
        raise BadMessage(f"the type {event.get('type')!r:.60} of the direct message is not known")
    message = whole(event.get("message_create"), '"message_create"')
    sender = required(identifier_of(message, "sender_id"), '"sender_id"')
    data = mapping(message.get("message_data"))
    if us.number and sender == us.number:
        yield NoReport("x", "echo")
        return
    if mapping(data.get("quick_reply_response")):
        yield NoReport("x", "button")
        return
    user = mapping(users.get(sender))
    user = mapping(user.get("data")) or user
    file = mapping(mapping(data.get("attachment")).get("media"))
    yield Inbound(
        "x",
        us.account,
        required(identifier_of(event, "id"), "the id of the message"),
        plausible(moment(event.get("created_timestamp")), payload.received_at),
        unescaped(text_of(data, "text")).strip() or "[pesan X tanpa teks]",
        Reporter(sender, text_of(user, "name", "username", "screen_name"), f"message:{sender}"),
        media=tuple(found for found in (read_old_media(file),) if found.ref),
    )
