"""What the citizens' own pages put into the inbox, read again: a report of `/lapor`, or a reply from `/lacak`."""

import hashlib
from collections.abc import Mapping

from command_center.domain.citizen_form import FormKind
from command_center.domain.inbound import Inbound, Media, Payload, Reporter
from command_center.domain.report_kinds import Visibility
from data_sources.errors import BadMessage
from data_sources.phone_numbers import international
from data_sources.reading import identifier, mapping, position, read_json, sequence, storable, text_of, whole


def citizen_item(payload: Payload) -> Inbound:
    """The one item of a delivery. Raises BadMessage."""
    said = whole(read_json(payload.body), "the form")
    kind = text_of(said, "kind")
    if kind not in set(FormKind):
        raise BadMessage(f"the form is of the kind {kind[:40]!r}: it is report or reply")
    item = _report(payload, said) if kind == FormKind.REPORT else _reply(payload, said)
    if not (item.text or item.media or item.position):
        raise BadMessage("the form holds no text, place or picture")
    return item


def _report(payload: Payload, said: Mapping[str, object]) -> Inbound:
    word = text_of(said, "visibility")
    if word not in set(Visibility):
        raise BadMessage(f"visibility is {word[:40]!r}: it is {', '.join(Visibility)}")
    return Inbound(
        channel=payload.channel,
        account=payload.account,
        external_id=payload.delivery_id,
        sent_at=payload.received_at,
        text=text_of(said, "text"),
        reporter=_reporter(said, payload.delivery_id),
        position=position(said.get("lat"), said.get("lon")),
        address=text_of(said, "address"),
        category=text_of(said, "category")[:32],
        visibility=Visibility(word),
        media=_photos(said),
        resend_key=_resend_key(said),
        same_as=text_of(said, "same_as")[:20],
    )


def _reply(payload: Payload, said: Mapping[str, object]) -> Inbound:
    number = text_of(said, "number")[:20]
    if not number:
        raise BadMessage("a reply names the number of its report")
    return Inbound(
        channel=payload.channel,
        account=payload.account,
        external_id=payload.delivery_id,
        sent_at=payload.received_at,
        text=text_of(said, "text"),
        reporter=Reporter(""),
        media=_photos(said),
        about=number,
    )


def _reporter(said: Mapping[str, object], key: str) -> Reporter:
    """Who gave nothing is a person of their own: all such senders taken together would look like one."""
    contact = text_of(said, "contact")
    person = f"unknown:{key}"
    if contact:
        person = f"email:{contact.lower()}" if "@" in contact else f"phone:{international(contact)}"
    return Reporter(identifier(person), text_of(said, "name"), contact)


def _photos(said: Mapping[str, object]) -> tuple[Media, ...]:
    named = (mapping(each) for each in sequence(said.get("photos")))
    return tuple(Media("image", text_of(each, "ref"), text_of(each, "type")) for each in named if text_of(each, "ref"))


def _resend_key(said: Mapping[str, object]) -> str:
    """What it says and where, whoever sent it: the same under another key may be the same report."""
    parts = [text_of(said, "text"), text_of(said, "address"), str(said.get("lat")), str(said.get("lon"))]
    return hashlib.sha256(storable("\n".join(parts)).encode("utf-8")).hexdigest()
