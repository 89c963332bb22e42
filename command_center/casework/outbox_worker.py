"""The outbox worker: gives away what waits, each by one process, within the rate of its route, and never twice by itself."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import structlog

from command_center.casework import settling
from command_center.domain.answers import MAKES
from command_center.domain.outgoing import (
    HandedIn,
    HandIn,
    Outgoing,
    OutgoingKind,
    OutgoingRoute,
    OutgoingRules,
    ReachWay,
    SendingRoute,
    SendReceipt,
    SendState,
    Trouble,
)
from command_center.domain.workflow import may_follow
from command_center.errors import StoreUnavailable
from command_center.store.changes import Changes
from command_center.store.outbox import Outbox
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

IDLE_SECONDS = 0.5
"""How often it is looked what other processes have put."""
AT_ONCE = 4
"""Routes that are served at the same time: one that does not answer holds up no other."""


class OutboxWorker:
    """Sends. Several processes may: each thing is claimed by one, and kept as being sent before its bytes leave."""

    def __init__(
        self,
        outbox: Outbox,
        reports: Reports,
        routes: Mapping[str, SendingRoute],
        rules: OutgoingRules,
        clock: Callable[[], datetime],
    ) -> None:
        self._outbox, self._reports, self._rules, self._clock = outbox, reports, rules, clock
        self._routes = {code: route for code, route in routes.items() if not route.by_person and not route.missing}
        self._busy: set[str] = set()
        self._rests: dict[str, datetime] = {}
        """Route -> until when it is left alone: it has had its rate, or the other side has said that it is enough."""
        self._lock = threading.Lock()

    def run(self, stop: threading.Event, changes: Changes) -> None:
        """Work until `stop` is set. A database that is away is waited for."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="outbox") as pool:
            while not stop.is_set():
                seen = changes.count
                try:
                    self.settle()
                    for route in self._waiting():
                        if self._take(route):
                            pool.submit(self._serve, route, stop)
                except StoreUnavailable as error:
                    log.warning("outbox_waits", problem=str(error))
                    stop.wait(IDLE_SECONDS)
                changes.wait(seen, IDLE_SECONDS)
                stop.wait(0.02)

    def run_once(self) -> int:
        """Send all that is due, one after the other; returns how much was taken up. Raises StoreUnavailable."""
        self.settle()
        taken = 0
        for route in self._waiting():
            while self._send_next(route):
                taken += 1
        return taken

    def _waiting(self) -> list[str]:
        """Routes on which something is due, but for those that have had their rate."""
        now = self._clock()
        free = [route for route in sorted(self._routes) if self._rests.get(route, now) <= now]
        return self._outbox.due(free, now)

    def settle(self) -> None:
        """What a process died with becomes unsure; what was unsure for its time is sent again where the route takes a key once,
        and else told to a person.
        """
        now = self._clock()
        for number in self._outbox.abandoned(now):
            self._change(number, SendState.SENDING, lambda each: self._doubted(each, now))
        for number in self._outbox.overdue(now):
            self._change(number, SendState.UNSURE, lambda each: self._given_up(each, now))

    def _doubted(self, outgoing: Outgoing, now: datetime) -> Outgoing:
        doubt = HandedIn(HandIn.UNSURE, trouble=Trouble.PROCESS_ENDED)
        return settling.after_try(outgoing, doubt, self._rules.of(outgoing.route), now)

    def _given_up(self, outgoing: Outgoing, now: datetime) -> Outgoing:
        route = self._routes.get(outgoing.route)
        if route is not None and route.repeatable:
            again = HandedIn(HandIn.LATER, trouble=outgoing.trouble)
            return settling.after_try(outgoing, again, self._rules.of(outgoing.route), now)
        return replace(outgoing, trouble=Trouble.NO_ANSWER)

    def _change(self, number: int, state: SendState, after: Callable[[Outgoing], Outgoing]) -> None:
        def work(unit: UnitOfWork) -> Outgoing | None:
            found = unit.outbox.of([number]).get(number)
            if found is None or found.state is not state:
                return None
            settling.keep(unit, after(found), self._clock())
            return after(found)

        changed = self._reports.write(work)
        if changed is not None:
            _tell(changed)

    def receipt(self, receipt: SendReceipt) -> bool:
        """Apply what a platform tells later; False where it is about nothing of ours, or says nothing new."""

        def work(unit: UnitOfWork) -> list[Outgoing]:
            now = self._clock()
            found = [settling.after_receipt(each, receipt) for each in unit.outbox.told_of(receipt)]
            changed = [each for each in found if each is not None]
            for each in changed:
                settling.keep(unit, each, now)
            return changed

        changed = self._reports.write(work)
        for each in changed:
            _tell(each)
        return bool(changed)

    def _take(self, route: str) -> bool:
        with self._lock:
            if route in self._busy:
                return False
            self._busy.add(route)
            return True

    def _serve(self, route: str, stop: threading.Event) -> None:
        try:
            while not stop.is_set() and self._send_next(route):
                pass
        except StoreUnavailable as error:
            log.warning("outbox_waits", route=route, problem=str(error))
        except Exception:
            log.exception("outbox_route_failed", route=route)
            stop.wait(IDLE_SECONDS)
        finally:
            with self._lock:
                self._busy.discard(route)

    def _send_next(self, route: str) -> bool:
        """Give the next thing of a route away; False where nothing is due, or the route has had its rate."""
        now, per_minute = self._clock(), self._rules.of(route).per_minute
        if self._rests.get(route, now) > now:
            return False
        free_at = self._outbox.free_at(route, per_minute, now)
        if free_at > now:
            self._rests[route] = free_at
            return False
        outgoing = self._outbox.claim(route, per_minute, now, now + self._rules.held)
        if outgoing is None:
            return False
        tried, answer = self._send(outgoing)
        if answer.result is HandIn.LATER and answer.trouble is Trouble.BUSY and tried.state is SendState.SENDING:
            self._rest(route, answer)
        self._note(tried, answer)
        return True

    def _rest(self, route: str, answer: HandedIn) -> None:
        """Who has said that it is enough is asked for nothing else meanwhile: a limit grows with each request that ignores it."""
        if not answer.of_recipient:
            self._rests[route] = self._clock() + (answer.after or self._rules.of(route).pauses[0])

    def _send(self, outgoing: Outgoing) -> tuple[Outgoing, HandedIn]:
        """The try as it was kept last, and what came of it."""
        rules = self._rules.of(outgoing.route)
        if outgoing.kind is OutgoingKind.ACKNOWLEDGEMENT and self._clock() - outgoing.made_at > rules.expires:
            return outgoing, HandedIn(HandIn.REFUSED, trouble=Trouble.EXPIRED)
        begun: list[Outgoing] = []
        barred: list[Trouble] = []

        def begin() -> bool:
            now = self._clock()
            mine = self._outbox.begin(outgoing, now, now + self._rules.held)
            if mine is None:
                return False
            begun.append(mine)
            # Looked at once it is kept as being sent: who hides the report after this finds an answer that was on its way.
            barred.append(self._barred(outgoing, now))
            return barred[-1] is Trouble.NONE

        try:
            answer = self._routes[outgoing.route].send(outgoing, begin)
            if any(barred):
                answer = HandedIn(HandIn.REFUSED, trouble=barred[-1])
        except StoreUnavailable:
            raise
        except Exception as error:
            log.exception("outbox_send_failed", route=outgoing.route, id=outgoing.id)
            told = type(error).__name__
            answer = HandedIn(HandIn.UNSURE if begun else HandIn.LATER, trouble=Trouble.REFUSED, told=told)
        return (begun[-1] if begun else outgoing), answer

    def _barred(self, outgoing: Outgoing, now: datetime) -> Trouble:
        """Why something must not be said any more, by what its report has become since it was written."""
        report = self._reports.by_ids([outgoing.report_id]).get(outgoing.report_id) if outgoing.report_id else None
        if report is None or outgoing.kind is OutgoingKind.ALERT:
            return Trouble.NONE
        if report.retracted:
            return Trouble.TAKEN_BACK
        route = self._routes[outgoing.route]
        if isinstance(route, OutgoingRoute):
            reach = route.reach(self._reports.addressees([report])[report.id], now)
            if reach.trouble is Trouble.CONFIDENTIAL:
                return reach.trouble
            if reach.trouble is Trouble.WINDOW_OVER and self._is_direct(outgoing):
                # It waited for longer than the channel takes it.
                return reach.trouble
        # A report that another answer took on meanwhile is still told this one; one that was handed back or put away is not.
        kind = report.report_class
        may_become = report.status in MAKES or all(may_follow(report.status, each, kind) for each in MAKES)
        if may_become or outgoing.kind is not OutgoingKind.ANSWER:
            return Trouble.NONE
        answer = self._reports.write(lambda unit: unit.answers.of_outgoing(outgoing.id))
        overtaken = answer is not None and not may_follow(report.status, answer.status, kind)
        return Trouble.CLOSED if overtaken else Trouble.NONE

    def _is_direct(self, outgoing: Outgoing) -> bool:
        """Whether it was written for the citizen's own channel while that was open. An acknowledgement always is."""
        answer = self._reports.write(lambda unit: unit.answers.of_outgoing(outgoing.id))
        return answer is None or answer.way is ReachWay.DIRECT

    def _note(self, outgoing: Outgoing, answer: HandedIn) -> None:
        """Keep what came of a try. What a receipt has told meanwhile is newer; what another process has is not ours."""

        def work(unit: UnitOfWork) -> Outgoing | None:
            stands = unit.outbox.of([outgoing.id])[outgoing.id]
            taken = answer.result is HandIn.TAKEN
            told_more = stands.state in (SendState.SENT, SendState.DELIVERED, SendState.READ, SendState.FAILED)
            same = (stands.attempts, stands.begun_at) == (outgoing.attempts, outgoing.begun_at)
            ours = same and stands.state in (SendState.WAITING, SendState.SENDING)
            if told_more and taken:
                known = replace(stands, external_id=answer.external_id or stands.external_id)
                unit.outbox.change(known)
                return None
            if stands.state is SendState.CANCELLED or not (ours or taken):
                return None
            after = settling.after_try(stands, answer, self._rules.of(stands.route), self._clock())
            settling.keep(unit, after, self._clock())
            return after

        changed = self._reports.write(work)
        if changed is not None:
            _tell(changed)


def _tell(outgoing: Outgoing) -> None:
    """One line of the log; it names no one."""
    level = log.info if outgoing.state.handed_over else log.warning
    level(
        "outgoing",
        id=outgoing.id,
        route=outgoing.route,
        kind=str(outgoing.kind),
        state=str(outgoing.state),
        attempt=outgoing.attempts,
        trouble=str(outgoing.trouble),
        told=outgoing.told,
    )
