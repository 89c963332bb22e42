"""Facebook page: webhook of the object `page` with posts and comments (`feed`, `mention`) and Messenger messages.

Likes and reactions, hidden and unhidden comments, what the page itself wrote, echoes and receipts are no reports.
An edit amends and a removal retracts the post or comment. Source: developers.facebook.com, Graph API, Webhooks
reference "Page", and Messenger Platform, webhook events.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import ClassVar

from pydantic_settings import SettingsConfigDict

from command_center.domain.inbound import Action, Inbound, Item, Media, Payload, Reporter
from data_sources import messenger, meta
from data_sources.reading import (
    Part,
    each,
    identifier,
    identifier_of,
    mapping,
    moment,
    plausible,
    required,
    sequence,
    storable,
    text_of,
    whole,
)

WRITTEN = frozenset({"comment", "post", "status", "photo", "video", "share", "link"})
"""Items of a page's feed that somebody wrote; all others (like, reaction, event, album) are no reports."""

ACTIONS = {
    "add": Action.NEW,
    "edit": Action.AMEND,
    "edited": Action.AMEND,
    "remove": Action.RETRACT,
    "delete": Action.RETRACT,
}
"""Verb -> what it does; all others (hide, unhide, block, follow) change nothing that was said."""

MESSAGES = frozenset({"messages", "message_edits", "messaging_postbacks"})


class FacebookSettings(meta.MetaSettings):
    """Settings of the channel."""

    model_config = SettingsConfigDict(env_prefix="facebook_")


class Facebook(meta.MetaHook):
    """Posts and comments on the city's page, and messages to it."""

    code: ClassVar[str] = "facebook"
    Settings = FacebookSettings

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Every post, comment and message; `account` is the id of our page.

        The reporter's `contact` is ``comment:<id>``, ``post:<id>`` or ``message:<id>``: where an answer goes.
        """
        change = partial(_change, payload.received_at)
        event = partial(_event, payload.received_at)
        return each(meta.parts(payload, "page", change, event))


def _change(received_at: datetime, entry: Mapping[str, object], change: Mapping[str, object]) -> Iterator[Part]:
    field, value = text_of(change, "field"), change.get("value")
    if field in {"feed", "mention"}:
        yield "", partial(_written, received_at, entry, value)
    elif field in MESSAGES:
        yield "", partial(_direct, received_at, entry, value)


def _written(received_at: datetime, entry: Mapping[str, object], found: object) -> Iterator[Inbound]:
    """A post or comment that was added, edited or removed."""
    value = whole(found, '"value"')
    item, verb = text_of(value, "item"), text_of(value, "verb")
    account = meta.account_of(entry, Facebook.code)
    author = mapping(value.get("from"))
    author_id = identifier_of(author, "id") or identifier_of(value, "sender_id")
    action = ACTIONS.get(verb)
    if item not in WRITTEN or action is None or author_id == account:
        return
    kind, names = ("comment", ("comment_id",)) if item == "comment" else ("post", ("post_id", "photo_id", "video_id"))
    first = required(identifier_of(value, *names), f'"{names[0]}"')
    text = text_of(value, "message").strip()
    media = _media(item, value)
    if action is not Action.RETRACT and not (text or media):
        text = storable(f"[{'komentar' if kind == 'comment' else 'kiriman'} tanpa teks: {item}]")
    written_at = moment(value.get("created_time"))
    # an edit keeps the time of the first writing in `created_time`: when it was edited is what `entry.time` tells
    at = written_at if action is Action.NEW else moment(entry.get("time")) or written_at
    yield Inbound(
        Facebook.code,
        account,
        _key(first, action, value, entry),
        plausible(at or moment(entry.get("time")), received_at),
        "" if action is Action.RETRACT else text,
        Reporter(author_id, text_of(author, "name") or text_of(value, "sender_name"), f"{kind}:{first}"),
        action,
        amends="" if action is Action.NEW else first,
        media=() if action is Action.RETRACT else media,
    )


def _key(first: str, action: Action, value: Mapping[str, object], entry: Mapping[str, object]) -> str:
    """The id of the post or comment; with a mark of its own for each change of it, which Meta gives no id."""
    if action is Action.NEW:
        return first
    if action is Action.RETRACT:
        return identifier(f"{first}:removed")
    return identifier(
        f"{first}:edited:{meta.change_key(entry.get('time'), value.get('created_time'), value.get('message'))}"
    )


def _media(item: str, value: Mapping[str, object]) -> tuple[Media, ...]:
    """Pictures and films of a post or comment by their address."""
    kind = item if item == "video" else "image"
    refs = [(kind, storable(link)) for link in sequence(value.get("photos")) if isinstance(link, str)]
    refs += [("image", text_of(value, "photo")), ("video", text_of(value, "video"))]
    if item in {"photo", "video", "link", "share"}:
        refs.append((kind if item in {"photo", "video"} else "link", text_of(value, "link")))
    return tuple(Media(kind, ref) for kind, ref in dict.fromkeys(refs) if ref)


def _direct(received_at: datetime, entry: Mapping[str, object], value: object) -> Iterator[Item]:
    """A Messenger event inside a change: so Meta's test button sends it."""
    return _event(received_at, entry, whole(value, '"value"'))


def _event(received_at: datetime, entry: Mapping[str, object], event: Mapping[str, object]) -> Iterator[Item]:
    account = meta.account_of(entry, Facebook.code)
    return messenger.events(
        event, channel=Facebook.code, account=account, received_at=received_at, own=frozenset({account})
    )
