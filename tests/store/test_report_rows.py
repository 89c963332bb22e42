"""Reports and their rows: what was found out comes back as it was kept, and rows of before are still read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.domain.due_changes import ChangeCause, DueChange
from command_center.domain.findings import Classification
from command_center.domain.pauses import Pause, PauseReason
from command_center.domain.workflow import Stage
from command_center.store.report_rows import from_row, to_row
from tests.domain.reports import NOW, a_report


@pytest.mark.parametrize("doubtful", [True, False])
def test_the_evidence_for_a_category_comes_back(doubtful):
    found = Classification("rob", ("rob", "air"), 7.5, "banjir", False, doubtful)
    row = to_row(replace(a_report(), classification=found))
    assert from_row(row).classification == found


def test_a_row_from_before_the_mark_for_a_reader_is_not_doubtful():
    row = to_row(a_report())
    del row["category_because"]["doubtful"]
    assert from_row(row).classification.doubtful is False


def test_what_waited_and_what_moved_comes_back():
    later = NOW + timedelta(hours=5)
    pauses = (
        Pause(NOW, later, PauseReason.PROVINCE, frozenset({Stage.ANSWER, Stage.SETTLE})),
        Pause(later, None, PauseReason.CITIZEN),
    )
    changes = (
        DueChange(Stage.ANSWER, later, ChangeCause.PAUSE, NOW, later, "province"),
        DueChange(Stage.SETTLE, later, ChangeCause.POLICY, None, later, "sp4n@1"),
    )
    deadlines = replace(a_report().deadlines, pauses=pauses, changes=changes)
    report = replace(a_report(), deadlines=deadlines)
    assert from_row(to_row(report)).deadlines == deadlines
