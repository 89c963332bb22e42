"""Answers through the Send API of Messenger and Instagram, and as comments; and the receipts that Meta sends of messages.

Source: developers.facebook.com, Messenger Platform, Send API and `message_deliveries`, `message_reads`; Instagram Platform,
Messaging API, Comment Moderation and Mentions. The tag HUMAN_AGENT opens the window for 7 days where the app was granted it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.domain.inbound import Payload
from command_center.domain.outgoing import (
    PAGE,
    Addressee,
    Begin,
    HandedIn,
    Outgoing,
    Reach,
    ReachWay,
    SaidWords,
    SendReceipt,
    SendState,
    Trouble,
)
from command_center.domain.text_length import TextLimit
from data_sources.errors import BadMessage
from data_sources.graph_call import graph_request, read_reply
from data_sources.meta import MetaSettings
from data_sources.platform_call import hand_in
from data_sources.reading import identifier, identifier_of, mapping, moment, plausible, read_json, sequence

RESPONSE_WINDOW = timedelta(hours=24)
"""After a person's message anything may be said; later only what a human agent writes, where the app may say so."""


@dataclass(frozen=True, slots=True)
class GraphRules:
    """What a product of Meta takes. `comment_window` is None where a comment is answered whenever.

    `message_window` is how long after a person's last message one is taken; `comment_edge` what an answer below a comment is
    called in the graph.
    """

    code: str
    prefix: str
    message_limit: TextLimit
    message_window: timedelta
    comment_limit: TextLimit
    comment_window: timedelta | None
    comment_edge: str


class GraphSender:
    """The route of Facebook or Instagram."""

    repeatable = False
    by_person = False

    def __init__(self, settings: MetaSettings, rules: GraphRules) -> None:
        self._settings, self._rules = settings, rules

    @property
    def code(self) -> str:
        """The channel."""
        return self._rules.code

    @property
    def missing(self) -> tuple[str, ...]:
        """The token of the page or account."""
        return () if self._settings.access_token else (f"{self._rules.prefix}_ACCESS_TOKEN",)

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """A message to who wrote one, a comment below a post or comment; nothing public of what is confidential."""
        rules = self._rules
        kind, _, target = to.contact.partition(":")
        if not target or kind not in ("message", "comment", "post", "media") or not to.account:
            return Reach(PAGE, ReachWay.PAGE, rules.comment_limit, trouble=Trouble.NO_ADDRESS)
        if kind == "message":
            return _within(rules.code, rules.message_limit, rules.message_window, to, at)
        if to.confidential:
            return Reach(PAGE, ReachWay.PAGE, rules.comment_limit, trouble=Trouble.CONFIDENTIAL)
        return _within(rules.code, rules.comment_limit, rules.comment_window, to, at)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """Path in the graph, and the body of the request."""
        kind, _, target = to.contact.partition(":")
        if kind == "message":
            return {
                "path": f"{to.account}/messages",
                "body": {"recipient": {"id": target}, "message": {"text": words.text}},
                "heard_at": to.heard_at.isoformat(),
            }
        if to.message.startswith("mention:"):
            named = {"comment_id": target, "media_id": to.thread} if kind == "comment" else {"media_id": target}
            body = {name: value for name, value in named.items() if value} | {"message": words.text}
            return {"path": f"{to.account}/mentions", "body": body}
        return {"path": f"{target}/{self._rules.comment_edge}", "body": {"message": words.text}}

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """One POST. A message says what it is: an answer, or after a day what a person of the city writes."""
        body = dict(mapping(outgoing.payload["body"]))
        heard_at = moment(outgoing.payload.get("heard_at"))
        if heard_at is not None:
            late = datetime.now(heard_at.tzinfo) - heard_at >= RESPONSE_WINDOW
            body |= {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"} if late else {"messaging_type": "RESPONSE"}
        settings = self._settings
        request = graph_request(settings.graph_url, str(outgoing.payload["path"]), settings.access_token, body)
        return hand_in(request, begin, lambda answer: read_reply(answer, "message_id", "id"))


def _within(code: str, limit: TextLimit, window: timedelta | None, to: Addressee, at: datetime) -> Reach:
    if window is None:
        return Reach(code, ReachWay.DIRECT, limit)
    until = to.heard_at + window
    if at < until:
        return Reach(code, ReachWay.DIRECT, limit, until=until, window=window)
    return Reach(
        code, ReachWay.NONE, limit, until=until, window=window, trouble=Trouble.WINDOW_OVER, instead=ReachWay.PAGE
    )


def receipts(code: str, payload: Payload) -> Iterator[SendReceipt]:
    """Deliveries and reads in a webhook. A delivery names messages; a read names one, or all until a moment."""
    try:
        sent = mapping(read_json(payload.body))
    except BadMessage:
        return
    for entry in map(mapping, sequence(sent.get("entry"))):
        events = [*sequence(entry.get("messaging")), *sequence(entry.get("standby"))]
        events += [mapping(change).get("value") for change in sequence(entry.get("changes"))]
        for event in map(mapping, events):
            yield from _of_event(code, event, payload.received_at)


def _of_event(code: str, event: Mapping[str, object], received_at: datetime) -> Iterator[SendReceipt]:
    sender = identifier_of(mapping(event.get("sender")), "id")
    for name, state in (("delivery", SendState.DELIVERED), ("read", SendState.READ)):
        told = mapping(event.get(name))
        if not told:
            continue
        at = plausible(moment(told.get("watermark")) or moment(event.get("timestamp")), received_at)
        named = [*sequence(told.get("mids")), told.get("mid")]
        ids = [found for found in map(identifier, named) if found]
        for external_id in ids:
            yield SendReceipt(code, state, at, external_id=external_id)
        if not ids and sender and told.get("watermark"):
            yield SendReceipt(code, state, at, recipient=f"message:{sender}")
