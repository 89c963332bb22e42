"""112: the operator's call form as JSON, with the call centre's bearer token."""

import json
from collections.abc import Sequence
from typing import Any

from command_center.domain.working_days import WIB
from simulation.message import CitizenMessage
from simulation.senders.sending import Secrets, Sending


def call112(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """The form of one call; a resend is the same form again. Calls that are no report come as information."""
    (message,) = messages
    form: dict[str, Any] = {
        # Asterisk's Linkedid: seconds and a number within them.
        "call_id": f"{message.serial // 1_000_000}.{message.serial % 1_000_000}",
        "caller": f"+{message.author.phone}",
        "name": message.author.name,
        "kind": "normal" if message.truth.on_topic else "information",
        "text": message.text,
        "operator": "Operator Contoh",
        "at": message.sent_at.astimezone(WIB).isoformat(timespec="seconds"),
    }
    if message.position:
        form |= {"lat": message.position.lat, "lon": message.position.lon}
    if message.address:
        form["address"] = message.address
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Authorization": f"Bearer {secrets.get('CALL112_TOKEN')}",
    }
    return Sending(
        "112", (message.serial,), "POST", "/hooks/112", headers, json.dumps(form, ensure_ascii=False).encode()
    )
