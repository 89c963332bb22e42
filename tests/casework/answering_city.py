"""A city that answers, with the time of the test: reports of several channels, their senders, and the outbox's worker."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from command_center.casework.answer_texts import AnswerTexts
from command_center.casework.answering import Answering
from command_center.casework.letters import LetterRoute
from command_center.casework.outbox_worker import OutboxWorker
from command_center.casework.reaching import Reaching
from command_center.casework.status_links import StatusLinks
from command_center.casework.triage import Step, Triage
from command_center.domain.acting import Acting, acting_person
from command_center.domain.answers import Answer
from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.inbound import Inbound, Reporter
from command_center.domain.outgoing import OutgoingRoute, SendReceipt, SendState, Trouble
from command_center.domain.report import Report
from command_center.domain.workflow import Status
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.post.smtp import MailServer
from command_center.store.answers import Answers
from command_center.store.db import Database
from command_center.store.outbox import Outbox
from command_center.store.reports import Reports
from data_sources.channel import Channel, SenderWiring
from data_sources.channels.call112 import Call112, Call112Settings
from data_sources.channels.facebook import Facebook, FacebookSettings
from data_sources.channels.instagram import Instagram, InstagramSettings
from data_sources.channels.sms import Sms, SmsSettings
from data_sources.channels.sp4n import Sp4n, Sp4nSettings
from data_sources.channels.telegram import Telegram, TelegramSettings
from data_sources.channels.web import Website
from data_sources.channels.whatsapp import WhatsApp, WhatsAppSettings
from data_sources.channels.x import X, XSettings
from data_sources.open311_form import Open311Settings
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
P3M = acting_person("sari", frozenset({"p3m"}), address="127.0.0.1")
DPU = acting_person("kepala.dpu", frozenset({"opd"}), "dpu")
TOKEN = "token-uji"


@cache
def examiner() -> Examiner:
    reference = shipped()
    return Examiner(reference, Locator(reference.areas))


@cache
def channels(url: str, **more: Any) -> Mapping[str, Channel]:
    """The channels that can be answered, each with its platform at `url`; `more` are settings of WhatsApp."""
    graph: dict[str, Any] = {"access_token": TOKEN, "graph_url": f"{url}/v23.0"}
    return {
        "sms": Sms(
            SmsSettings(
                sms_token="t%o", sms_sendsms_url=f"{url}/cgi-bin/sendsms", sms_sendsms_user="pusat",
                sms_sendsms_password="sandi", sms_max_parts=2,
            )
        ),
        "whatsapp": WhatsApp(WhatsAppSettings(**{**graph, **more})),
        "facebook": Facebook(FacebookSettings(**graph)),
        "instagram": Instagram(InstagramSettings(**graph)),
        "telegram": Telegram(TelegramSettings(telegram_bot_token="77:abc", telegram_api_url=url)),
        "x": X(
            XSettings(
                x_api_url=url, x_consumer_key="ck", x_consumer_secret="cs", x_access_token="at", x_access_token_secret="as"
            )
        ),
        "web": Website(Open311Settings()),
        "sp4n": Sp4n(Sp4nSettings()),
        "112": Call112(Call112Settings()),
    }  # fmt: skip


class City:
    """One installation. `now` is its clock; what is unsure, paused or over is seen by setting it."""

    def __init__(
        self,
        db: Database,
        url: str = "http://127.0.0.1:9",
        *,
        mail: MailServer | None = None,
        citizens: OutgoingRoute | None = None,
        **whatsapp: Any,
    ) -> None:
        self.now = NOW
        self.db = db
        reference = shipped()
        clock = DeadlineClock(reference.policies, reference.calendar)
        self.reports = Reports(db, clock=clock, p3m_opd=reference.router.p3m)
        letters = LetterRoute(mail, "Lapor Hendi")
        wiring = SenderWiring("http://pusat.test", letters)
        self.channels = channels(url, **whatsapp)
        senders = {code: channel.sender(wiring) for code, channel in self.channels.items()}
        self.reaching = Reaching(
            {code: sender for code, sender in senders.items() if sender is not None}, letters, citizens
        )
        self.texts = AnswerTexts(
            shipped(), StatusLinks("http://pusat.test", shipped().channels, lambda _number: "RAHASIA")
        )
        self.answering = Answering(self.reports, Answers(db), self.reaching, self.texts)
        self.rules = shipped().outgoing
        self.worker = self.new_worker()

    def new_worker(self) -> OutboxWorker:
        """Another process."""
        return OutboxWorker(Outbox(self.db), self.reports, self.reaching.routes, self.rules, lambda: self.now)

    def take(self, channel: str, *, contact: str, simulated: bool = False, opd: str = "dpu", **more: Any) -> Report:
        """A report of a channel, verified and forwarded."""
        number = self.reports.count() + 1
        item = Inbound(
            channel=channel,
            account=more.pop("account", "106540352242922"),
            external_id=more.pop("external_id", f"m{number}"),
            sent_at=more.pop("sent_at", self.now),
            text=more.pop("text", "Jalan berlubang di Tlogosari Kulon, mohon diperbaiki"),
            reporter=Reporter(more.pop("person", f"person-{number}"), "Warga", contact),
            **more,
        )
        Intake(self.reports, examiner(), simulated=simulated).accept([Parsed(None, self.now, (item,))], self.now)
        report = self.reports.all_after(0, 1000)[-1]
        if opd:
            Triage(self.reports).take([Step(report.id, Status.FORWARDED, self.now, "sari", opd)])
        return self.report(report.id)

    def report(self, report_id: int) -> Report:
        """A report as it is now."""
        return self.reports.all_after(report_id - 1, 1)[0]

    def answer(self, report: Report, text: str = "Sudah ditambal.", by: Acting = P3M, **more: Any) -> Answer:
        """An answer that was written now; the first where there are several."""
        return self.answering.answer(report.id, text, by, self.now, **more)[0]

    def last(self, report: Report) -> Answer:
        """The newest answer of a report."""
        return self.answering.of_report(report.id)[-1]

    def fail(self, answer: Answer) -> None:
        """The platform of WhatsApp tells that an answer did not arrive."""
        outbox_id = self.reports.write(lambda unit: unit.answers.outbox_id(answer.id))
        assert outbox_id is not None
        sent = self.reports.write(lambda unit: unit.outbox.of([outbox_id])[outbox_id])
        assert self.worker.receipt(
            SendReceipt("whatsapp", SendState.FAILED, self.now, external_id=sent.external_id, trouble=Trouble.NOT_THERE)
        )

    def later(self, **time: float) -> None:
        """Let time pass, and let the worker do what is then due."""
        self.now += timedelta(**time)
        self.worker.run_once()


def with_rules(city: City, **usual: Any) -> OutboxWorker:
    """A worker with other rules for all routes."""
    city.rules = replace(city.rules, usual=replace(city.rules.usual, **usual), by_route={})
    city.worker = city.new_worker()
    return city.worker
