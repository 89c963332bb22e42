"""Instagram: webhook of the object `instagram` with comments on our media, mentions elsewhere and direct messages.

A mention carries ids alone: it becomes a report that says so. Where Meta has sent the comment itself, which it names as
`reply_to`, it stands with that; where the comment comes later, both have its id as `resend_key`. No deletion of a comment is told. Known and no reports: our own comments, the figures of a
story, and the events that `data_sources/messenger.py` names (receipts, echoes, reactions, likes, stickers, buttons); any
other field is a BadMessage. Source: developers.facebook.com, Instagram Platform, Webhooks (reference and examples).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from command_center.domain.inbound import Inbound, Item, Media, NoReport, Payload, Reporter
from command_center.domain.outgoing import OutgoingRoute, SendReceipt
from command_center.domain.text_length import LengthUnit, TextLimit
from data_sources import messenger, meta
from data_sources.channel import SenderWiring
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
    text_of,
    whole,
)

COMMENTS = frozenset({"comments", "live_comments"})
NO_REPORT_FIELDS: Mapping[str, str] = {"story_insights": "insights"}
"""Other fields -> what their changes are counted as."""


RULES = GraphRules(
    code="instagram",
    prefix="INSTAGRAM",
    message_limit=TextLimit(1000, LengthUnit.BYTES),
    message_window=timedelta(days=7),
    comment_limit=TextLimit(300),
    comment_window=timedelta(days=7),
    comment_edge="replies",
)
"""Both are taken within 7 days: a message of the later six as one of a human agent."""


class InstagramSettings(meta.MetaSettings):
    """Settings of the channel."""

    model_config = SettingsConfigDict(env_prefix="instagram_")

    username: str = Field(
        "", description="User name of our account, for its own comments under an id that Meta does not tell us."
    )


class Instagram(meta.MetaHook):
    """Comments, mentions and direct messages on Instagram."""

    code: ClassVar[str] = "instagram"
    Settings = InstagramSettings
    settings: InstagramSettings

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """The Send API, and comments."""
        return GraphSender(self.settings, RULES)

    def receipts(self, payload: Payload) -> Iterable[SendReceipt]:
        """Deliveries and reads of our messages."""
        return receipts(self.code, payload)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Every comment, mention and message; `account` is the id of our Instagram account.

        The reporter's `contact` is ``comment:<id>``, ``media:<id>`` or ``message:<id>``: where an answer goes. `thread` is
        the picture or film that a comment stands below, `reply_to` the comment or message that it answers.
        """
        change = partial(self._change, payload.received_at)
        event = partial(self._event, payload.received_at)
        return each(meta.parts(payload, "instagram", change, event))

    def _change(self, received_at: datetime, entry: Mapping[str, object], field: str, value: object) -> Iterator[Part]:
        if field in COMMENTS:
            yield "", partial(self._comment, received_at, entry, value)
        elif field == "mentions":
            yield "", partial(self._mention, received_at, entry, value)
        elif meta.is_messaging(field):
            yield "", partial(self._direct, received_at, entry, value)
        elif field in NO_REPORT_FIELDS:
            yield "", known(self.code, NO_REPORT_FIELDS[field])
        else:
            yield "", meta.unknown_field(field)

    def _comment(self, received_at: datetime, entry: Mapping[str, object], found: object) -> Iterator[Item]:
        value = whole(found, '"value"')
        account = meta.account_of(entry, self.code)
        author = mapping(value.get("from"))
        if self._is_ours(author, account):
            yield NoReport(self.code, "echo")
            return
        key = required(identifier_of(value, "id", "comment_id"), "the id of the comment")
        text = text_of(value, "text").strip() or "[komentar tanpa teks]"
        sent_at = plausible(moment(value.get("created_time")) or moment(entry.get("time")), received_at)
        reporter = _reporter(author, f"comment:{key}")
        yield Inbound(
            self.code,
            account,
            key,
            sent_at,
            text,
            reporter,
            reply_to=identifier_of(value, "parent_id"),
            thread=identifier_of(mapping(value.get("media")), "id") or identifier_of(value, "media_id"),
            resend_key=meta.change_key("instagram", key),
        )

    def _mention(self, received_at: datetime, entry: Mapping[str, object], found: object) -> Iterator[Item]:
        value = whole(found, '"value"')
        account = meta.account_of(entry, self.code)
        author = mapping(value.get("from"))
        if self._is_ours(author, account):
            yield NoReport(self.code, "echo")
            return
        comment, media = identifier_of(value, "comment_id"), identifier_of(value, "media_id")
        contact = f"comment:{comment}" if comment else f"media:{media}"
        required(comment or media, '"comment_id" and "media_id"')
        where = "komentar" if comment else "keterangan foto atau video"
        text = text_of(value, "text").strip() or f"[akun kota disebut dalam {where} Instagram; isinya belum diambil]"
        yield Inbound(
            self.code,
            account,
            identifier(f"mention:{comment or media}"),
            plausible(moment(entry.get("time")), received_at),
            text,
            _reporter(author, contact),
            media=(Media("link", media),) if media else (),
            reply_to=comment,
            thread=media,
            resend_key=meta.change_key("instagram", comment or media),
        )

    def _direct(self, received_at: datetime, entry: Mapping[str, object], value: object) -> Iterator[Item]:
        """A messaging event inside a change: so Meta sends it to apps with Instagram login."""
        return self._event(received_at, entry, whole(value, '"value"'))

    def _event(self, received_at: datetime, entry: Mapping[str, object], event: Mapping[str, object]) -> Iterator[Item]:
        account = meta.account_of(entry, self.code)
        return messenger.events(
            event, channel=self.code, account=account, received_at=received_at, own=frozenset({account})
        )

    def _is_ours(self, author: Mapping[str, object], account: str) -> bool:
        """Whether we wrote it ourselves; Meta gives `self_ig_scoped_id` for our own account alone."""
        name = self.settings.username.strip().lstrip("@").lower()
        return (
            identifier_of(author, "id") == account
            or "self_ig_scoped_id" in author
            or bool(name and text_of(author, "username").lower() == name)
        )


def _reporter(author: Mapping[str, object], contact: str) -> Reporter:
    """Who wrote; of whom nothing is told is a person of their own, or all of them would look like one."""
    key = identifier_of(author, "id", "username") or identifier(f"unknown:{contact}")
    return Reporter(key, text_of(author, "username"), contact)
