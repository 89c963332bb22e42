"""What a citizen reads as an answer, and what a department reads as an instruction: steps of the flow, not remarks of staff beside them."""

from datetime import UTC, datetime, timedelta

from command_center.casework.tracking import given_answers
from command_center.domain.opd_report import last_forwarding
from command_center.domain.report_file import Deed, DeedKind
from command_center.domain.workflow import Status
from command_center.store.reports import StepTaken

AT = datetime(2026, 11, 27, 2, tzinfo=UTC)


def step(hours, status, note, opd=""):
    return StepTaken(AT + timedelta(hours=hours), "sari", status, opd, note, undone=False)


def test_why_a_report_takes_longer_is_no_answer_to_its_citizen():
    steps = [
        step(0, Status.FORWARDED, "cek", "dpu"),
        step(1, Status.ANSWERED, "Kami ke lokasi besok."),
        step(2, Status.ANSWERED, "perlu anggaran perubahan, kontraktor belum ada"),
        step(3, Status.SETTLED, "Sudah ditambal."),
    ]
    assert [each.text for each in given_answers([], steps)] == ["Kami ke lokasi besok.", "Sudah ditambal."]


def test_why_reports_were_merged_is_no_instruction_to_the_department():
    merged = Deed(DeedKind.STEP, AT + timedelta(hours=1), "sari", "forwarded", "", "satu kejadian")
    sent = Deed(DeedKind.STEP, AT, "sari", "forwarded", "dpu", "cek hari ini")
    assert last_forwarding([merged, sent]) == sent
