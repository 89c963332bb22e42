"""Replay: sends the reports of a CSV file through a channel, at their own or a given speed."""

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from simulation.citizens import OTHER
from simulation.message import Citizen, CitizenMessage, Truth
from simulation.post import OnSent, PostOffice, Tally
from simulation.replay_file import ReplayFile, ReplayRow
from simulation.run import WORKERS, run, serials
from simulation.scenarios import BATCHED, PlannedSending
from simulation.senders.sending import Secrets
from simulation.styles import Style

PACE = timedelta(minutes=1)
"""Between two reports of a file that gives no times."""


def replay(
    base_url: str,
    secrets: Secrets,
    file: ReplayFile,
    *,
    channel: str,
    styles: Mapping[str, Style],
    categories: Collection[str],
    speed: float = 1.0,
    batch: int = 1,
    again: bool = False,
    on_sent: OnSent | None = None,
    stop: threading.Event | None = None,
) -> Tally:
    """Send every row as a message of `channel`; returns what became of it.

    The ids of a message follow from its row, so that a second run, after a cut say, doubles nothing; `again` makes new
    ones.
    `speed` divides the gaps between the rows' times; 0 sends without waiting, `batch` messages a request where the
    channel takes several. Positions go along where the channel hands them over; `categories` are the codes that an
    app may name. Raises ServerAway, BadSetting.
    """
    stop = stop or threading.Event()
    now = datetime.now(UTC)
    numbers = serials(now) if again else serials_of(file.rows, channel)
    messages = _messages(file.rows, numbers, channel, styles[channel], categories, now)
    planned = _batched(messages, batch if channel in BATCHED and not speed else 1)
    with PostOffice(base_url, stop=stop, connections=WORKERS) as office:
        office.check()
        return run(planned, secrets, office, start=now, speed=speed, on_sent=on_sent, stop=stop)


def serials_of(rows: Sequence[ReplayRow], channel: str) -> Iterator[int]:
    """The serial of each row on a channel: 15 digits by what it says and how often the file has said so before.

    Those of `serials` have 16, so that a replay and a simulation have none in common.
    """
    said = Counter[str]()
    for row in rows:
        place = (row.position.lat, row.position.lon) if row.position else None
        content = repr((channel, row.at and row.at.isoformat(), row.title, row.text, place, row.category, row.address))
        said[content] += 1
        digest = blake2b(f"{said[content]} {content}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        yield 10**14 + int.from_bytes(digest, "big") % (9 * 10**14)


def _messages(
    rows: Sequence[ReplayRow],
    numbers: Iterator[int],
    channel: str,
    style: Style,
    categories: Collection[str],
    now: datetime,
) -> Iterator[CitizenMessage]:
    first = next((row.at for row in rows if row.at), now)
    for number, (row, serial) in enumerate(zip(rows, numbers, strict=False)):
        at = now + ((row.at - first) if row.at else number * PACE)
        yield message_of(row, serial, max(at, now), channel, style, categories)


def message_of(
    row: ReplayRow, serial: int, at: datetime, channel: str, style: Style, categories: Collection[str]
) -> CitizenMessage:
    """The row as a message; what the channel has no field for is left out or said in the text."""
    known = row.category if row.category in categories else ""
    position = row.position if style.position else None
    # An app has to name a place; a row without one says so.
    address = row.address or ("" if position or not style.form else "tidak disebutkan")
    return CitizenMessage(
        serial,
        channel,
        at,
        Citizen(1 + serial % 9_999),
        _addressed(_text(row, style), style),
        Truth(known, "", "", ""),
        subject=row.title or row.text[:60] if style.titles else "",
        form_category=(known or OTHER) if style.form else "",
        address=address if style.form else "",
        position=position,
    )


def _text(row: ReplayRow, style: Style) -> str:
    title = "" if style.titles or not row.title else f"{row.title}. "
    place = "" if style.form or not row.address or row.address in row.text else f" ({row.address})"
    return f"{title}{row.text}{place}"


def _addressed(text: str, style: Style) -> str:
    """The text with the channel's keyword, where it has none: the first frame carries it."""
    keyword = style.frames[0].replace("{isi}", "").strip()
    return text if keyword.lower() in text.lower() else style.frames[0].replace("{isi}", text)


def _batched(messages: Iterator[CitizenMessage], size: int) -> Iterator[PlannedSending]:
    held: list[CitizenMessage] = []
    for message in messages:
        held.append(message)
        if len(held) == size:
            yield PlannedSending(held[0].sent_at, tuple(held))
            held = []
    if held:
        yield PlannedSending(held[0].sent_at, tuple(held))
