"""Which encoder speaks for which channel."""

from collections.abc import Mapping, Sequence

from simulation.message import CitizenMessage
from simulation.senders.call112 import call112
from simulation.senders.meta import facebook, instagram, whatsapp
from simulation.senders.open311 import open311
from simulation.senders.sending import Encoder, Secrets, Sending
from simulation.senders.sms import sms
from simulation.senders.sp4n import sp4n
from simulation.senders.telegram import telegram
from simulation.senders.x import x

ENCODERS: Mapping[str, Encoder] = {
    "sms": sms,
    "x": x,
    "instagram": instagram,
    "facebook": facebook,
    "whatsapp": whatsapp,
    "telegram": telegram,
    "web": open311,
    "sp4n": sp4n,
    "android": open311,
    "ios": open311,
    "blackberry": open311,
    "112": call112,
}


def encode(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """The request that brings `messages` (one, or several where the channel batches; all of one channel).

    Raises KeyError for a channel that nobody speaks, BadSetting for a missing secret.
    """
    return ENCODERS[messages[0].channel](messages, secrets, resend)
