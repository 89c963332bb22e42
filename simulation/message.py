"""What an invented citizen sends: a message that knows no protocol, with what it means for tests to compare."""

from dataclasses import dataclass
from datetime import datetime

from command_center.domain.inbound import Position


@dataclass(frozen=True, slots=True)
class Citizen:
    """An invented person, told apart by number only: "Warga Contoh 17", telephone +62 800-000-0017."""

    number: int

    @property
    def name(self) -> str:
        """The name shown on every channel: obviously invented."""
        return f"Warga Contoh {self.number}"

    @property
    def phone(self) -> str:
        """Digits with the country code, without plus: from a range that is given to nobody."""
        return f"62800000{self.number:04d}"

    @property
    def handle(self) -> str:
        """User name on social media."""
        return f"warga_contoh_{self.number}"

    @property
    def user_id(self) -> str:
        """Numeric user id on social media."""
        return str(9_000_000_000 + self.number)


@dataclass(frozen=True, slots=True)
class Truth:
    """What the writer meant, for tests: category, how the place is named (a detail of the grammar), area codes."""

    category: str
    detail: str
    kelurahan: str
    kecamatan: str
    on_topic: bool = True


@dataclass(frozen=True, slots=True)
class CitizenMessage:
    """One message of a citizen on one channel.

    `serial` is unique in a run and makes the ids that the platform gives. `subject` is filled where the channel has
    titles, `form_category` where its form asks for a category, `address` where it asks for one, `position` (degrees)
    where it hands one over. `photos` counts attached pictures.
    """

    serial: int
    channel: str
    sent_at: datetime
    author: Citizen
    text: str
    truth: Truth
    subject: str = ""
    form_category: str = ""
    address: str = ""
    position: Position | None = None
    photos: int = 0
