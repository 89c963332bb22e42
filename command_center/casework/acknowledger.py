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
from command_center.store.outbox import Outbox, OutboxRows
from command_center.store.reports import Reports

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
        outbox: Outbox,
        channels: Channels,
        reaching: Reaching,
        texts: AnswerTexts,
        rules: AcknowledgingRules,
        clock: Callable[[], datetime],
    ) -> None:
        self._reports, self._outbox, self._clock = reports, outbox, clock
        self._reaching, self._texts, self._rules = reaching, texts, rules
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
        if not new:
            return
        loaded = self._reports.by_ids(new)
        people = self._reports.addressees(list(loaded.values()))
        prepared = [self._prepared(loaded[each], people[each], now) for each in new if each in loaded]
        wanted = [each for each in prepared if each is not None]
        if wanted:
            self._outbox.write(lambda rows: self._put(rows, wanted, now))

    def _prepared(self, report: Report, to: Addressee, now: datetime) -> tuple[Report, Outgoing] | None:
        """What is sent to who wrote a report; None where nothing is."""
        reach = self._reaching.reach(to, now)
        if report.retracted or reach.way not in _SENT or not to.contact:
            return None
        words = self._texts.words(self._texts.acknowledgement(report), report, to)
        if not measured(words.text, reach.limit).fits:
            return None
        return report, Outgoing(
            route=reach.route,
            kind=OutgoingKind.ACKNOWLEDGEMENT,
            recipient=to.contact,
            payload=self._reaching.payload(to, reach, words),
            key=f"ack-{report.number}",
            try_at=now,
            made_at=now,
            report_id=report.id,
        )

    def _put(self, rows: OutboxRows, wanted: Sequence[tuple[Report, Outgoing]], now: datetime) -> None:
        for report, outgoing in wanted:
            last = rows.last_to(outgoing.recipient, outgoing.route)
            lately = rows.sent_to(outgoing.recipient, outgoing.route, OutgoingKind.ACKNOWLEDGEMENT, now - HOUR)
            why = withheld(report.content.text, report.received_at, last, lately, self._rules)
            if why is Withheld.NONE:
                rows.put(outgoing)
            else:
                log.info("acknowledgement_withheld", report_id=report.id, route=outgoing.route, reason=str(why))
