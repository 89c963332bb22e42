"""Reports that are about the same thing, and messages of one: merged, split, said to be apart, and put back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.domain.acts import ActKind, BadAct
from command_center.domain.inbound import Position, Reporter
from command_center.errors import Conflict, NotFound
from command_center.store.audit import Audit
from command_center.store.incidents import find
from tests.casework.test_handling import (
    BUDI,
    FLOOD,
    HOUR,
    SARI,
    do,
    one,
    taken,
)
from tests.intake.test_accept import ITEM, NOW
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


@BOTH_KINDS
def test_reports_are_merged_to_one_incident_and_split_without_loss(db, intake, reports, handling):
    first, second = taken(
        intake, FLOOD, replace(ITEM, text="air masuk rumah, mohon dicek, Tlogosari Kulon", external_id="z")
    )
    incident = one(reports, first).incident_id
    assert incident is not None
    other = one(reports, second)
    do(handling, ActKind.MERGE, second, others=(first,))
    merged = one(reports, second)
    assert merged.incident_id == incident
    assert merged.classification.category == one(reports, first).classification.category
    with pytest.raises(Conflict):
        do(handling, ActKind.MERGE, second, others=(first,))
    with pytest.raises(BadAct):
        do(handling, ActKind.MERGE, second, others=(second,))
    do(handling, ActKind.SPLIT, second, hours=2)
    alone = one(reports, second)
    assert (alone.incident_id, alone.content) == (None, other.content)
    with pytest.raises(Conflict):
        do(handling, ActKind.SPLIT, second, hours=2)
    with db.read() as connection:
        found = find(connection, incident)
    assert found is not None
    assert found.reports == 1


def test_a_message_that_comes_later_does_not_put_back_what_was_split(intake, reports, handling):
    (first,) = taken(intake, replace(FLOOD, position=Position(-6.9556, 110.4592)))
    (second,) = taken(intake, replace(FLOOD, external_id="b2", reporter=Reporter("628000002"), position=Position(-6.9557, 110.4593)))  # fmt: skip
    assert one(reports, second).incident_id == one(reports, first).incident_id
    do(handling, ActKind.SPLIT, second)
    more = replace(FLOOD, external_id="b3", text="airnya tambah tinggi", reporter=Reporter("628000002"), sent_at=NOW + timedelta(minutes=2))  # fmt: skip
    assert taken(intake, more, at=NOW + timedelta(minutes=2)) == (second,)
    assert one(reports, second).incident_id is None


@BOTH_KINDS
def test_a_message_becomes_a_report_of_its_own_with_its_own_number_and_clock(db, intake, reports, handling):
    (first,) = taken(intake, ITEM)
    later = replace(
        ITEM, external_id="m2", text="gang sebelah juga berlubang parah", sent_at=NOW + timedelta(minutes=5)
    )
    assert taken(intake, later, at=NOW + timedelta(minutes=5)) == (first,)
    assert "sebelah" in one(reports, first).content.text
    done = do(handling, ActKind.SPLIT_MESSAGE, first, message=("whatsapp", "kota", "m2"))
    assert done.made is not None
    left, made = one(reports, first), one(reports, done.made)
    assert "sebelah" not in left.content.text
    assert made.content.text == "gang sebelah juga berlubang parah"
    assert made.number == "LH-2026-000002"
    assert made.received_at == NOW + timedelta(minutes=5)
    assert made.next_due is not None
    assert [each.key[2] for each in reports.messages(made.id)] == ["m2"]
    with pytest.raises(BadAct):
        do(handling, ActKind.SPLIT_MESSAGE, first, message=("whatsapp", "kota", "m1"))
    with pytest.raises(NotFound):
        do(handling, ActKind.SPLIT_MESSAGE, first, message=("whatsapp", "kota", "m2"))
    # Further words of that person go on with one of them, and nothing was doubled.
    assert len(reports.all_after(0, 10)) == 2


def flood_and_lamp(intake):
    """A flood, and at the same place a broken lamp of somebody else: another subject, so that they are two things."""
    here = Position(-6.9556, 110.4592)
    lamp = replace(ITEM, text="Lampu jalan mati gelap sekali", external_id="l1", reporter=Reporter("628000002"))
    return taken(intake, replace(FLOOD, position=here), replace(lamp, position=here))


@pytest.mark.parametrize("said", [(), (ActKind.APART,), (ActKind.APART, ActKind.ALIKE)], ids=lambda said: "-".join(said) or "nothing")  # fmt: skip
@BOTH_KINDS
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


@EITHER_KIND
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
