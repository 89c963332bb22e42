"""The demo beside a running server: citizens write to it over HTTP, and staff keeps its open reports level."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random

import structlog

from command_center.casework.answering import Answering
from command_center.casework.triage import Step, Triage
from command_center.domain.acting import Acting, Actor
from command_center.domain.answers import AnswerState
from command_center.domain.outgoing import ReachWay
from command_center.domain.report import Report
from command_center.domain.workflow import Status
from command_center.errors import BadAnswer, CommandCenterError, Conflict, ServerAway, StoreUnavailable
from command_center.reference.load import Reference
from command_center.settings import Settings
from command_center.store.reports import Reports
from data_sources.channel import Channel
from data_sources.registry import inbound_secrets
from simulation.fill import BY
from simulation.habits import Habits, load_habits
from simulation.life import StaffStep
from simulation.run import simulate
from simulation.scenarios import load_scenarios
from simulation.senders.sending import Secrets
from simulation.staff import next_steps
from simulation.writer import new_writer

log = structlog.get_logger(__name__)

SCENARIO = "biasa"
STAFF_SECONDS = 5.0
MOST_OPEN = 2000
ANSWERS = (Status.ANSWERED, Status.SETTLED)
STAFF = Acting(BY, frozenset({Actor.SYSTEM}))
"""The colleagues of a demo."""


class Demo:
    """Plays an ordinary day at DEMO_SPEED."""

    def __init__(
        self,
        settings: Settings,
        reference: Reference,
        channels: Mapping[str, Channel],
        reports: Reports,
        triage: Triage,
        answering: Answering,
    ) -> None:
        self._settings = settings
        self._reference = reference
        self._channels = channels
        self._reports = reports
        self._triage = triage
        self._answering = answering

    def citizens(self, stop: threading.Event) -> None:
        """Send until `stop` is set; a server that does not answer yet is waited for."""
        writer = new_writer(self._reference)
        scenario = load_scenarios()[SCENARIO]
        secrets = Secrets(inbound_secrets(self._channels))
        url = f"http://{self._settings.host}:{self._settings.port}"
        while not stop.wait(1.0):
            try:
                simulate(url, secrets, writer=writer, scenario=scenario, speed=self._settings.demo_speed, stop=stop)
            except ServerAway as error:
                log.info("demo_waits", reason=str(error))
            except CommandCenterError as error:
                log.warning("demo_stumbled", reason=str(error))

    def staff(self, stop: threading.Event) -> None:
        """Take steps every five seconds until `stop` is set."""
        rng = Random()
        habits = load_habits().within({opd.code for opd in self._reference.router.every if opd.active})
        last = datetime.now(UTC)
        while not stop.wait(STAFF_SECONDS):
            now = datetime.now(UTC)
            try:
                self._work(now, now - last, rng, habits)
            except StoreUnavailable as error:
                log.warning("demo_waits", reason=str(error))
            last = now

    def _work(self, now: datetime, elapsed: timedelta, rng: Random, habits: Habits) -> None:
        open_reports = [each for each in self._reports.open_reports(MOST_OPEN) if each.simulated]
        wanted = next_steps(open_reports, now, rng, elapsed=elapsed, speed=self._settings.demo_speed, habits=habits)
        by_id = {report.id: report for report in open_reports}
        for report_id, step in wanted:
            try:
                if step.status in ANSWERS and step.note:
                    self._answer(by_id[report_id], step)
                else:
                    self._triage.take([Step(report_id, step.status, step.at, BY, step.opd, step.note)])
            except (Conflict, BadAnswer) as error:
                # Somebody at the desk was faster: the simulated colleague lets go.
                log.debug("demo_step_left", reason=str(error))

    def _answer(self, report: Report, step: StaffStep) -> None:
        """Answer the simulated citizen: the step is taken once they have it. Who was not reached reads it on the status page."""
        again = report.answer_state == AnswerState.FAILED
        found = self._answering.answer(report.id, step.note, STAFF, step.at, status=step.status, publish=again)
        for answer in found:
            if answer.way in (ReachWay.CALL, ReachWay.FILE):
                self._answering.handed(answer.id, STAFF, step.at)
