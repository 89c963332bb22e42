"""The pages of a report for its department, of instructions, of the mayor and of closures, in their states."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from callbacks import answer, instructed, integrity, mayor
from command_center.domain.acts import Change
from command_center.domain.answers import Answer
from command_center.domain.closures import ClosureSign, FlaggedClosure, LookedAt, OpdClosures
from command_center.domain.conversations import MessageKind
from command_center.domain.events import EventKind
from command_center.domain.inbound import Media
from command_center.domain.instructions import Instruction, InstructionAct, InstructionActKind, NamedReport
from command_center.domain.opd_report import AnswerDraft, OpdReport
from command_center.domain.outgoing import Reach, ReachWay, SendState, Trouble
from command_center.domain.report import after_step
from command_center.domain.report_file import Deed, DeedKind, FileIncident, FileMessage, ReportFile
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.text_length import LengthUnit, TextLimit
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status
from command_center.readmodel.screening_view import UnseenPage, UnseenReport
from command_center.settings import read_settings
from command_center.store.report_rows import from_row
from layouts.answer.config import answer_config
from layouts.answer.page import answer_page, no_report
from layouts.answer.typed import KeptPicture, TypedAnswer
from layouts.i18n import Words
from layouts.instructed.page import instructed_page
from layouts.integrity.page import ClosureList, ClosuresAsked, integrity_page
from layouts.markup import markup
from layouts.mayor.page import MayorView, mayor_page
from layouts.office_config import office_config
from layouts.office_forms import RefusedForm
from layouts.visit import Visit
from tests.reference.shipped import shipped
from tests.store.report_rows import report_row

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
PICTURE = Media("image", f"file:{'a' * 32}", "image/jpeg", "before")


def answers():
    """One answer in each state, and of each kind."""
    common = {"report_id": 1, "at": NOW, "by": "kepala.dpu", "text": "Sudah.", "route": "sms", "way": ReachWay.DIRECT}
    found = [
        Answer(
            place, status=Status.ANSWERED, state=state, trouble=Trouble.GAVE_UP, sent_at=NOW, media=(PICTURE,), **common
        )
        for place, state in enumerate(SendState, 1)
    ]
    found += [
        Answer(50 + place, status=status, state=SendState.SENT, sent_at=NOW, **common)
        for place, status in enumerate((Status.SETTLED, Status.INCOMPLETE))
    ]
    found += [
        Answer(60 + place, status=Status.ANSWERED, state=SendState.FAILED, **common, trouble=trouble)
        for place, trouble in enumerate(Trouble)
    ]
    return (*found, Answer(90, status=Status.ANSWERED, state=SendState.WAITING, **common | {"way": ReachWay.CALL}))


def history():
    """One deed of each kind."""
    steps = [
        Deed(DeedKind.STEP, NOW, "sari", str(status), "dpu" if status is Status.FORWARDED else "", "Cek.")
        for status in Status
    ]
    events = [Deed(DeedKind.EVENT, NOW, "system", str(kind)) for kind in EventKind if kind is not EventKind.CALL]
    undone = Deed(DeedKind.STEP, NOW, "sari", "verified", facts={"undone": True})
    moved = Deed(DeedKind.STEP, NOW, "sari", "forwarded")
    citizens = [Deed(DeedKind.STEP, NOW, "citizen", "forwarded", "dpu", note) for note in ("Lubangnya kembali", "")]
    return (*citizens, *steps, *events, undone, moved)


def drawn_reports(words: Words, visit: Visit):
    """The page of a report in all its states."""
    row: Any = report_row(id=1, version=1, opd="dpu")
    report = after_step(from_row(row), Status.FORWARDED, NOW)
    messages = (
        FileMessage(
            ("sms", "", "1"),
            NOW,
            MessageKind.CONTENT,
            "Lubang",
            "Jl. Pandanaran",
            None,
            (PICTURE, Media("image", "https://a.id/1"), Media("image", "x")),
            False,
            None,
        ),
        FileMessage(("sms", "", "2"), NOW, MessageKind.CONTENT, "", "", report.location.position, (), True, None),
        FileMessage(("sms", "", "3"), NOW, MessageKind.CONTENT, "", "", None, (), False, None),
    )
    file = ReportFile(report, "", "", 0, messages, (), (), FileIncident(1, "rob", NOW, 3), history())
    orders = (Instruction(NOW, "wali", "dpu", "Hari ini juga.", id=1),)
    view = OpdReport(file, answers(), None, instructions=orders)
    config = answer_config(shipped(), read_settings(_env_file=None))
    acting = replace(
        view,
        may_act=True,
        may_answer=True,
        may_settle=True,
        may_ask=True,
        may_return=True,
        others=2,
        drafts=(AnswerDraft("a", Wording("A", "A"), "answered", "Baik."),),
    )

    def draw(shown, typed=None, done=""):
        return answer_page(shown, config, visit, now=NOW, token="t", shapes=None, typed=typed, done=done)

    for way in ReachWay:
        reach = Reach(
            "sms", way, TextLimit(3, LengthUnit.SMS_PARTS), NOW + HOUR, HOUR, Trouble.NONE, instead=ReachWay.PAGE
        )
        yield draw(replace(acting, reach=reach))
    for unit in LengthUnit:
        yield draw(replace(acting, reach=Reach("sms", ReachWay.DIRECT, TextLimit(100, unit))))
    ready = replace(acting, reach=Reach("sms", ReachWay.DIRECT, TextLimit(100)))
    for status in Status:
        state = after_step(report, status, NOW)
        yield draw(replace(view, file=replace(file, report=state)))
    for kind in ReportClass:
        yield draw(replace(view, file=replace(file, report=replace(report, report_class=kind))))
    for visibility in Visibility:
        yield draw(
            replace(view, masked="Disamarkan", file=replace(file, report=replace(report, visibility=visibility)))
        )
    for stage in Stage:
        for due in (NOW - 4 * 24 * HOUR, NOW - HOUR, NOW + HOUR, NOW + 99 * HOUR):
            deadlines = replace(report.deadlines, due={Stage.ANSWER: due, Stage.SETTLE: due, stage: due})
            for reached in ({}, dict.fromkeys(Stage, NOW)):
                stands = replace(report.state, next_due=(stage, due), reached=reached)
                shown = replace(report, deadlines=deadlines, state=stands)
                yield draw(replace(view, file=replace(file, report=shown)))
    # Neither the answers nor what was done stand otherwise beside a form that was refused: a few of them do.
    ready = replace(ready, answers=answers()[:2], file=replace(file, history=history()[:3]))
    changes = (
        Change("sari", NOW, str(EventKind.CORRECTED), {}),
        Change("sari", NOW, str(EventKind.STEP), {"status": "forwarded"}),
    )
    kept = (KeptPicture("t", "/x", "before"), KeptPicture("t", "/x"), KeptPicture("t", "/x", "after"))
    problems = [key.removeprefix("answer.problem.") for key in words.entries if key.startswith("answer.problem.")]
    for problem in problems:
        if problem not in ("kept", "typed", "typed_title", "change"):
            refused = [("a.txt", why) for why in ("type", "broken", "bytes", "pixels", "many")]
            for act in ("jawab", "tanya", "kembalikan", "batalkan"):
                typed = TypedAnswer(
                    act,
                    problem,
                    "Sudah.",
                    "answered",
                    pictures=kept,
                    refused=refused,
                    changes=changes,
                    values={"told": "x"},
                )
                yield draw(ready, typed)
                yield draw(replace(ready, may_answer=False, may_settle=False, may_ask=False, may_return=False), typed)
    for done in answer.DONE:
        yield draw(view, done=done)
    yield no_report("dpu", "LH-2026-000009", config, visit)


def orders():
    """Instructions in each state, with one act of each kind."""
    acts = tuple(InstructionAct(kind, NOW, "dpu", "Baik.", ("LH-2026-000001",)) for kind in InstructionActKind)
    ends = [(), acts[:1], acts[:2], acts[:3], acts]
    return [
        Instruction(
            NOW, "wali", "dpu", "Periksa.", "LH-2026-000001" if place % 2 else "", "rob", date(2026, 12, 1), end, place
        )
        for place, end in enumerate(ends, 1)
    ]


def drawn_office(words: Words, visit: Visit):
    """The pages of the mayor, of instructions and of closures."""
    config = office_config(shipped(), read_settings(_env_file=None))
    days = {each.id: 7 * each.id for each in orders()}
    unseen = [
        UnseenReport(
            place,
            f"LH-2026-{place:06d}",
            "rob",
            "",
            "",
            "dpu" if place % 2 else "",
            "sms",
            "received" if place % 2 else "forwarded",
            NOW,
            NOW,
            place % 3,
            NOW if place == 1 else None,
        )
        for place in range(1, 41)
    ]
    named = {
        number: NamedReport(number, opd, "forwarded", with_opd)
        for number, opd, with_opd in (("LH-2026-000001", "dlh", True), ("LH-2026-000002", "dpu", False))
    }
    queue = UnseenPage(unseen, 1, 2, 60, 1)
    view = MayorView(NOW, queue, {1: "Air naik"}, orders(), days, named, "LH-2026-000001")
    for done in ("", *mayor.DONE):
        yield mayor_page(view, config, visit, token="t", sent=None, done=done, may=True)
    waiting = {"LH-2026-000001": NamedReport("LH-2026-000001", "dpu", "received", False)}
    for known in (waiting, {}):
        yield mayor_page(replace(view, named=known), config, visit, token="t", sent=None, done="", may=True)
    problems = [
        key for key in words.entries if key.startswith(("mayor.problem.", "instruction.conflict", "instruction.unav"))
    ]
    few = replace(view, unseen=replace(queue, rows=unseen[:7]))
    for problem in problems:
        for form in ("arahan", "kata"):
            sent = RefusedForm(form, problem, {"arahan": "1", "text": "x"})
            yield mayor_page(few, config, visit, token="t", sent=sent, done="", may=True)
    older = replace(queue, page=2, older=True)
    yield mayor_page(replace(view, unseen=older), config, visit, token="t", sent=None, done="", may=False)
    for nothing in (UnseenPage(), UnseenPage(older=True)):
        empty = replace(view, unseen=nothing, instructions=())
        yield mayor_page(empty, config, visit, token="t", sent=None, done="", may=True)
    for found, may in ((orders(), True), (orders(), False), ([], True), (orders()[3:4], True)):
        yield instructed_page("dpu", found, days, named, config, visit, token="t", sent=None, done=may, may=may)
    for problem in [key for key in words.entries if key.startswith("instructed.problem.")]:
        sent = RefusedForm("kata", problem, {"arahan": "1", "text": "x"})
        yield instructed_page("dpu", orders(), days, named, config, visit, token="t", sent=sent, done=False, may=True)
    yield from drawn_closures(words, visit)


def drawn_closures(words: Words, visit: Visit):
    """The page of closures in its states."""
    config = office_config(shipped(), read_settings(_env_file=None))
    looks = (None, LookedAt(NOW, "sari", True, "Wajar."), LookedAt(NOW, "sari", False, "Belum."))
    found = tuple(
        FlaggedClosure(
            place,
            f"LH-2026-{place:06d}",
            "dpu",
            "rob",
            "",
            False,
            NOW,
            NOW,
            tuple(ClosureSign),
            300.0,
            NOW + 50 * HOUR,
            12,
            "Selesai " * 40,
            looks[place % 3],
            NOW + 60 * HOUR if place % 2 else None,
        )
        for place in range(1, 200)
    )
    shares = {"dpu": OpdClosures(100, 4), "dlh": OpdClosures(3, 1)}
    for state in integrity.STATES:
        listed = ClosureList(ClosuresAsked(state=state), found, 2, shares, True)
        yield integrity_page(listed, config, visit, token="t", sent=None, done=2)
        yield integrity_page(replace(listed, every=(), by_opd={}), config, visit, token="t", sent=None, done=0)
    yield integrity_page(replace(listed, asked=ClosuresAsked(page=2)), config, visit, token="t", sent=None, done=0)
    listed = replace(listed, every=found[:12])
    for problem in [key for key in words.entries if key.startswith("integrity.problem.")]:
        sent = RefusedForm("temuan", problem, {"nomor": "LH-2026-000001"})
        yield integrity_page(listed, config, visit, token="t", sent=sent, done=0)


def draw_all(words: Words, visit: Visit) -> int:
    """Draw every page in every state; how many those are."""
    for page in (answer.PAGE, mayor.PAGE, instructed.PAGE, integrity.PAGE):
        words(page.title)
    pages = [*drawn_reports(words, visit), *drawn_office(words, visit)]
    return sum(bool(markup(page)) for page in pages)
