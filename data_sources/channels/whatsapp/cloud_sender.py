"""Answers on WhatsApp through the Cloud API: free text within 24 hours of the citizen's last message, then an approved template.

Our key goes with each message as `biz_opaque_callback_data` and comes back with its statuses, so that one of which we do not
know whether it was taken is known by them. Source: developers.facebook.com, WhatsApp Business Platform, Messages and
Template messages; statuses webhook; business-scoped user IDs (`recipient` in the place of `to`).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

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
from data_sources.graph_call import graph_request, read_reply, trouble_of, words_of
from data_sources.platform_call import hand_in, said
from data_sources.reading import (
    identifier_of,
    mapping,
    moment,
    number,
    plausible,
    read_json,
    sequence,
    text_of,
)

if TYPE_CHECKING:
    from data_sources.channels.whatsapp import WhatsAppSettings

WINDOW = timedelta(hours=24)
TEXT, TEMPLATE = TextLimit(4096), TextLimit(900, one_line=True)
"""Characters of a text, and of the text in a template, whose parameters hold 1,024 and no line ends."""
_STATES: Mapping[str, SendState] = {
    "sent": SendState.SENT,
    "delivered": SendState.DELIVERED,
    "read": SendState.READ,
    "played": SendState.READ,
    "failed": SendState.FAILED,
}


class CloudSender:
    """The route of WhatsApp."""

    code: ClassVar[str] = "whatsapp"
    repeatable: ClassVar[bool] = False
    by_person: ClassVar[bool] = False

    def __init__(self, settings: "WhatsAppSettings") -> None:
        self._settings = settings

    @property
    def missing(self) -> tuple[str, ...]:
        """The token. The number that sends is the one that was written to, or that of the settings."""
        return () if self._settings.access_token else ("WHATSAPP_ACCESS_TOKEN",)

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """Free text while the window is open, then the template where there is one."""
        until = to.heard_at + WINDOW
        if not to.contact or not self._sender(to):
            return Reach(PAGE, ReachWay.PAGE, TEXT, trouble=Trouble.NO_ADDRESS)
        if at < until:
            return Reach(self.code, ReachWay.DIRECT, TEXT, until=until, window=WINDOW)
        if self._settings.template:
            return Reach(
                self.code, ReachWay.TEMPLATE, TEMPLATE, until=until, window=WINDOW, trouble=Trouble.WINDOW_OVER
            )
        return Reach(
            self.code,
            ReachWay.NONE,
            TEMPLATE,
            until=until,
            window=WINDOW,
            trouble=Trouble.WINDOW_OVER,
            missing=("WHATSAPP_TEMPLATE",),
            instead=ReachWay.PAGE,
        )

    def _sender(self, to: Addressee) -> str:
        return self._settings.phone_number_id or (to.account if to.account.isdigit() else "")

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """The message without our key: as text, in answer to the citizen's; or as the template with number and text."""
        phone = to.contact.lstrip("+")
        who = {"to": phone} if phone.isdigit() else {"recipient": to.contact}
        common = {"messaging_product": "whatsapp", "recipient_type": "individual", **who}
        if reach.way is ReachWay.TEMPLATE:
            one_line = " ".join(words.text.split())
            filled = [{"type": "text", "text": words.number}, {"type": "text", "text": one_line}]
            template = {
                "name": self._settings.template,
                "language": {"code": self._settings.template_language},
                "components": [{"type": "body", "parameters": filled}],
            }
            message: dict[str, object] = {**common, "type": "template", "template": template}
        else:
            message = {**common, "type": "text", "text": {"preview_url": False, "body": words.text}}
            if to.message.startswith("wamid."):
                message["context"] = {"message_id": to.message}
        return {"from": self._sender(to), "message": message}

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """One POST to the number's messages."""
        body = {**mapping(outgoing.payload["message"]), "biz_opaque_callback_data": outgoing.key}
        settings = self._settings
        request = graph_request(settings.graph_url, f"{outgoing.payload['from']}/messages", settings.access_token, body)
        return hand_in(request, begin, read_reply)


def statuses(payload: Payload) -> Iterator[SendReceipt]:
    """The statuses in a webhook, of all its entries and changes. What cannot be read is left to `parse`, which says so."""
    try:
        sent = mapping(read_json(payload.body))
    except BadMessage:
        return
    for entry in map(mapping, sequence(sent.get("entry"))):
        for change in map(mapping, sequence(entry.get("changes"))):
            for status in map(mapping, sequence(mapping(change.get("value")).get("statuses"))):
                state = _STATES.get(text_of(status, "status"))
                if state is not None:
                    yield _receipt(status, state, payload.received_at)


def _receipt(status: Mapping[str, object], state: SendState, received_at: datetime) -> SendReceipt:
    error = mapping(next(iter(sequence(status.get("errors"))), None))
    failed = state is SendState.FAILED
    code = int(number(error.get("code")) or -1)
    return SendReceipt(
        CloudSender.code,
        state,
        plausible(moment(status.get("timestamp")), received_at),
        key=text_of(status, "biz_opaque_callback_data"),
        external_id=identifier_of(status, "id"),
        trouble=trouble_of(code) if failed else Trouble.NONE,
        told=said(code, words_of(error)) if failed else "",
    )
