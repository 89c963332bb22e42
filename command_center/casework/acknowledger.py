"""Tells who sent a report its number by itself, where the channel allows it, and never a machine, nor anybody too often."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from command_center.casework.answer_texts import AnswerTexts
from command_center.casework.reaching import Reaching
from command_center.domain.acknowledging import AcknowledgingRules, Withheld, withheld
from command_center.domain.channels import Channels
from command_center.domain.events import Event, EventKind
from command_center.domain.outgoing import Addressee, Outgoing, OutgoingKind, ReachWay
from command_center.domain.report import Report
from command_center.domain.text_length import measured
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

HOUR = timedelta(hours=1)
OLDEST = timedelta(hours=1)
"""A report that is taken in later than this after it was sent (a file, an outage) is not acknowledged any more."""
_SENT = (ReachWay.DIRECT, ReachWay.MAIL)


class Acknowledger:
    """Follows the log: each new report is put into the outbox under a key of its own, so that it is acknowledged once."""

    def __init__(
        self,
        reports: Reports,
        channels: Channels,
        reaching: Reaching,
        texts: AnswerTexts,
        rules: AcknowledgingRules,
        clock: Callable[[], datetime],
    ) -> None:
        self._reports, self._reaching, self._texts, self._rules, self._clock = reports, reaching, texts, rules, clock
        self._channels = {profile.code for profile in channels if profile.acknowledge}

    def take(self, events: Sequence[Event]) -> None:
        """Acknowledge the reports that these events tell of. The same events again change nothing. Raises StoreUnavailable."""
        now = self._clock()
        new = [
            event.report_id
            for event in events
            if event.kind is EventKind.RECEIVED
            and event.report_id is not None
            and event.data.get("channel") in self._channels
            and now - event.at <= OLDEST
        ]
        if new:
            self._reports.write(lambda unit: self._put(unit, new, now))

    def _put(self, unit: UnitOfWork, report_ids: Sequence[int], now: datetime) -> None:
        loaded = unit.load(report_ids)
        people = unit.addressees(list(loaded.values()))
        for report_id in report_ids:
            if report_id in loaded:
                self._one(unit, loaded[report_id], people[report_id], now)

    def _one(self, unit: UnitOfWork, report: Report, to: Addressee, now: datetime) -> None:
        reach = self._reaching.reach(to, now)
        if report.retracted or reach.way not in _SENT or not to.contact:
            return
        last = unit.outbox.last_to(to.contact, reach.route)
        lately = unit.outbox.sent_to(to.contact, reach.route, OutgoingKind.ACKNOWLEDGEMENT, now - HOUR)
        why = withheld(report.content.text, report.received_at, last, lately, self._rules)
        text = self._texts.acknowledgement(report)
        if why is not Withheld.NONE:
            log.info("acknowledgement_withheld", report_id=report.id, channel=to.channel, reason=str(why))
        elif measured(text, reach.limit).fits:
            unit.outbox.put(
                Outgoing(
                    route=reach.route,
                    kind=OutgoingKind.ACKNOWLEDGEMENT,
                    recipient=to.contact,
                    payload=self._reaching.payload(to, reach, self._texts.words(text, report)),
                    key=f"ack-{report.number}",
                    try_at=now,
                    made_at=now,
                    report_id=report.id,
                )
            )
