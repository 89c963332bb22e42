"""A citizen's report taken into the inbox, what became of it, and the open reports near by that may be the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe

import structlog

from command_center.casework import report_form
from command_center.casework.report_form import FormFault, ReportForm
from command_center.domain.citizen_form import ACCOUNT, CHANNEL, SentPicture
from command_center.domain.inbound import Payload, Position
from command_center.errors import StoreUnavailable
from command_center.intake.incidents import around, distance_m
from command_center.readmodel.citizen_view import NearbyReport
from command_center.reference.load import Reference
from command_center.store.files import Files, file_id_of
from command_center.store.inbox import Inbox
from command_center.store.public_reports import PublicReports, PublicSearch, Span
from command_center.store.tracking_codes import TrackingCodes

log = structlog.get_logger(__name__)

WAIT_SECONDS = 4.0
"""How long somebody who reports waits for the number before the page says that it follows."""
NEAR_METRES = 200.0
"""How far away an open report of the same kind is offered."""
NEAR_DAYS = 30
MOST_NEAR = 4


class FormStanding(StrEnum):
    """What became of a form so far."""

    NUMBERED = "numbered"
    WAITING = "waiting"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class TakenForm:
    """A form that is kept: its delivery, and the number and code of its report once there is one."""

    inbox_id: int
    standing: FormStanding
    number: str = ""
    code: str = ""


class ReportDesk:
    """Takes what citizens write on our own pages. `clock` gives aware UTC."""

    def __init__(
        self,
        inbox: Inbox,
        files: Files,
        codes: TrackingCodes,
        public: PublicReports,
        reference: Reference,
        clock: Callable[[], datetime],
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._inbox, self._files, self._codes, self._public = inbox, files, codes, public
        self._reference, self._clock, self._wait_seconds = reference, clock, wait_seconds

    def keep_picture(self, content: bytes, content_type: str) -> SentPicture:
        """Keep a picture before the form that shows it. Raises BadPicture and StoreUnavailable."""
        file_id = self._files.put(content, content_type, self._clock(), CHANNEL)
        return SentPicture(f"file:{file_id}", "image/jpeg")

    def hold_picture(self, picture: SentPicture) -> bool:
        """Hold a picture of an earlier sending for the form that names it again; False where it was let go meanwhile.

        Raises StoreUnavailable.
        """
        return self._files.hold(file_id_of(picture.ref), self._clock())

    def faults(self, form: ReportForm) -> Mapping[str, FormFault]:
        """What is wrong with a form, by field. Raises StoreUnavailable."""
        found = dict(report_form.faults(form, self._reference.categories, self._reference.areas))
        if not all(self._files.there(file_id_of(each.ref)) for each in form.photos):
            found["photo"] = FormFault.GONE
        if form.same_as and not self._joinable(form.same_as):
            found["same_as"] = FormFault.GONE
        return found

    def take(self, form: ReportForm) -> TakenForm:
        """Put a form without faults into the inbox and tell what became of it. On return it is durable.

        Raises StoreUnavailable: then nothing of it is kept. The same form again changes nothing and tells the same; without a
        key nothing shows that it is the same person, so that it is a new report.
        """
        form = form if form.key else replace(form, key=token_urlsafe(18))
        if form.same_as:
            near = self._joinable(form.same_as)
            if near is not None:
                position = Position(near[0].lat, near[0].lon)
                form = report_form.joining(form, form.same_as, near[1], position)
        return self._put(report_form.delivery(form, self._clock()))

    def reply(self, number: str, text: str, photos: tuple[SentPicture, ...], key: str) -> TakenForm:
        """A citizen's further words about a report, into the inbox. Raises StoreUnavailable."""
        return self._put(report_form.reply_delivery(number, text, photos, key, self._clock()))

    def _put(self, payload: Payload) -> TakenForm:
        stored = self._inbox.put(payload)
        try:
            self._inbox.wait(stored.inbox_id, self._wait_seconds)
            return self.standing(stored.inbox_id)
        except StoreUnavailable as error:
            # It is kept: to say that it is not would make the citizen write it again.
            log.warning("citizen_form_not_followed", inbox_id=stored.inbox_id, problem=str(error))
            return TakenForm(stored.inbox_id, FormStanding.WAITING)

    def standing(self, inbox_id: int) -> TakenForm:
        """What became of a form so far. Raises StoreUnavailable."""
        outcome = self._inbox.outcome(inbox_id)
        if outcome.numbers:
            return TakenForm(
                inbox_id, FormStanding.NUMBERED, outcome.numbers[0], self._codes.code_of(outcome.numbers[0])
            )
        if outcome.state == "quarantined":
            log.error("citizen_form_quarantined", inbox_id=inbox_id, account=ACCOUNT, problem=outcome.problem)
            return TakenForm(inbox_id, FormStanding.SET_ASIDE)
        return TakenForm(inbox_id, FormStanding.WAITING)

    def nearby(self, position: Position, category: str) -> list[NearbyReport]:
        """Open reports close to a point that anybody may see, of one kind or, for "", of any; nearest first.

        Raises StoreUnavailable.
        """
        now = self._clock()
        corners = around([(position.lat, position.lon)], NEAR_METRES)
        search = PublicSearch(
            received=Span(now - timedelta(days=NEAR_DAYS), now),
            categories=(category,) if category else (),
            closed=False,
            within=corners,
            limit=40,
        )
        found = []
        for each in self._public.find(search):
            if each.lat is None or each.lon is None:
                continue
            metres = distance_m(position.lat, position.lon, each.lat, each.lon)
            if metres <= NEAR_METRES:
                found.append(
                    NearbyReport(
                        each.number,
                        each.description,
                        each.category,
                        each.received_at,
                        round(metres),
                        each.lat,
                        each.lon,
                    )
                )
        return sorted(found, key=lambda each: (each.metres, each.number))[:MOST_NEAR]

    def _joinable(self, number: str) -> tuple[NearbyReport, str] | None:
        """An open report that anybody may see and that has a point, with its category; None for any other."""
        for each in self._public.by_numbers([number]):
            if not each.status.closed and each.lat is not None and each.lon is not None:
                near = NearbyReport(each.number, "", each.category, each.received_at, 0, each.lat, each.lon)
                return near, each.category
        return None
