"""A Messenger or Instagram message event in our words: text, attachments, places, edits, unsent messages, button taps.

Both products send the same events (`messaging`, `standby`); all but messages, edits and postbacks (deliveries, reads,
reactions, referrals, hand-overs) are no reports. Source: Messenger Platform and Instagram Messaging, webhook events.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from command_center.domain.inbound import Action, Inbound, Media, Position, Reporter
from data_sources.meta import change_key
from data_sources.reading import (
    identifier,
    identifier_of,
    mapping,
    moment,
    plausible,
    position,
    required,
    sequence,
    storable,
    text_of,
    whole,
)

THUMBS_UP = frozenset({"369239263222822", "369239343222814", "369239383222810"})
"""The stickers of Messenger's own like button, in three sizes: a like, no report."""

GET_STARTED = "GET_STARTED"
"""What the button that opens a conversation posts back, unless a page chose another word."""

_KINDS = {"image": "image", "video": "video", "audio": "audio", "file": "document"}


def events(
    event: Mapping[str, object], *, channel: str, account: str, received_at: datetime, own: frozenset[str]
) -> Iterator[Inbound]:
    """The item in a messaging event, if it is one; `own` are ids that are ourselves. Raises BadMessage.

    `contact` of the reporter is ``message:<scoped id>``: where the Send API takes an answer.
    """
    sender = identifier_of(mapping(event.get("sender")), "id")
    if sender in own:
        return
    sent_at = plausible(moment(event.get("timestamp")), received_at)
    reporter = Reporter(sender, contact=f"message:{sender}" if sender else "")
    if "message" in event:
        message = whole(event["message"], "message")
        if message.get("is_echo") is True or _is_like(message):
            return
        required(sender, "sender.id")
        mid = required(identifier_of(message, "mid"), "message.mid")
        if message.get("is_deleted") is True:
            gone = identifier(f"{mid}:deleted")
            yield Inbound(channel, account, gone, sent_at, "", reporter, Action.RETRACT, amends=mid)
            return
        media, place, address = _attachments(message)
        text = text_of(message, "text").strip()
        if not (text or media or place):
            text = _described(message)
        yield Inbound(channel, account, mid, sent_at, text, reporter, position=place, address=address, media=media)
    elif "message_edit" in event:
        edit = whole(event["message_edit"], "message_edit")
        mid = required(identifier_of(edit, "mid"), "message_edit.mid")
        text = required(text_of(edit, "text").strip(), "message_edit.text")
        number = identifier(edit.get("num_edit")) or change_key(event.get("timestamp"), text)
        key = identifier(f"{mid}:edit:{number}")
        yield Inbound(channel, account, key, sent_at, text, reporter, Action.AMEND, amends=mid)
    elif "postback" in event:
        postback = whole(event["postback"], "postback")
        if text_of(postback, "payload").upper().startswith(GET_STARTED):
            return
        required(sender, "sender.id")
        text = required(text_of(postback, "title", "payload").strip(), "postback.title")
        key = identifier_of(postback, "mid") or identifier(f"postback:{sender}:{change_key(sent_at, text)}")
        yield Inbound(channel, account, key, sent_at, text, reporter)


def _is_like(message: Mapping[str, object]) -> bool:
    return identifier(message.get("sticker_id")) in THUMBS_UP and not text_of(message, "text")


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
            sticker = kind == "image" and "sticker_id" in payload
            media.append(Media("sticker" if sticker else _KINDS.get(kind, "link"), ref))
    return tuple(media), place, address


def _described(message: Mapping[str, object]) -> str:
    """What came, for a message with nothing that we can show: an operator can look it up at Meta."""
    if message.get("is_unsupported") is True:
        return "[pesan yang tidak didukung]"
    kinds = [text_of(mapping(found), "type") for found in sequence(message.get("attachments"))]
    return storable(f"[pesan tanpa teks: {', '.join(filter(None, kinds)) or 'kosong'}]")
