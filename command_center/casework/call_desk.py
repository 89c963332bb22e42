"""The desk's calls to 112: which came in, a form taken into the inbox, and what became of it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from command_center.casework import call_form
from command_center.casework.call_form import CallForm, Fault
from command_center.domain.calls import Standing, phone_of, standing, suggested
from command_center.domain.report import Report
from command_center.domain.transport import TransportState
from command_center.errors import StoreUnavailable
from command_center.places.evidence import with_names
from command_center.readmodel.calls_view import Asked, Became, CallerDoubt, CallsView, Receipt, WrittenLine
from command_center.reference.load import Reference
from command_center.store.calls import Calls
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports

log = structlog.get_logger(__name__)

LOOK_BACK = timedelta(minutes=30)
"""How long a call stays in the list."""
LAST = 5
"""How many of the operator's last calls are listed."""
ANSWER_SECONDS = 2.0
"""How long the operator waits for the tracking number before the form counts as kept and waiting."""


class CallDesk:
    """Takes call forms. `clock` gives aware UTC; `switchboard` says how the line to it is, None where there is none."""

    def __init__(
        self,
        inbox: Inbox,
        reports: Reports,
        calls: Calls,
        reference: Reference,
        clock: Callable[[], datetime],
        answer_seconds: float = ANSWER_SECONDS,
        switchboard: Callable[[], TransportState | None] = lambda: None,
    ) -> None:
        self._inbox, self._reports, self._calls = inbox, reports, calls
        self._reference, self._clock, self._answer_seconds = reference, clock, answer_seconds
        self._switchboard = switchboard

    def view(self, operator: str) -> CallsView:
        """The lists beside the form. Raises StoreUnavailable."""
        now = self._clock()
        calls = self._calls.recent(now - LOOK_BACK)
        phones = self._calls.phones()
        phone = phone_of(operator, phones)
        call = suggested(calls, phone)
        areas = self._reference.areas.kelurahan_by_code
        return CallsView(
            as_of=now,
            operator=operator,
            calls=tuple(calls),
            suggested=call.call_id if call else "",
            written=tuple(
                WrittenLine(
                    each.at,
                    each.kind,
                    each.number,
                    each.category,
                    areas[each.kelurahan].name if each.kelurahan in areas else "",
                )
                for each in self._calls.written_by(operator, LAST)
            ),
            phone=phone,
            phones=tuple(phones),
            switchboard=self._switchboard(),
        )

    def sit_at(self, operator: str, phone: str) -> None:
        """Keep which phone this operator has; whoever had it before has it no more. Raises StoreUnavailable."""
        if phone != phone_of(operator, self._calls.phones()):
            self._calls.sit_at(operator, phone)

    def doubt(self, form: CallForm, operator: str) -> CallerDoubt | None:
        """Why the form may be under the wrong caller, None where nothing speaks against it. Raises StoreUnavailable."""
        phone = phone_of(operator, self._calls.phones())
        call = self._calls.find(form.call_id) if form.call_id else None
        if call is not None and call.written:
            # It was sent before: what is wrong with it was told then.
            return None
        current = suggested(self._calls.recent(self._clock() - LOOK_BACK), phone)
        stands = standing(call, current, phone, form.caller)
        if stands is Standing.HERE:
            return None
        return CallerDoubt(stands, current if stands is Standing.OTHER else None)

    def faults(self, form: CallForm) -> Mapping[str, Fault]:
        """What is wrong with a form, by field."""
        return call_form.faults(form, self._reference.areas, self._reference.categories)

    def take(self, form: CallForm, operator: str) -> Receipt:
        """Put a form without faults into the inbox and tell what became of it. On return it is durable.

        Raises StoreUnavailable: then nothing of it is kept. The same form again changes nothing and tells the same.
        """
        call = self._calls.find(form.call_id) if form.call_id else None
        if call is None or not call_form.belongs_to(form, call, operator):
            call = None
        elif not self._calls.claim(call.call_id, form.form_id):
            # Another form was faster by a moment: nobody's report is replaced by another one's.
            call = None
        payload = call_form.delivery(form, call, operator, self._reference.areas, self._clock())
        stored = self._inbox.put(payload)
        asked = Asked(
            stored.inbox_id,
            call.call_id if call is not None else call_form.own_call_id(form),
            form.kind,
            form.kelurahan,
            form.category,
        )
        try:
            self._inbox.wait(stored.inbox_id, self._answer_seconds)
            return self.receipt(asked)
        except StoreUnavailable as error:
            # It is kept: to say that it is not would make the operator write it again.
            log.warning("call_form_not_followed", inbox_id=stored.inbox_id, problem=str(error))
            return Receipt(Became.WAITING, asked)

    def receipt(self, asked: Asked) -> Receipt:
        """What became of a form so far. Raises StoreUnavailable."""
        outcome = self._inbox.outcome(asked.inbox_id)
        if outcome.state == "new":
            return Receipt(Became.WAITING, asked)
        if outcome.state == "quarantined":
            return Receipt(Became.REFUSED, asked, problem=outcome.problem)
        if asked.kind not in {str(kind) for kind in call_form.REPORTED}:
            return Receipt(Became.COUNTED, asked)
        number = self._calls.number_of(asked.call_id)
        return self._of_report(asked, self._reports.by_number(number))

    def _of_report(self, asked: Asked, report: Report) -> Receipt:
        reference, place, category = self._reference, report.location, report.classification
        areas, opd = reference.areas, reference.router.by_code.get(report.assignment.opd)
        kelurahan = areas.kelurahan_by_code.get(place.kelurahan)
        kecamatan = areas.kecamatan_by_code.get(place.kecamatan)
        policy = reference.policies.find(report.deadlines.policy)
        due = report.next_due
        return Receipt(
            became=Became.REPORT,
            asked=asked,
            number=report.number,
            category=category.category,
            words=category.words,
            category_chosen=bool(asked.category) and asked.category == category.category,
            kelurahan=kelurahan.name if kelurahan else "",
            kecamatan=kecamatan.name if kecamatan else "",
            place_chosen=bool(asked.kelurahan) and asked.kelurahan == place.kelurahan,
            place_differs=areas.name_of(asked.kelurahan) if asked.kelurahan not in ("", place.kelurahan) else "",
            place_because=with_names(place.evidence, areas),
            opd=opd.short if opd else report.assignment.opd,
            opd_label=opd.label if opd else None,
            opd_by=report.assignment.by,
            opd_rule=reference.router.reason(report.assignment),
            due_stage=str(due[0]) if due else "",
            due_at=due[1] if due else None,
            provisional=due is not None and self._reference.calendar.may_move(due[1]),
            policy=policy.label if policy else None,
        )
