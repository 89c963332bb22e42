"""Facebook page: webhook of the object `page` with posts, comments and reviews, and Messenger messages.

An edit amends and a removal retracts the post or comment; the removal of a photo takes that picture from its post. Known
and no reports: what the page itself wrote, likes, reactions, events and albums of the feed, hidden and unhidden comments,
blocked people, reviews without a word, changes of the page's own profile, and the events that `data_sources/messenger.py`
names. A field, item or verb beyond these is a BadMessage. Source: developers.facebook.com, Graph API, Webhooks reference
"Page", and Messenger Platform.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from pydantic_settings import SettingsConfigDict

from command_center.domain.inbound import Action, Inbound, Item, Media, NoReport, Payload, Reporter
from command_center.domain.outgoing import OutgoingRoute, SendReceipt
from command_center.domain.text_length import TextLimit
from data_sources import messenger, meta
from data_sources.channel import SenderWiring
from data_sources.errors import BadMessage
from data_sources.messenger_sender import GraphRules, GraphSender, receipts
from data_sources.reading import (
    Part,
    each,
    identifier,
    identifier_of,
    known,
    mapping,
    moment,
    plausible,
    required,
    sequence,
    storable,
    text_of,
    whole,
)

POSTS = frozenset({"post", "status", "photo", "video", "share", "link", "note", "question"})
"""Items of a page's feed that somebody posted; the other that is written is a comment."""

NO_REPORT_ITEMS: Mapping[str, str] = {
    "like": "like",
    "reaction": "reaction",
    "event": "page",
    "album": "page",
    "milestone": "page",
    "offer": "page",
    "coupon": "page",
    "job": "page",
    "live_video": "page",
    "profile": "page",
    "picture": "page",
}
"""Items of the feed that nobody wrote to the city -> what they are counted as."""

ACTIONS = {
    "add": Action.NEW,
    "edit": Action.AMEND,
    "edited": Action.AMEND,
    "update": Action.AMEND,
    "remove": Action.RETRACT,
    "delete": Action.RETRACT,
}
"""Verb -> what it does."""

NO_REPORT_VERBS = frozenset({"hide", "unhide", "block", "unblock", "follow", "unfollow", "mute", "unmute"})
"""Verbs that change nothing that was said."""

NO_REPORT_FIELDS: Mapping[str, str] = {
    **dict.fromkeys(
        [
            "about",
            "affiliation",
            "attire",
            "awards",
            "bio",
            "birthday",
            "category",
            "checkins",
            "company_overview",
            "culinary_team",
            "current_location",
            "description",
            "email",
            "feature_access_list",
            "founded",
            "general_info",
            "general_manager",
            "hometown",
            "hours",
            "impressum",
            "live_videos",
            "location",
            "members",
            "mission",
            "name",
            "page_about_story",
            "page_change_proposal",
            "page_upcoming_change",
            "parking",
            "payment_options",
            "personal_info",
            "personal_interests",
            "phone",
            "picture",
            "price_range",
            "product_review",
            "products",
            "public_transit",
            "publisher_subscriptions",
            "registration",
            "restaurant_services",
            "restaurant_specialties",
            "schedule",
            "username",
            "videos",
            "website",
        ],
        "page",
    ),
    "conversations": "conversation",
    "inbox_labels": "conversation",
    "leadgen": "lead",
    "leadgen_fat": "lead",
}
"""Other fields of a page -> what their changes are counted as. A conversation is told of here, its messages come apart."""

_PHOTO_POSTS = frozenset({"added_photos", "added_video"})
"""`status_type` of posts with pictures or films: an edit of one that names none has kept them."""


RULES = GraphRules(
    code="facebook",
    prefix="FACEBOOK",
    message_limit=TextLimit(2000),
    message_window=timedelta(hours=24),
    comment_limit=TextLimit(8000),
    comment_window=None,
    comment_edge="comments",
)
"""A message is taken within 24 hours of the person's last one; a comment whenever."""


class FacebookSettings(meta.MetaSettings):
    """Settings of the channel."""

    model_config = SettingsConfigDict(env_prefix="facebook_")


class Facebook(meta.MetaHook):
    """Posts and comments on the city's page, and messages to it."""

    code: ClassVar[str] = "facebook"
    Settings = FacebookSettings

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """The Send API, and comments."""
        return GraphSender(self.settings, RULES)

    def receipts(self, payload: Payload) -> Iterable[SendReceipt]:
        """Deliveries and reads of our messages."""
        return receipts(self.code, payload)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Every post, comment, review and message; `account` is the id of our page.

        The reporter's `contact` is ``comment:<id>``, ``post:<id>`` or ``message:<id>``: where an answer goes. `thread` is
        the post that a comment stands below, `reply_to` that post or the comment answered.
        """
        change = partial(_change, payload.received_at)
        event = partial(_event, payload.received_at)
        return each(meta.parts(payload, "page", change, event))


def _change(received_at: datetime, entry: Mapping[str, object], field: str, value: object) -> Iterator[Part]:
    if field in {"feed", "mention"}:
        yield "", partial(_written, received_at, entry, value)
    elif field == "ratings":
        yield "", partial(_review, received_at, entry, value)
    elif meta.is_messaging(field):
        yield "", partial(_direct, received_at, entry, value)
    elif field in NO_REPORT_FIELDS:
        yield "", known(Facebook.code, NO_REPORT_FIELDS[field])
    else:
        yield "", meta.unknown_field(field)


def _written(received_at: datetime, entry: Mapping[str, object], found: object) -> Iterator[Item]:
    """A post or comment that was added, edited or removed."""
    value = whole(found, '"value"')
    item, verb = text_of(value, "item"), text_of(value, "verb")
    account = meta.account_of(entry, Facebook.code)
    author = mapping(value.get("from"))
    author_id = identifier_of(author, "id") or identifier_of(value, "sender_id")
    if kind := _no_report(item, verb, ours=author_id == account):
        yield NoReport(Facebook.code, kind)
        return
    action = ACTIONS[verb]
    is_comment = item == "comment"
    names = ("comment_id",) if is_comment else ("post_id", "photo_id", "video_id", "share_id")
    first = required(identifier_of(value, *names), f'"{names[0]}"')
    text = text_of(value, "message").strip()
    media = _media(item, value)
    if action is not Action.RETRACT and not (text or media):
        text = f"[{'komentar' if is_comment else 'kiriman'} tanpa teks: {item}]"
    post = identifier_of(value, "post_id")
    # a picture of a post of several can be removed alone; with the only one the post goes
    picture = identifier_of(value, "photo_id") if item == "photo" and action is Action.RETRACT else ""
    yield Inbound(
        Facebook.code,
        account,
        _key(first, action, entry, value.get("created_time"), text, *(each.ref for each in media), picture=picture),
        _sent_at(action, value, entry, received_at),
        "" if action is Action.RETRACT else text,
        Reporter(
            author_id or identifier(f"unknown:{first}"),
            text_of(author, "name") or text_of(value, "sender_name"),
            f"{'comment' if is_comment else 'post'}:{first}",
        ),
        action,
        amends="" if action is Action.NEW else first,
        media=() if action is Action.RETRACT else media,
        keeps_media=action is Action.AMEND and not is_comment and not media and _has_pictures(item, value),
        picture=picture,
        reply_to=(identifier_of(value, "parent_id") or post) if is_comment else "",
        thread=post if is_comment else first,
    )


def _no_report(item: str, verb: str, *, ours: bool) -> str:
    """What an item of the feed is counted as that is no report; "" for a report. Raises BadMessage for an unknown one."""
    if item in NO_REPORT_ITEMS:
        return NO_REPORT_ITEMS[item]
    if item != "comment" and item not in POSTS:
        raise BadMessage(f'"item" is {item!r:.60}, which is not known')
    if verb in NO_REPORT_VERBS:
        return "moderation"
    if verb not in ACTIONS:
        raise BadMessage(f'"verb" is {verb!r:.60}, which is not known')
    return "echo" if ours else ""


def _review(received_at: datetime, entry: Mapping[str, object], found: object) -> Iterator[Item]:
    """A recommendation of the page: what it says is a report, its stars or its yes and no alone are none."""
    value = whole(found, '"value"')
    if text_of(value, "item") != "rating":
        yield from _written(received_at, entry, found)
        return
    action = ACTIONS.get(text_of(value, "verb"))
    if action is None:
        raise BadMessage(f'"verb" is {text_of(value, "verb")!r:.60}, which is not known')
    text = text_of(value, "review_text", "message").strip()
    if action is Action.NEW and not text:
        yield NoReport(Facebook.code, "rating")
        return
    first = required(identifier_of(value, "open_graph_story_id", "rating_id"), '"open_graph_story_id"')
    yield Inbound(
        Facebook.code,
        meta.account_of(entry, Facebook.code),
        _key(first, action, entry, value.get("created_time"), text),
        _sent_at(action, value, entry, received_at),
        "" if action is Action.RETRACT else text or "[ulasan tanpa teks]",
        Reporter(
            identifier_of(value, "reviewer_id") or identifier(f"unknown:{first}"),
            text_of(value, "reviewer_name"),
            f"post:{first}",
        ),
        action,
        amends="" if action is Action.NEW else first,
    )


def _sent_at(
    action: Action, value: Mapping[str, object], entry: Mapping[str, object], received_at: datetime
) -> datetime:
    """When it was written; an edit keeps the time of the first writing in `created_time`, and `entry.time` tells its own."""
    written_at, told_at = moment(value.get("created_time")), moment(entry.get("time"))
    at = (written_at or told_at) if action is Action.NEW else (told_at or written_at)
    return plausible(at, received_at)


def _key(first: str, action: Action, entry: Mapping[str, object], *said: object, picture: str = "") -> str:
    """The id of the post or comment; with a mark of its own for each change of it, which Meta gives no id."""
    if action is Action.NEW:
        return first
    if action is Action.RETRACT:
        return identifier(f"{first}:removed:{picture}" if picture else f"{first}:removed")
    return identifier(f"{first}:edited:{meta.change_key(entry.get('time'), *said)}")


def _media(item: str, value: Mapping[str, object]) -> tuple[Media, ...]:
    """Pictures and films of a post or comment by their address."""
    kind = item if item == "video" else "image"
    refs = [(kind, storable(link)) for link in sequence(value.get("photos")) if isinstance(link, str)]
    refs += [("image", text_of(value, "photo")), ("video", text_of(value, "video"))]
    if item in {"photo", "video", "link", "share"}:
        refs.append((kind if item in {"photo", "video"} else "link", text_of(value, "link")))
    return tuple(Media(kind, ref) for kind, ref in dict.fromkeys(refs) if ref)


def _has_pictures(item: str, value: Mapping[str, object]) -> bool:
    """Whether an edited post has pictures that it does not name; one with an empty list has none any more."""
    status = text_of(mapping(value.get("post")), "status_type")
    return "photos" not in value and (item in {"photo", "video"} or status in _PHOTO_POSTS)


def _direct(received_at: datetime, entry: Mapping[str, object], value: object) -> Iterator[Item]:
    """A Messenger event inside a change: so Meta's test button sends it."""
    return _event(received_at, entry, whole(value, '"value"'))


def _event(received_at: datetime, entry: Mapping[str, object], event: Mapping[str, object]) -> Iterator[Item]:
    account = meta.account_of(entry, Facebook.code)
    return messenger.events(
        event, channel=Facebook.code, account=account, received_at=received_at, own=frozenset({account})
    )
