"""The envelopes that X wraps posts, deletions and direct messages in: webhook, stream and search.

Activity API (`data.event_type`, `data.payload`), filtered stream and its webhook (`data`, `includes`,
`matching_rules`), search pages (`data` as a list) and Account Activity (`tweet_create_events` and so on).
Source: docs.x.com, Activity API event payloads, Account Activity, filtered stream.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from command_center.domain.inbound import Action, Inbound, Payload, Reporter
from data_sources.channels.x.posts import Us, read_old_media, read_old_post, read_post, unescaped
from data_sources.errors import BadMessage
from data_sources.reading import (
    Part,
    identifier,
    identifier_of,
    mapping,
    moment,
    plausible,
    read_json,
    refused,
    required,
    text_of,
    whole,
)

_WITH_POSTS = ("data", "tweet_create_events", "tweet_delete_events", "direct_message_events")
_KNOWN = (*_WITH_POSTS, "for_user_id", "user_event", "replay_job_status", "errors", "meta")
"""Keys of envelopes. Those of the second line alone bring no post: likes, follows, stream errors, empty search pages."""


def parts(payload: Payload, us: Us) -> Iterator[Part]:
    """Every post, deletion and direct message in the payload. Raises BadMessage where it is no envelope of X."""
    envelope = whole(read_json(payload.body), "the payload")
    if not any(name in envelope for name in _KNOWN) or not isinstance(envelope.get("data", []), (dict, list)):
        raise BadMessage('the payload is no envelope of X: it has neither "data" nor events')
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
    if kind.startswith("post.") and kind.endswith("create") and "repost" not in kind:
        yield kind, partial(read_post, content, includes, us, payload)
    elif kind == "post.delete":
        yield kind, partial(_deletion, content, us, payload)
    elif kind == "dm.received" and not isinstance(content, dict):
        yield kind, refused('"payload" is no JSON object')
    elif kind == "dm.received":
        yield from _messages(mapping(content), us, payload)


def _deletion(value: object, us: Us, payload: Payload) -> Iterator[Inbound]:
    gone = whole(value, "the deleted post")
    yield from _retraction(identifier_of(gone, "id"), identifier_of(gone, "author_id"), None, us, payload)


def _old_deletion(value: object, us: Us, payload: Payload) -> Iterator[Inbound]:
    event = whole(value, "the deletion")
    status = whole(event.get("status"), '"status"')
    author = identifier_of(status, "user_id")
    yield from _retraction(identifier_of(status, "id"), author, moment(event.get("timestamp_ms")), us, payload)


def _retraction(first: str, author: str, at: datetime | None, us: Us, payload: Payload) -> Iterator[Inbound]:
    required(first, "the id of the deleted post")
    if us.number and author == us.number:
        return
    key, reporter = identifier(f"{first}:deleted"), Reporter(author)
    sent_at = plausible(at, payload.received_at)
    yield Inbound("x", us.account, key, sent_at, "", reporter, Action.RETRACT, amends=first, answerable=False)


def _messages(node: Mapping[str, object], us: Us, payload: Payload) -> Iterator[Part]:
    """Direct messages to us: a citizen who writes to the account is answered like one who mentions it."""
    users = mapping(node.get("users"))
    for number, event in enumerate(_list(node, "direct_message_events")):
        yield f"direct_message_events {number}", partial(_message, event, users, us, payload)


def _message(value: object, users: Mapping[str, object], us: Us, payload: Payload) -> Iterator[Inbound]:
    event = whole(value, "the direct message")
    if event.get("type") != "message_create":
        return
    message = whole(event.get("message_create"), '"message_create"')
    sender = required(identifier_of(message, "sender_id"), '"sender_id"')
    if us.number and sender == us.number:
        return
    data = mapping(message.get("message_data"))
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
