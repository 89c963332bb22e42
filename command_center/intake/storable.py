"""Makes items storable: no database takes NUL or lone surrogates, and keys have a length."""

from dataclasses import replace
from hashlib import sha256

from command_center.domain.inbound import CallSeen, Item, NoReport, Reporter, SwitchboardSeen
from command_center.domain.text import clean

KEY_LENGTH = 200
SHORT = 80


def storable(item: Item) -> Item:
    """The item with keys and names that can be kept; unchanged (the same object) where they could be before.

    The texts are cleaned by the examination, which needs them anyway.
    """
    if isinstance(item, NoReport):
        return replace(item, kind=clean(item.kind)[:SHORT])
    if isinstance(item, SwitchboardSeen):
        return replace(
            item,
            account=key(item.account),
            present=frozenset(map(key, item.present)),
            speaking=tuple(
                (key(call), tuple(clean(each)[:SHORT] for each in phones)) for call, phones in item.speaking
            ),
            phones=tuple(clean(each)[:SHORT] for each in item.phones),
        )
    if isinstance(item, CallSeen):
        return replace(
            item,
            account=key(item.account),
            call_id=key(item.call_id),
            via=key(item.via),
            caller=clean(item.caller),
            queue=clean(item.queue)[:SHORT],
            agent=clean(item.agent)[:SHORT],
        )
    person = item.reporter
    keys = {
        "account": key(item.account),
        "external_id": key(item.external_id),
        "amends": key(item.amends),
        "album": key(item.album),
        "reply_to": key(item.reply_to),
        "thread": key(item.thread),
        "resend_key": key(item.resend_key, 64),
        "picture": key(item.picture),
    }
    people = Reporter(key(person.key), clean(person.name), clean(person.contact))
    media = tuple(
        replace(each, kind=clean(each.kind), ref=clean(each.ref), content_type=clean(each.content_type))
        for each in item.media
    )
    if people == person and media == item.media and all(getattr(item, name) == kept for name, kept in keys.items()):
        return item
    return replace(
        item,
        account=keys["account"],
        external_id=keys["external_id"],
        amends=keys["amends"],
        album=keys["album"],
        reply_to=keys["reply_to"],
        thread=keys["thread"],
        resend_key=keys["resend_key"],
        picture=keys["picture"],
        reporter=people,
        media=media,
    )


def key(text: str, length: int = KEY_LENGTH) -> str:
    """A key as it is where it can be kept; else its hash, so that different keys stay different."""
    if len(text) <= length and text.isascii() and text.isprintable():
        return text
    if len(text) <= length and clean(text) == text:
        return text
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
