"""Instructions: who may give, answer and close one, what is refused, who was faster, and how it stood on a morning."""

from datetime import UTC, date, datetime, timedelta

import pytest

from command_center.casework.instructing import Instructing, days_carried
from command_center.domain.acting import acting_person
from command_center.domain.acts import BadAct
from command_center.domain.instructions import Instruction, InstructionActKind, InstructionState
from command_center.domain.report_kinds import Visibility
from command_center.errors import Conflict, NotAllowed, NotFound
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.audit import Audit
from command_center.store.instructions import Instructions
from command_center.store.reports import Reports
from tests.intake.test_accept import ITEM
from tests.intake.test_accept import NOW as ITEM_AT
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
MAYOR = acting_person("wali", frozenset({"mayor"}), address="10.0.0.9")
DPU = acting_person("kepala.dpu", frozenset({"opd"}), "dpu")
DLH = acting_person("kepala.dlh", frozenset({"opd"}), "dlh")
SARI = acting_person("sari", frozenset({"p3m"}))
PUMPS = Instruction(NOW, "", "dpu", "Periksa semua rumah pompa di Semarang Utara.", due=date(2026, 11, 30))


@pytest.fixture
def instructing(db):
    return Instructing(Instructions(db), shipped().router, shipped().categories.by_code)


@pytest.fixture
def report(db):
    reports = Reports(db)
    Intake(reports, Examiner(shipped(), Locator(shipped().areas)), simulated=False).accept(
        [Parsed(None, ITEM_AT, (ITEM,))], ITEM_AT
    )
    return reports.all_after(0, 1)[0]


@EITHER_KIND
def test_the_department_answers_and_the_mayor_closes(instructing, report, db):
    given = instructing.give(PUMPS, MAYOR)
    assert (given.by, given.state, given.due) == ("wali", InstructionState.OPEN, date(2026, 11, 30))
    said = instructing.say(
        given.id, InstructionActKind.PROGRESS, "Lima dari delapan diperiksa.", DPU, NOW + HOUR, 0, report.number
    )
    assert said.state is InstructionState.WORKING
    assert said.acts[0].reports == (report.number,)
    done = instructing.say(given.id, InstructionActKind.DONE, "Selesai.", DPU, NOW + 2 * HOUR, 1)
    assert done.state is InstructionState.DONE
    assert (
        instructing.say(given.id, InstructionActKind.CLOSE, "", MAYOR, NOW + 3 * HOUR).state is InstructionState.CLOSED
    )
    acts = [entry.act for entry in Audit(db).newest(9)]
    assert acts == ["instruction.close", "instruction.done", "instruction.progress", "instruction.give"]


@pytest.mark.parametrize("acting", [SARI, DPU])
def test_nobody_but_the_mayor_instructs(instructing, acting):
    with pytest.raises(NotAllowed):
        instructing.give(PUMPS, acting)
    assert instructing.every() == []


@pytest.mark.parametrize(
    ("acting", "kind"),
    [
        (DLH, InstructionActKind.DONE),
        (SARI, InstructionActKind.DONE),
        (MAYOR, InstructionActKind.DONE),
        (DPU, InstructionActKind.CLOSE),
        (SARI, InstructionActKind.GO_ON),
    ],
)
def test_each_says_only_what_is_theirs(instructing, acting, kind):
    given = instructing.give(PUMPS, MAYOR)
    with pytest.raises(NotAllowed):
        instructing.say(given.id, kind, "selesai", acting, NOW + HOUR)
    assert instructing.every()[0].acts == ()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"opd": "tidak_ada"}, "opd"),
        ({"category": "tidak_ada"}, "category"),
        ({"due": date(2026, 11, 25)}, "due"),
        ({"report": "LH-2026-999999"}, "report"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(instructing, wrong, field):
    with pytest.raises(BadAct) as refused:
        instructing.give(
            Instruction(**{name: getattr(PUMPS, name) for name in ("at", "by", "opd", "text")} | wrong), MAYOR
        )
    assert refused.value.field == field


@BOTH_KINDS
def test_the_second_is_told_who_was_faster(instructing):
    given = instructing.give(PUMPS, MAYOR)
    instructing.say(given.id, InstructionActKind.PROGRESS, "Dimulai.", DPU, NOW + HOUR, 0)
    with pytest.raises(Conflict, match=r"kepala\.dpu"):
        instructing.say(given.id, InstructionActKind.DONE, "Selesai.", DPU, NOW + HOUR, 0)


def test_nothing_is_said_of_a_closed_one_until_the_mayor_has_it_go_on(instructing):
    given = instructing.give(PUMPS, MAYOR)
    instructing.say(given.id, InstructionActKind.CLOSE, "", MAYOR, NOW + HOUR)
    with pytest.raises(Conflict):
        instructing.say(given.id, InstructionActKind.PROGRESS, "Masih.", DPU, NOW + HOUR)
    again = instructing.say(given.id, InstructionActKind.GO_ON, "Dua rumah pompa lagi.", MAYOR, NOW + 2 * HOUR)
    assert again.state is InstructionState.OPEN


@EITHER_KIND
def test_a_rahasia_report_is_named_by_no_instruction(instructing, report, db):
    Reports(db).write(lambda unit: hide(unit, report))
    with pytest.raises(BadAct):
        instructing.give(Instruction(NOW, "", "dpu", "Periksa.", report=report.number), MAYOR)


def hide(unit, report):
    from dataclasses import replace

    from command_center.domain.events import EventKind

    unit.save(report, replace(report, visibility=Visibility.CONFIDENTIAL), EventKind.CORRECTED, NOW, "sari")


def test_a_report_that_there_is_not_is_named_by_no_department(instructing):
    given = instructing.give(PUMPS, MAYOR)
    with pytest.raises(BadAct) as refused:
        instructing.say(given.id, InstructionActKind.DONE, "Selesai.", DPU, NOW + HOUR, reports="lihat LH-2026-999999")
    assert refused.value.field == "reports"
    with pytest.raises(NotFound):
        instructing.say(given.id + 1, InstructionActKind.DONE, "Selesai.", DPU, NOW + HOUR)


@EITHER_KIND
def test_a_morning_knows_what_stood_at_its_hour(instructing):
    given = instructing.give(PUMPS, MAYOR)
    instructing.say(given.id, InstructionActKind.DONE, "Selesai.", DPU, NOW + 30 * HOUR)
    assert instructing.known_before(NOW) == []
    (then,) = instructing.known_before(NOW + 22 * HOUR)
    assert (then.state, days_carried(then, date(2026, 11, 27))) == (InstructionState.OPEN, 1)
    (later,) = instructing.known_before(NOW + 48 * HOUR)
    assert (later.state, days_carried(later, date(2026, 11, 28))) == (InstructionState.DONE, 2)
