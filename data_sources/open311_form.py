"""What the channels of Open311 share: their keys, and how a posted GeoReport v2 form becomes a report."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from pydantic import Field

from command_center.domain.inbound import Inbound, Media, Payload, Reporter
from command_center.errors import BadSetting
from command_center.open311.body import BadForm, Form, read_form
from command_center.open311.media import files_of, image_type
from command_center.open311.request import (
    ADDRESS_OF_ID,
    IDEMPOTENCY_KEY,
    answers_of,
    class_of,
    delivery_id,
    fingerprint,
    media_urls,
    position_of,
    visibility_of,
)
from data_sources.channel import Channel, ChannelSettings
from data_sources.errors import BadMessage
from data_sources.reading import identifier, storable

_CODE = re.compile(r"[a-z0-9_-]{1,32}", re.ASCII)


class Open311Settings(ChannelSettings):
    """The keys of all Open311 channels in one setting."""

    inbound_secrets = ("open311_keys",)

    open311_keys: str = Field(
        "",
        description="Keys that apps post with: android=KEY,ios=KEY,blackberry=KEY,web=KEY. A channel without a key "
        "takes no reports; one named twice has two keys, so that a key can be exchanged without a gap.",
    )

    @classmethod
    def demo_value(cls, field: str, derive: Callable[[str], str], codes: Sequence[str]) -> str:
        """A key for each channel."""
        return ",".join(f"{code}={derive(f'{cls.environment_name(field)} {code}')}" for code in codes)


def keys(text: str, codes: Collection[str]) -> dict[str, str]:
    """OPEN311_KEYS as key -> channel code, each one of `codes`; none for an empty text.

    Raises BadSetting naming the wrong part; the message never shows a key.
    """
    found: dict[str, str] = {}
    for number, part in enumerate((part.strip() for part in text.split(",")), start=1):
        if not part:
            continue
        channel, equals, key = (piece.strip() for piece in part.partition("="))
        if channel not in codes or not equals:
            names = ", ".join(codes)
            raise BadSetting(f"OPEN311_KEYS: part {number} must read channel=key, with one of the channels {names}")
        if not key or not key.isascii() or not key.isprintable() or " " in key:
            raise BadSetting(f"OPEN311_KEYS: the key of {channel} must be printable ASCII without spaces")
        if found.setdefault(key, channel) != channel:
            raise BadSetting(f"OPEN311_KEYS: {channel} and {found[key]} have the same key; give each app its own")
    return found


class Open311Channel(Channel):
    """A channel whose app or website posts GeoReport v2 forms, with api_keys of its own; a subclass adds its code."""

    Settings = Open311Settings
    settings: Open311Settings

    def parse(self, payload: Payload) -> Iterable[Inbound]:
        """The one report that a form holds. Raises BadMessage."""
        try:
            return [_report(payload, read_form(payload.body, payload.content_type))]
        except BadForm as error:
            raise BadMessage(str(error)) from error


def keys_of(channels: Mapping[str, Channel]) -> dict[str, str]:
    """Key -> code of the channel that posts with it, for all channels of Open311. Raises BadSetting."""
    posting = {code: channel for code, channel in channels.items() if isinstance(channel, Open311Channel)}
    return {
        key: code for channel in posting.values() for key, code in keys(channel.settings.open311_keys, posting).items()
    }


def _report(payload: Payload, form: Form) -> Inbound:
    code = form.first("service_code")
    if not _CODE.fullmatch(code):
        raise BadMessage(f"service_code is {code[:40]!r}: it must name a category of the city")
    key = delivery_id(form, payload.headers.get(IDEMPOTENCY_KEY, ""), payload.received_at)
    position, address, media = position_of(form), _address(form, payload.headers), _media(form)
    text = _text(form) or (f"Lokasi: {address}" if address else "")
    if not (text or media or position):
        raise BadMessage("the form holds no description, place or picture")
    return Inbound(
        channel=payload.channel,
        account=payload.account,
        external_id=key,
        sent_at=payload.received_at,
        text=text,
        reporter=_reporter(form, key),
        position=position,
        address=address,
        category=code,
        report_class=class_of(form),
        visibility=visibility_of(form),
        media=media,
        resend_key=fingerprint(form),
    )


def _text(form: Form) -> str:
    """The description, then a line for each answered question of the form, then the files that were not taken."""
    answers = "\n".join(f"{code}: {', '.join(values)}" for code, values in answers_of(form))
    left_out = files_of(form).left_out
    files = f"[berkas yang tidak diambil: {', '.join(left_out)}]" if left_out else ""
    return storable("\n\n".join(part for part in (form.first("description"), answers, files) if part))


def _address(form: Form, headers: Mapping[str, str]) -> str:
    parts = (form.first("address_string"), headers.get(ADDRESS_OF_ID, ""))
    return storable(", ".join(part for part in parts if part))


def _reporter(form: Form, key: str) -> Reporter:
    """Who sent it: the account where there is one, else what leads to the person, else the device.

    Who gave nothing is a person of their own: all such senders taken together would look like one.
    """
    known = ("account_id", "phone", "email", "device_id")
    person = next((f"{name}:{value}" for name in known if (value := form.first(name))), f"unknown:{key}")
    name = " ".join(part for part in (form.first("first_name"), form.first("last_name")) if part)
    return Reporter(identifier(person), storable(name), storable(form.first("email") or form.first("phone")))


def _media(form: Form) -> tuple[Media, ...]:
    """References: ``part:<number>:<sha256>`` is a file in the stored form, counted from 1; all else is a URL."""
    uploads = [
        Media("image", f"part:{number}:{hashlib.sha256(upload.data).hexdigest()}", image_type(upload.data))
        for number, upload in files_of(form).taken
    ]
    return (*uploads, *(Media("image", storable(url)) for url in media_urls(form)))
