"""Undo: all that an act did is taken back, on every report of it, together or not at all."""

from dataclasses import replace

import pytest

from command_center.domain.acts import Act, ActKind, Overtaken
from command_center.domain.inbound import Reporter
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status
from command_center.store.labels import Labels
from tests.casework.test_handling import (
    FLOOD,
    HOUR,
    SARI,
    one,
    taken,
)
from tests.intake.test_accept import ITEM, NOW
from tests.store.kinds import BOTH_KINDS

pytestmark = pytest.mark.usefixtures("recount")


@BOTH_KINDS
def test_all_that_a_merge_changed_is_undone(intake, reports, handling):
    first, second, third = taken(
        intake,
        FLOOD,
        replace(ITEM, external_id="z", reporter=Reporter("z")),
        replace(ITEM, external_id="y", reporter=Reporter("y"), text="Lapor Hendi sampah menumpuk di Gemah"),
    )
    before = [one(reports, each) for each in (second, third)]
    at = NOW + HOUR
    done = handling.do([Act(ActKind.MERGE, second, others=(first, third), note="satu banjir")], SARI, at)[0]
    assert len({one(reports, each).incident_id for each in (first, second, third)}) == 1
    handling.undo(second, done.version, SARI, at)
    for was, report_id in zip(before, (second, third), strict=True):
        now = one(reports, report_id)
        assert now == replace(was, version=now.version)
        assert [(each.note, each.undone) for each in reports.steps(report_id)] == [("satu banjir", True)]


@BOTH_KINDS
def test_what_was_undone_teaches_nothing_and_a_proposal_that_was_taken_is_there_again(db, intake, reports, handling):
    taken(intake, replace(ITEM, channel="sp4n", visibility=Visibility.CONFIDENTIAL))
    taken(intake, replace(ITEM, channel="sp4n", visibility=Visibility.PUBLIC), at=NOW + HOUR)
    (proposed,) = reports.proposals(1)
    at = NOW + 2 * HOUR
    done = handling.do([Act(ActKind.TAKE_PROPOSAL, 1, field="visibility")], SARI, at)[0]
    handling.undo(1, done.version, SARI, at)
    assert reports.proposals(1) == [proposed]
    done = handling.do([Act(ActKind.CORRECT, 1, category="lampu")], SARI, at)[0]
    assert Labels(db).newest_of_each("category")
    handling.undo(1, done.version, SARI, at)
    assert Labels(db).newest_of_each("category") == []


def test_several_acts_are_undone_together_or_not_at_all(intake, reports, handling):
    first, second = taken(intake, ITEM, FLOOD)
    at = NOW + HOUR
    done = handling.do([Act(ActKind.VERIFY, first), Act(ActKind.VERIFY, second)], SARI, at)
    with pytest.raises(Overtaken):
        handling.undo_all([(first, done[0].version), (second, 9)], SARI, at)
    assert one(reports, first).status is Status.VERIFIED
    handling.undo_all([(each.report_id, each.version) for each in done], SARI, at)
    assert {one(reports, each).status for each in (first, second)} == {Status.RECEIVED}
