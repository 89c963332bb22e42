"""SMS: the GET that Kannel's `get-url` makes. Escapes: Kannel 1.4.5 User's Guide, %p %P %a %I %T %i."""

from collections.abc import Sequence
from urllib.parse import quote_plus, urlencode
from uuid import UUID, uuid5

from simulation.message import CitizenMessage
from simulation.senders.sending import Secrets, Sending

SHORT_CODE, SMSC = "1708", "simulasi"
_IDS = UUID("5e3a4a2e-0000-4000-8000-000000001708")


def sms(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """One SMS. Kannel's retry is the same request; `resend` above 0 is the SMSC's: a new id, all else the same."""
    (message,) = messages
    query = {
        "from": f"+{message.author.phone}",
        "to": SHORT_CODE,
        "text": message.text,
        "id": str(uuid5(_IDS, f"{message.serial}/{resend}")),
        "time": str(int(message.sent_at.timestamp())),
        "smsc": SMSC,
        "token": secrets.get("SMS_TOKEN"),
    }
    path = f"/hooks/sms?{urlencode(query, quote_via=quote_plus)}"
    return Sending("sms", (message.serial,), "GET", path, {"User-Agent": "Kannel/1.4.5"})
