"""A Messenger or Instagram message event in our words: text, attachments, places, edits, unsent messages.

Both products send the same events (`messaging`, `standby`). Known and no reports: receipts (deliveries, reads), echoes of
what we wrote, reactions, likes, stickers without a word, tapped buttons (postbacks, quick replies), and what the platform
tells of the conversation (opt-ins, referrals, hand-overs, payments, policy). An event of any other shape is a BadMessage.
Source: Messenger Platform and Instagram Messaging, webhook events.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from command_center.domain.inbound import Action, Inbound, Item, Media, NoReport, Position, Reporter
from data_sources.errors import BadMessage
from data_sources.meta import change_key
from data_sources.reading import (
    identifier,
    identifier_of,
    mapping,
    moment,
    named,
    plausible,
    position,
    required,
    sequence,
    stated,
    storable,
    text_of,
    whole,
)

THUMBS_UP = frozenset({"369239263222822", "369239343222814", "369239383222810"})
"""The stickers of Messenger's own like button, in three sizes: a like, no report."""

NO_REPORTS: Mapping[str, str] = {
    "account_linking": "account",
    "app_roles": "handover",
    "checkout_update": "payment",
    "delivery": "receipt",
    "game_play": "game",
    "optin": "optin",
    "pass_thread_control": "handover",
    "payment": "payment",
    "policy-enforcement": "policy",
    "policy_enforcement": "policy",
    "postback": "button",
    "pre_checkout": "payment",
    "reaction": "reaction",
    "read": "receipt",
    "referral": "referral",
    "request_thread_control": "handover",
    "response_feedback": "feedback",
    "take_thread_control": "handover",
}
"""What an event may hold instead of a message -> what it is counted as."""

_KINDS = {"image": "image", "video": "video", "audio": "audio", "file": "document"}

_LINKS = frozenset(
    [
        "fallback",
        "template",
        "share",
        "post",
        "story_mention",
        "reel",
        "ig_reel",
        "ig_post",
        "ig_story",
        "story",
        "product",
        "ephemeral",
    ]
)
"""Attachments that are shown elsewhere: kept as a link where they have an address."""


def events(
    event: Mapping[str, object], *, channel: str, account: str, received_at: datetime, own: frozenset[str]
) -> Iterator[Item]:
    """The item in a messaging event; `own` are ids that are ourselves. Raises BadMessage.

    `contact` of the reporter is ``message:<scoped id>``: where the Send API takes an answer.
    """
    said = stated(event)
    sender = identifier_of(mapping(said.get("sender")), "id")
    sent_at = plausible(moment(said.get("timestamp")), received_at)
    reporter = Reporter(sender, contact=f"message:{sender}" if sender else "")
    if "message" in said:
        message = whole(said["message"], "message")
        kind = "echo" if sender in own else _no_report(message)
        if kind:
            yield NoReport(channel, kind)
        else:
            yield _message(message, channel, account, sent_at, reporter)
    elif "message_edit" in said:
        if sender in own:
            yield NoReport(channel, "echo")
            return
        edit = whole(said["message_edit"], "message_edit")
        mid = required(identifier_of(edit, "mid"), "message_edit.mid")
        text = required(text_of(edit, "text").strip(), "message_edit.text")
        number = identifier(edit.get("num_edit")) or change_key(said.get("timestamp"), text)
        key = identifier(f"{mid}:edit:{number}")
        # only the text of a message can be edited, and only the text is told
        yield Inbound(channel, account, key, sent_at, text, reporter, Action.AMEND, amends=mid, keeps_media=True)
    else:
        yield NoReport(channel, _kind_of(said))


def _kind_of(event: Mapping[str, object]) -> str:
    """What an event without a message is; raises BadMessage where it is nothing that we know."""
    found = next((kind for name, kind in NO_REPORTS.items() if name in event), "")
    if not found:
        others = event.keys() - {"sender", "recipient", "timestamp"}
        raise BadMessage(f"the event is of no known kind: it has {named(others)}")
    return found


def _no_report(message: Mapping[str, object]) -> str:
    """What a message is counted as that is no report; "" for all others."""
    if message.get("is_echo") is True:
        return "echo"
    if message.get("is_deleted") is True:
        return ""
    if mapping(message.get("quick_reply")):
        return "button"
    attachments = [mapping(found) for found in sequence(message.get("attachments"))]
    kinds = [_wordless(attachment) for attachment in attachments]
    if identifier(message.get("sticker_id")):
        kinds.append("like" if identifier(message["sticker_id"]) in THUMBS_UP else "sticker")
    if not kinds or not all(kinds) or text_of(message, "text").strip():
        return ""
    return "like" if "like" in kinds else "sticker"


def _wordless(attachment: Mapping[str, object]) -> str:
    """`like` or `sticker` where an attachment is one; "" for all others."""
    if text_of(attachment, "type") == "like_heart":
        return "like"
    sticker = identifier(mapping(attachment.get("payload")).get("sticker_id"))
    if sticker in THUMBS_UP:
        return "like"
    return "sticker" if sticker or text_of(attachment, "type") == "sticker" else ""


def _message(
    message: Mapping[str, object], channel: str, account: str, sent_at: datetime, reporter: Reporter
) -> Inbound:
    required(reporter.key, "sender.id")
    mid = required(identifier_of(message, "mid"), "message.mid")
    if message.get("is_deleted") is True:
        gone = identifier(f"{mid}:deleted")
        return Inbound(channel, account, gone, sent_at, "", reporter, Action.RETRACT, amends=mid)
    media, place, address = _attachments(message)
    text = text_of(message, "text").strip()
    if not (text or media or place):
        text = _described(message)
    return Inbound(
        channel,
        account,
        mid,
        sent_at,
        text,
        reporter,
        position=place,
        address=address,
        media=media,
        reply_to=identifier_of(mapping(message.get("reply_to")), "mid"),
    )


def _attachments(message: Mapping[str, object]) -> tuple[tuple[Media, ...], Position | None, str]:
    """Media, the shared place and its name. A shared link or post is kept as media of the kind ``link``."""
    media: list[Media] = []
    place, address = None, ""
    for found in sequence(message.get("attachments")):
        attachment = mapping(found)
        payload = mapping(attachment.get("payload"))
        kind = text_of(attachment, "type")
        if kind == "location":
            coordinates = mapping(payload.get("coordinates"))
            place = position(coordinates.get("lat"), coordinates.get("long")) or place
            address = text_of(attachment, "title") or address
            continue
        ref = text_of(payload, "url") or text_of(attachment, "url") or identifier_of(payload, "id", "reel_video_id")
        if ref:
            media.append(Media("sticker" if _wordless(attachment) else _KINDS.get(kind, "link"), ref))
    return tuple(media), place, address


def _described(message: Mapping[str, object]) -> str:
    """What came, for a known message with nothing that we can show: an operator can look it up at Meta."""
    if message.get("is_unsupported") is True:
        return "[pesan yang tidak didukung]"
    kinds = [text_of(mapping(found), "type") for found in sequence(message.get("attachments"))]
    if not kinds or not {*_KINDS, *_LINKS, "location"}.issuperset(kinds):
        what = f"attachments of the kind {named(kinds)}" if kinds else f"fields {named(stated(message))}"
        raise BadMessage(f"the message {message.get('mid')!r:.60} says nothing that is known: it has {what}")
    return storable(f"[pesan tanpa teks: {', '.join(kinds)}]")
