"""Reports that a person tells apart, and messages that are put back where they were: nothing joins or parts them behind that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.handling import Handling
from command_center.domain.acts import ActKind, BadAct
from command_center.domain.inbound import Position, Reporter
from command_center.errors import Conflict
from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.audit import Audit
from command_center.store.reports import Reports
from tests.casework.test_handling import BUDI, FLOOD, HOUR, SARI, do, one, taken
from tests.intake.test_accept import ITEM, NOW
from tests.reference.shipped import shipped

pytestmark = pytest.mark.usefixtures("recount")


@pytest.fixture(scope="module")
def locator():
    return Locator(shipped().areas)


@pytest.fixture
def reports(db):
    return Reports(db)


@pytest.fixture
def intake(reports, locator):
    return Intake(reports, Examiner(shipped(), locator), simulated=False)


@pytest.fixture
def handling(reports, locator):
    return Handling(reports, Examiner(shipped(), locator), lambda: locator)


def flood_and_lamp(intake):
    """A flood, and at the same place a broken lamp of somebody else: another subject, so that they are two things."""
    here = Position(-6.9556, 110.4592)
    lamp = replace(ITEM, text="Lampu jalan mati gelap sekali", external_id="l1", reporter=Reporter("628000002"))
    return taken(intake, replace(FLOOD, position=here), replace(lamp, position=here))


@pytest.mark.parametrize("said", [(), (ActKind.APART,), (ActKind.APART, ActKind.ALIKE)], ids=lambda said: "-".join(said) or "nothing")  # fmt: skip
def test_a_correction_does_not_join_what_a_person_said_is_not_the_same(db, intake, reports, handling, said):
    flood, lamp = flood_and_lamp(intake)
    for kind in said:
        done = do(handling, kind, lamp, others=(flood,))
        assert done.version == 1, "nothing of the report changed"
    do(handling, ActKind.CORRECT, lamp, hours=2, category="banjir")
    together = one(reports, lamp).incident_id == one(reports, flood).incident_id
    assert together is (said != (ActKind.APART,))
    told = [(each.who, each.act, each.details["with"]) for each in Audit(db).of_report(lamp)[: len(said)]]
    assert told == [("sari", f"report.{kind}", [one(reports, flood).number]) for kind in said]


def test_reports_of_one_incident_are_taken_apart_by_splitting(intake, handling):
    flood, lamp = flood_and_lamp(intake)
    for others in ((), (lamp,)):
        with pytest.raises(BadAct):
            do(handling, ActKind.APART, lamp, others=others)
    do(handling, ActKind.MERGE, lamp, others=(flood,))
    with pytest.raises(Conflict) as told:
        do(handling, ActKind.APART, lamp, others=(flood,))
    assert told.value.word == "same_incident"


SECOND = ("whatsapp", "kota", "m2")


def of_two_messages(intake):
    """A report that two messages made."""
    (first,) = taken(intake, ITEM)
    later = replace(ITEM, external_id="m2", text="gang sebelah juga berlubang", sent_at=NOW + timedelta(minutes=5))
    taken(intake, later, at=NOW + timedelta(minutes=5))
    return first


def test_a_message_that_was_split_off_is_put_back_and_the_report_that_it_became_is_withdrawn(intake, reports, handling):
    first = of_two_messages(intake)
    before, stood = one(reports, first), reports.messages(first)
    done = do(handling, ActKind.SPLIT_MESSAGE, first, message=SECOND)
    handling.undo(first, done.version, SARI, NOW + HOUR + timedelta(seconds=5))
    after = one(reports, first)
    assert replace(after, version=before.version) == before
    assert [(each.key, each.kind, each.link) for each in reports.messages(first)] == [
        (each.key, each.kind, each.link) for each in stood
    ]
    assert one(reports, done.made).retracted
    assert not reports.messages(done.made)
    with pytest.raises(Conflict, match="undone already"):
        handling.undo(first, after.version, SARI, NOW + HOUR + timedelta(seconds=6))


def test_a_message_that_somebody_went_on_with_is_not_put_back(intake, reports, handling):
    first = of_two_messages(intake)
    done = do(handling, ActKind.SPLIT_MESSAGE, first, message=SECOND)
    do(handling, ActKind.VERIFY, done.made, BUDI)
    with pytest.raises(Conflict, match="by hand") as told:
        handling.undo(first, done.version, SARI, NOW + HOUR + timedelta(seconds=5))
    assert told.value.word == "said_since"
    assert not one(reports, done.made).retracted
