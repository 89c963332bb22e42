"""Fills an installation with many reports through intake, before its server starts: citizens' texts at invented places."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from command_center.casework.sla_watch import flag_breaches
from command_center.domain.inbound import Inbound, Position
from command_center.domain.text import clean
from command_center.domain.workflow import Status
from command_center.intake.accept import Parsed
from program.core import Core
from simulation.history import inbound_of, past_messages
from simulation.writer import new_writer
from tests.bench.installation import core_of

PIECE = 1000
TEXTS = 300
"""Different texts; the same text is sent from many places. They are of categories that form no incidents: so many reports
in a few days are no ordinary city, and which of them belong together is not what is measured."""
WITHIN = timedelta(days=9)
"""Open reports are this old at most, so that few of their deadlines have passed."""
YEARS = timedelta(days=730)
"""Closed reports spread over this long."""


def seed(folder: Path, amount: int, share_open: float = 1.0) -> None:
    """Store `amount` reports with a place in `folder`; that share of them answered but open, the others settled."""
    core = core_of(folder)
    try:
        now = datetime.now(UTC)
        deliveries = _deliveries(core, now, amount, share_open)
        while piece := list(islice(deliveries, PIECE)):
            core.intake.accept(piece, now)
        while flag_breaches(core.reports, now):
            pass
    finally:
        core.close()


def _deliveries(core: Core, now: datetime, amount: int, share_open: float) -> Iterator[Parsed]:
    """In order of receipt: the settled of the years before, then the open of the last days."""
    rng = Random(amount)
    writer = new_writer(core.reference)
    written = past_messages(writer, rng, now - timedelta(days=365), now)
    read = (inbound_of(message, core.channels) for message in written)
    texts = list(islice((item for item in read if _forms_no_incident(core, item)), min(TEXTS, amount)))
    settled = round(amount * (1 - share_open))
    for number in range(amount):
        if number < settled:
            received, status = now - WITHIN - YEARS * (1 - number / settled), Status.SETTLED
        else:
            received, status = now - WITHIN * (1 - (number - settled) / (amount - settled)), Status.ANSWERED
        place = writer.neighbourhoods.point_in(rng, writer.neighbourhoods.choose(rng))
        yield Parsed(None, received, (_moved(texts[number % len(texts)], number, received, status, place),))


def _forms_no_incident(core: Core, item: Inbound) -> bool:
    found = core.reference.classifier.classify(clean(f"{item.subject}\n{item.text}"), item.category)
    categories = core.reference.categories
    # What no category is found for may be thanks or a greeting, which is no report.
    return found.category != categories.fallback and categories.by_code[found.category].incident is None


def _moved(item: Inbound, number: int, received: datetime, status: Status, place: Position) -> Inbound:
    return replace(
        item,
        external_id=f"seed-{number}",
        # Each from a person of its own: what one person writes within the hour is one complaint.
        reporter=replace(item.reporter, key=f"seed-{number}"),
        album="",
        reply_to="",
        thread="",
        sent_at=received,
        position=place,
        status=status,
        resend_key="",
        amends="",
    )
