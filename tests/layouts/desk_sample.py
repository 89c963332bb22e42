"""Files of reports as the desk's tests see them: obviously invented citizens, with the city's own reference data."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from command_center.domain.answers import Answer
from command_center.domain.conversations import Link, LinkRule, MessageKind
from command_center.domain.events import EventKind
from command_center.domain.findings import (
    AssignedBy,
    Assignment,
    Classification,
    Deadlines,
    FoundBy,
    Location,
    PlaceEvidence,
)
from command_center.domain.inbound import Media, Position
from command_center.domain.outgoing import Reach, ReachWay, SendState, Trouble
from command_center.domain.proposals import Proposal, ProposedField
from command_center.domain.report import Breach, Content, Origin, Report, WorkflowState, with_next_due
from command_center.domain.report_file import Deed, DeedKind, FileIncident, FileMessage, NearReport, ReportFile
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.sla import fix_deadlines
from command_center.domain.text_length import LengthUnit, TextLimit, TextSize
from command_center.domain.workflow import Stage, Status
from command_center.settings import read_settings
from layouts.desk.composer import Composing, EndedDraft, TemplateChoice
from layouts.desk.config import DeskConfig, desk_config
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
AT = NOW - timedelta(hours=3)
TEXT = "Min, air di Jl Kaligawe naik lagi padahal tidak hujan"
KEY = ("whatsapp", "62811", "wamid.1")


@cache
def config() -> DeskConfig:
    return desk_config(shipped(), read_settings(_env_file=None))


def report(status: Status = Status.RECEIVED, **changes) -> Report:
    reference = shipped()
    kelurahan = next(each for each in reference.areas.kelurahan if each.name == "Terboyo Kulon")
    made = Report(
        id=7,
        number="LH-2026-007668",
        received_at=AT,
        origin=Origin("whatsapp", "62811", AT),
        report_class=ReportClass.COMPLAINT,
        visibility=Visibility.PUBLIC,
        content=Content("", TEXT, "", AT),
        classification=Classification("rob", ("air naik", "tidak hujan"), 5.0, "banjir", doubtful=True),
        location=Location(
            FoundBy.STREET,
            kelurahan.code,
            kelurahan.kecamatan,
            Position(-6.9556, 110.4592),
            True,
            PlaceEvidence(("Kaligawe",)),
        ),
        assignment=Assignment("dpu", AssignedBy.ROUTE, "rob"),
        deadlines=fix_deadlines(reference.policies.default, reference.calendar, AT),
        state=WorkflowState(status),
        version=3,
    )
    return with_next_due(replace(made, **changes))


def message(number: int, kind: MessageKind = MessageKind.CONTENT, text: str = "", **more) -> FileMessage:
    fields = {"address": "", "position": None, "media": (), "removed": False, "link": None} | more
    key = ("whatsapp", "62811", f"wamid.{number}")
    return FileMessage(key, AT + timedelta(minutes=number), kind, text, **fields)


LINKS = tuple(
    Link(
        rule,
        "40" if rule in (LinkRule.WINDOW, LinkRule.REPEAT) else "LH-2026-000001",
        5,
        ("subject", "place"),
        ("rob",),
        ("lampu",),
    )
    for rule in LinkRule
)


def conversation() -> tuple[FileMessage, ...]:
    photos = tuple(Media(kind, f"id-{kind}") for kind in ("image", "video", "audio", "document"))
    shown = [
        message(0, text=TEXT),
        message(1, media=(*photos, Media("image", "file:abc"), Media("image", "https://platform.example/p.jpg"))),
        message(2, position=Position(-6.95, 110.45), address="depan RSI Sultan Agung, Kaligawe"),
        message(3, removed=True),
        *(message(10 + at, text="lanjutan", link=link) for at, link in enumerate(LINKS)),
        *(message(40 + at, kind) for at, kind in enumerate(MessageKind)),
    ]
    return tuple(shown)


def deeds() -> tuple[Deed, ...]:
    every = [Deed(DeedKind.STEP, AT, "sari", str(status), "dpu", "cek pompa") for status in Status]
    facts = {
        "category": "rob",
        "kelurahan": "",
        "opd": "dpu",
        "report_class": "complaint",
        "visibility": "anonim",
        "incident_id": 4,
    }
    every += [Deed(DeedKind.EVENT, AT, "whatsapp", str(kind), facts=facts) for kind in EventKind]
    every += [Deed(DeedKind.EVENT, AT, "", str(EventKind.GROUPED), facts={"incident_id": None})]
    every += [Deed(DeedKind.STEP, AT, "citizen", "forwarded", "dpu", note) for note in ("genangannya kembali", "")]
    every += [Deed(DeedKind.AUDIT, AT, "budi", act) for act in ("contact.reveal", "report.apart", "report.alike")]
    every += [Deed(DeedKind.STEP, AT, "budi", "verified", facts={"undone": True})]
    return tuple(every)


def near(number: int, **changes) -> NearReport:
    made = NearReport(
        number,
        f"LH-2026-00000{number}",
        2,
        "rob",
        "sms",
        "rob kaligawe lagi",
        -6.95,
        110.46,
        400.0,
        480.0,
        0.5,
        None,
        True,
    )
    return replace(made, **changes)


def file(made: Report | None = None, **changes) -> ReportFile:
    whole = ReportFile(
        report=made or report(),
        name="S•••••",
        contact="08••-••••-•412",
        earlier=2,
        messages=(message(0, text=TEXT),),
        proposals=(),
        near=(),
        incident=None,
        history=(),
    )
    return replace(whole, **changes)


def files() -> Iterator[tuple[str, ReportFile]]:
    """Every kind of file there is, by name."""
    for status in Status:
        yield f"status {status}", file(report(status, state=WorkflowState(status)))
    yield (
        "full",
        file(
            messages=conversation(),
            history=deeds(),
            near=(
                near(1),
                near(2, incident_id=9, others=3, seconds=-7200.0, resent=True),
                near(3, same_category=False, metres=None),
            ),
            incident=FileIncident(
                4, "rob", AT, 9, {"sms": 4, "whatsapp": 5}, tuple(f"LH-2026-00010{n}" for n in range(9))
            ),
            proposals=tuple(
                Proposal(field, old, new, "whatsapp", AT)
                for field, old, new in (
                    (ProposedField.CATEGORY, "rob", "banjir"),
                    (ProposedField.PLACE, {"kelurahan": "", "kecamatan": ""}, {"kelurahan": "x"}),
                    (ProposedField.OPD, "dpu", "dishub"),
                    (ProposedField.REPORT_CLASS, "complaint", "aspiration"),
                    (ProposedField.VISIBILITY, "public", "rahasia"),
                )
            ),
        ),
    )
    sure = Classification("rob", (), 9.0)
    yield "sure", file(report(classification=sure), contact="", name="", earlier=0)
    yield "little said", file(report(classification=replace(sure, doubtful=True)))
    yield "by staff", file(report(classification=replace(sure, chosen_by_staff=True)))
    yield "by sender", file(report(classification=replace(sure, chosen_by_sender=True)))
    doubt = Classification("rob", ("air",), 4.0, "sampah", doubtful=True)
    yield "another department", file(report(classification=doubt))
    yield "nowhere", file(report(location=Location(FoundBy.NONE)))
    outside = PlaceEvidence(("Genuk",), Position(-6.9, 110.4), True, 12.0, ("Genuksari",), ("Kaligawe",))
    yield "outside", file(report(location=Location(FoundBy.KELURAHAN, "x", "y", Position(-6.9, 110.4), False, outside)))
    over = NOW - timedelta(days=20)
    late = report(received_at=over, deadlines=fix_deadlines(shipped().policies.default, shipped().calendar, over))
    breach = Breach(Stage.ANSWER, NOW - timedelta(days=6))
    yield "late", file(replace(late, state=replace(late.state, breach=breach)))
    stages = fix_deadlines(shipped().policies.choose("sp4n"), shipped().calendar, AT)
    answered = report(deadlines=stages, state=WorkflowState(Status.ANSWERED, {Stage.ANSWER: AT}))
    yield "to be settled", file(with_next_due(answered))
    for visibility in Visibility:
        yield f"visibility {visibility}", file(report(visibility=visibility, simulated=True))
    for kind in ReportClass:
        yield f"class {kind}", file(report(report_class=kind))
    for policy in shipped().policies.every:
        yield policy.key, file(report(deadlines=fix_deadlines(policy, shipped().calendar, AT)))
    settling = report(Status.ANSWERED, state=WorkflowState(Status.ANSWERED, {Stage.ANSWER: AT}))
    yield "settling", file(with_next_due(replace(settling, deadlines=fix_deadlines(sp4n(), shipped().calendar, AT))))
    yield "today", file(with_next_due(replace(report(), deadlines=Deadlines("gone@1", "", {Stage.ANSWER: NOW}))))
    met = report(Status.ANSWERED, state=WorkflowState(Status.ANSWERED, {Stage.ANSWER: AT}))
    yield "met", file(with_next_due(replace(met, deadlines=replace(met.deadlines, due={Stage.ANSWER: AT}))))


def sp4n():
    """A policy that asks for a settlement after the answer."""
    return next(each for each in shipped().policies.every if each.code == "sp4n")


def sizes() -> Iterator[TextSize]:
    """How texts are measured, in every unit."""
    for unit in LengthUnit:
        yield TextSize(2, 4, unit, 90, 140, "😀")


LIMIT = TextLimit(4096)


def answer(state: SendState, trouble: Trouble = Trouble.NONE, way: ReachWay = ReachWay.DIRECT) -> Answer:
    return Answer(1, 7, AT, "budi", Status.ANSWERED, "Petugas ke lokasi.", "whatsapp", way, state, trouble=trouble)


def composings() -> Iterator[tuple[str, Composing]]:
    """Every kind of panel there is, by name."""
    open_way = Reach("whatsapp", ReachWay.DIRECT, LIMIT, until=NOW + timedelta(hours=21))
    templates = [TemplateChoice("rob", "Rob, petugas menuju lokasi", "Petugas menuju lokasi.", Status.ANSWERED)]
    yield "open", Composing(open_way, "k", "Baik", "rob", templates, others={"sms": 2, "x": 1})
    for way in ReachWay:
        shut = Reach("x", ReachWay.NONE, LIMIT, trouble=Trouble.WINDOW_OVER, missing=("X_TOKEN",), instead=way)
        yield f"instead {way}", Composing(shut, "k")
        if way is not ReachWay.NONE:
            yield f"way {way}", Composing(Reach("x", way, LIMIT, trouble=Trouble.WINDOW_OVER), "k")
    for unit in LengthUnit:
        yield f"unit {unit}", Composing(Reach("sms", ReachWay.DIRECT, TextLimit(4, unit)), "k")
    for trouble in Trouble:
        yield f"trouble {trouble}", Composing(Reach("sms", ReachWay.NONE, LIMIT, trouble=trouble), "k")
    every = [answer(state) for state in SendState]
    every += [answer(SendState.FAILED, Trouble.BLOCKED), answer(SendState.WAITING, way=ReachWay.CALL)]
    yield "answers", Composing(open_way, "k", answers=every)
    yield "ended", Composing(open_way, "k", ended=EndedDraft("Tulisan saya", "budi", NOW))
