"""The briefing put together from the rooms: who issues it, by which rules of the city, who reads it, and by which post."""

from collections.abc import Callable
from datetime import time
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

import structlog

from command_center.casework.briefing_issue import BriefingIssuer
from command_center.casework.briefing_post import BriefingPost
from command_center.casework.briefing_reading import BriefingReader
from command_center.domain.masking import place_words
from command_center.domain.working_days import WIB
from command_center.errors import NotFound, StoreUnavailable
from command_center.followers.log_follower import LogFollower
from command_center.readmodel.briefing import BriefingRules
from command_center.readmodel.briefing_view import BriefingEdition
from command_center.readmodel.read_model import ReadModel
from command_center.settings import Settings
from command_center.store.briefing_mails import BriefingMails
from command_center.store.public_reports import PublicReports
from layouts.briefing.config import BriefingConfig, briefing_config
from layouts.briefing.movable_map import movable_map_there
from layouts.briefing.paper import NoPaper, paper
from layouts.briefing.plain_letter import plain_letter, subject
from layouts.i18n import words
from program.core import Core, now
from program.outgoing_routes import mail_server

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 30.0
"""How long an issue waits for the facts of what is in the log."""


def briefing_rules(core: Core) -> BriefingRules:
    """The city's calendar and targets with the settings of the briefing."""
    reference, settings = core.reference, core.settings
    return BriefingRules(
        calendar=reference.calendar,
        targets=reference.targets,
        issue_time=time.fromisoformat(settings.briefing_time),
        decision_days=settings.briefing_decision_days,
        fallback=reference.categories.fallback,
    )


def briefing_issuer(core: Core, model: ReadModel, current: Callable[[], None]) -> BriefingIssuer:
    """Issues from this read model; `current` brings it up to the log."""
    rules, instructed = briefing_rules(core), core.instructing.known_before
    return BriefingIssuer(core.db, model, core.names, rules, current, now, instructed)


def kept_current(core: Core, facts: LogFollower) -> Callable[[], None]:
    """Waits for the facts that a running projection takes from the log. Raises StoreUnavailable where it lags."""

    def current() -> None:
        head = core.event_log.head()
        if not facts.reach(head, PATIENCE_SECONDS):
            raise StoreUnavailable(
                f"the read model is behind the log ({facts.seq} of {head}): the briefing waits for it"
            )

    return current


def briefing_reader(core: Core, issuer: BriefingIssuer) -> BriefingReader:
    """Reads what is kept, and the words of reports as the public may read them."""
    return BriefingReader(issuer, PublicReports(core.db, place_words(core.reference.areas)))


def city_of_briefing(core: Core) -> BriefingConfig:
    """What of the city the sheet shows."""
    return briefing_config(
        core.reference, core.settings, approximate=core.locator.approximate, movable_map=movable_map_there()
    )


def recipients_of(settings: Settings) -> tuple[str, ...]:
    """The addresses that the settings list, each once."""
    listed = (each.strip() for each in settings.briefing_recipients.split(","))
    return tuple(dict.fromkeys(filter(None, listed)))


def briefing_post(core: Core, reader: BriefingReader) -> BriefingPost:
    """The letters, in the language of the installation, with the sheet attached."""
    papers: dict[int, bytes | None] = {}

    def letter_of(briefing_id: int, recipient: str) -> EmailMessage:
        issued = reader.kept.find(briefing_id)
        if issued is None:
            raise NotFound(f"there is no briefing {briefing_id}")
        edition = reader.edition(issued)
        if briefing_id not in papers:
            # The sheet of the version that is sent now, once for all recipients.
            papers.clear()
            papers[briefing_id] = _paper(core, reader, edition)
        return letter(core, edition, recipient, papers[briefing_id])

    return BriefingPost(
        BriefingMails(core.db), mail_server(core.settings), recipients_of(core.settings), letter_of, now
    )


def letter(core: Core, edition: BriefingEdition, recipient: str, attached: bytes | None) -> EmailMessage:
    """One letter: plain text, and the PDF where it could be made."""
    settings, config = core.settings, city_of_briefing(core)
    spoken = words(settings.language)
    message = EmailMessage()
    message["From"] = settings.smtp_sender
    message["To"] = recipient
    message["Subject"] = subject(edition, config, spoken)
    message["Date"] = format_datetime(now().astimezone(WIB))
    message["Message-ID"] = make_msgid(domain=settings.smtp_sender.rpartition("@")[2])
    # RFC 3834: nobody's holiday answer comes back to it.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain_letter(edition, config, spoken, attached=attached is not None))
    if attached is not None:
        name = f"laporan-pagi-{edition.briefing.day.isoformat()}-v{edition.version}.pdf"
        message.add_attachment(attached, maintype="application", subtype="pdf", filename=name)
    return message


def _paper(core: Core, reader: BriefingReader, edition: BriefingEdition) -> bytes | None:
    try:
        return paper(edition, reader.excerpts(edition), city_of_briefing(core), words(core.settings.language))
    except NoPaper as error:
        log.error("briefing_without_paper", problem=str(error))
        return None
