"""One HTTP request as a platform makes it, and the secrets it proves itself with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from command_center.errors import BadSetting
from simulation.message import CitizenMessage


@dataclass(frozen=True, slots=True)
class Sending:
    """A request to the server: `path` with its query, raw `body`, and the serials of the messages it carries."""

    channel: str
    serials: tuple[int, ...]
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Secrets:
    """Secrets by environment name (WHATSAPP_APP_SECRET, SMS_TOKEN, ...), as `manage.py secrets` prints them."""

    values: Mapping[str, str] = field(repr=False)

    def get(self, name: str) -> str:
        """The secret. Raises BadSetting where it is missing or empty."""
        value = self.values.get(name, "")
        if not value:
            raise BadSetting(f'{name} is not set: eval "$(python manage.py secrets)" sets those of a demo instance')
        return value

    def open311_key(self, channel: str) -> str:
        """The api_key of an app, from OPEN311_KEYS (android=..,ios=..,blackberry=..,web=..). Raises BadSetting."""
        for part in self.get("OPEN311_KEYS").split(","):
            name, _, key = part.partition("=")
            if name.strip() == channel and key.strip():
                return key.strip()
        raise BadSetting(f"OPEN311_KEYS has no key for {channel}: add {channel}=KEY")


Encoder = Callable[[Sequence[CitizenMessage], Secrets, int], Sending]
"""Messages of one channel, secrets, and which resend it is (0: the first delivery) -> the request."""
