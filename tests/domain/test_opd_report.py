"""What a department is asked by P3M is no word of the citizen, and what the citizen says is still wrong is shown as theirs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from command_center.domain.opd_report import OpdReport, last_forwarding
from command_center.domain.report_file import Deed, DeedKind, ReportFile
from tests.domain.reports import a_report

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
ASKED = Deed(DeedKind.STEP, NOW, "sari", "forwarded", "dpu", "Cek lokasi")
SETTLED = Deed(DeedKind.STEP, NOW, "kepala.dpu", "settled", note="Sudah")
REOPENED = Deed(DeedKind.STEP, NOW, "citizen", "forwarded", "dpu", "Lubangnya kembali")
REPLIED = replace(REOPENED, note="")


def view(*newest_first, masked=""):
    file = ReportFile(a_report(), "", "", 0, (), (), (), None, newest_first)
    return OpdReport(file, (), None, masked=masked)


@pytest.mark.parametrize("last", [REOPENED, REPLIED])
def test_the_instruction_is_that_of_staff(last):
    assert last_forwarding((last, SETTLED, ASKED)) == ASKED


def test_the_citizens_words_stand_until_somebody_goes_on():
    assert view(REOPENED, SETTLED, ASKED).reopened == REOPENED
    assert view(SETTLED, REOPENED, SETTLED, ASKED).reopened is None
    assert view(REPLIED, ASKED).reopened is None
    assert view(replace(REOPENED, facts={"undone": True}), SETTLED).reopened is None


def test_who_reads_masked_texts_reads_no_words_of_the_citizen():
    assert view(REOPENED, ASKED, masked="Jalan [nomor]").reopened is None
