"""A post of X in our words: the format of API v2 and the older one of Account Activity come down to one.

Source: docs.x.com, data dictionary; Account Activity, payload examples (`extended_tweet` holds long posts).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from command_center.domain.inbound import Action, Inbound, Item, Media, NoReport, Payload, Position, Reporter
from data_sources.reading import (
    identifier,
    identifier_of,
    mapping,
    moment,
    plausible,
    position,
    required,
    sequence,
    text_of,
    whole,
)


@dataclass(frozen=True, slots=True)
class Us:
    """Our account: name and number (lower case, "" where not set), and the hashtags that make a post a report."""

    account: str
    handle: str
    number: str
    hashtags: frozenset[str]


@dataclass(frozen=True, slots=True)
class XPost:
    """What both formats of a post come down to."""

    key: str
    author: str
    username: str
    name: str
    text: str
    at: datetime | None
    first: str
    repost: bool
    mentions: frozenset[str]
    hashtags: frozenset[str]
    quotes_us: bool
    place: Position | None
    address: str
    media: tuple[Media, ...]
    reply_to: str
    thread: str


def read_post(value: object, includes: Mapping[str, object], us: Us, payload: Payload) -> Iterable[Item]:
    """The item of a post of API v2."""
    tweet = whole(value, "the post")
    author = identifier_of(tweet, "author_id")
    users = {identifier_of(user, "id"): user for user in map(mapping, sequence(includes.get("users")))}
    tweets = {identifier_of(found, "id"): found for found in map(mapping, sequence(includes.get("tweets")))}
    places = {identifier_of(place, "id"): place for place in map(mapping, sequence(includes.get("places")))}
    note, geo = mapping(tweet.get("note_tweet")), mapping(tweet.get("geo"))
    entities = [mapping(tweet.get("entities")), mapping(note.get("entities"))]
    references = [mapping(found) for found in sequence(tweet.get("referenced_tweets"))]
    quoted = [tweets.get(identifier_of(r, "id"), {}) for r in references if r.get("type") == "quoted"]
    history = [identifier(found) for found in sequence(tweet.get("edit_history_tweet_ids"))]
    return _item(
        XPost(
            key=required(identifier_of(tweet, "id"), "the id of the post"),
            author=required(author, '"author_id"'),
            username=text_of(mapping(users.get(author)), "username"),
            name=text_of(mapping(users.get(author)), "name", "username"),
            text=text_of(note, "text") or text_of(tweet, "text"),
            at=moment(tweet.get("created_at")),
            first=history[0] if history else "",
            repost=any(r.get("type") == "retweeted" for r in references),
            mentions=_names(entities, "mentions", "username", "id"),
            hashtags=_names(entities, "hashtags", "tag"),
            quotes_us=bool(us.number) and any(identifier_of(found, "author_id") == us.number for found in quoted),
            place=_point(geo),
            address=text_of(mapping(places.get(identifier_of(geo, "place_id"))), "full_name", "name"),
            media=_media(sequence(mapping(tweet.get("attachments")).get("media_keys")), includes),
            reply_to=next((identifier_of(r, "id") for r in references if r.get("type") == "replied_to"), ""),
            thread=identifier_of(tweet, "conversation_id"),
        ),
        us,
        payload,
    )


def read_old_post(value: object, us: Us, payload: Payload) -> Iterable[Item]:
    """The item of a post in the older format of Account Activity."""
    post = whole(value, "the post")
    user, long = mapping(post.get("user")), mapping(post.get("extended_tweet"))
    entities = [mapping(post.get("entities")), mapping(long.get("entities"))]
    quoted = mapping(mapping(post.get("quoted_status")).get("user"))
    files = mapping(long.get("extended_entities")) or mapping(post.get("extended_entities"))
    return _item(
        XPost(
            key=required(identifier_of(post, "id_str", "id"), "the id of the post"),
            author=required(identifier_of(user, "id_str", "id"), "the author"),
            username=text_of(user, "screen_name"),
            name=text_of(user, "name", "screen_name"),
            text=text_of(long, "full_text") or text_of(post, "full_text", "text"),
            at=moment(post.get("timestamp_ms")) or _old_moment(text_of(post, "created_at")),
            first=_first_of(mapping(post.get("edit_history"))),
            repost=bool(mapping(post.get("retweeted_status"))),
            mentions=_names(entities, "user_mentions", "screen_name", "id_str"),
            hashtags=_names(entities, "hashtags", "text"),
            quotes_us=bool(us.number) and identifier_of(quoted, "id_str", "id") == us.number,
            place=_point(post),
            address=text_of(mapping(post.get("place")), "full_name", "name"),
            media=tuple(
                read_old_media(mapping(file)) for file in sequence(files.get("media")) if isinstance(file, dict)
            ),
            reply_to=identifier_of(post, "in_reply_to_status_id_str", "in_reply_to_status_id"),
            thread=identifier_of(post, "conversation_id_str", "conversation_id"),
        ),
        us,
        payload,
    )


def _first_of(history: Mapping[str, object]) -> str:
    """The post that others edited; "" where there was no edit."""
    edits = [identifier(found) for found in sequence(history.get("edit_tweet_ids"))]
    return identifier_of(history, "initial_tweet_id") or next(iter(edits), "")


def _item(post: XPost, us: Us, payload: Payload) -> Iterator[Item]:
    """The post as a report, or why it is none."""
    text = unescaped(post.text).strip()
    names = {us.handle, us.number} - {""}
    ours = post.author in names or post.username.lower() in names
    mentioned = not names.isdisjoint(post.mentions) or _has(text, "@＠", us.handle)
    tagged = not us.hashtags.isdisjoint(post.hashtags) or any(_has(text, "#＃", tag) for tag in us.hashtags)
    # who quotes us speaks to us: X tells the account of it as of a mention
    if ours or post.repost or not (mentioned or tagged or post.quotes_us):
        yield NoReport("x", "echo" if ours else "repost" if post.repost else "other_topic")
        return
    edited = post.first not in {"", post.key}
    yield Inbound(
        "x",
        us.account,
        post.key,
        plausible(post.at, payload.received_at),
        text or "[kiriman X tanpa teks]",
        Reporter(post.author, post.name, f"post:{post.key}"),
        Action.AMEND if edited else Action.NEW,
        amends=post.first if edited else "",
        position=post.place,
        address=post.address,
        media=tuple(media for media in post.media if media.ref),
        reply_to=post.reply_to,
        thread=post.thread,
        answerable=mentioned or post.quotes_us,
    )


def _has(text: str, signs: str, word: str) -> bool:
    """Whether the text holds the word as a mention or hashtag, for posts that come without entities."""
    return bool(word) and re.search(rf"(?<!\w)[{signs}]{re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def _names(entities: list[Mapping[str, object]], kind: str, *fields: str) -> frozenset[str]:
    """The names (and numbers) in entities of one kind, in lower case."""
    nodes = [mapping(found) for group in entities for found in sequence(group.get(kind))]
    return frozenset(name.lower() for node in nodes for field in fields if (name := identifier_of(node, field)))


def _point(node: Mapping[str, object]) -> Position | None:
    """The exact point of a post: GeoJSON, longitude first."""
    pair = sequence(mapping(node.get("coordinates")).get("coordinates"))
    return position(pair[1], pair[0]) if len(pair) == 2 else None


def _media(keys: Iterable[object], includes: Mapping[str, object]) -> tuple[Media, ...]:
    """Media by address where the payload brings it, else by key."""
    known = {identifier_of(file, "media_key"): file for file in map(mapping, sequence(includes.get("media")))}
    found = []
    for key in map(identifier, keys):
        file = mapping(known.get(key))
        kind = "image" if text_of(file, "type") in {"photo", ""} else "video"
        found.append(Media(kind, text_of(file, "url", "preview_image_url") or key))
    return tuple(found)


def read_old_media(file: Mapping[str, object]) -> Media:
    """A picture or film in the older format, by its address."""
    kind = "image" if text_of(file, "type") == "photo" else "video"
    return Media(kind, text_of(file, "media_url_https", "media_url") or identifier_of(file, "id_str"))


def unescaped(text: str) -> str:
    """X escapes the three characters of markup in texts, and no others."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _old_moment(text: str) -> datetime | None:
    """The time in ``Wed Oct 10 20:19:24 +0000 2018``; None where it is none."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else None
