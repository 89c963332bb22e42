"""What is no report is counted by channel and kind, exactly once a delivery, whatever becomes of the delivery first."""

import threading

import pytest

from command_center.domain.inbound import NoReport, Payload
from command_center.intake.accept import Parsed
from command_center.intake.outcome import ItemOutcome
from command_center.store.inbox import Inbox
from command_center.store.tables import inbox
from tests.intake.talking import NOW, deliver, message, stored
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

RECEIPT, LIKE = NoReport("whatsapp", "receipt"), NoReport("facebook", "like")


def put(db, name):
    return Inbox(db).put(Payload("whatsapp", "kota", name, NOW, "application/json", {}, b"x")).inbox_id


@EITHER_KIND
def test_items_that_a_channel_knows_are_counted_by_kind(db, intake):
    accepted = deliver(intake, RECEIPT, message("lampu mati di Gemah"), RECEIPT, LIKE)
    assert accepted.outcomes == (
        ItemOutcome.NO_REPORT,
        ItemOutcome.NEW,
        ItemOutcome.NO_REPORT,
        ItemOutcome.NO_REPORT,
    )
    deliver(intake, LIKE)
    assert Inbox(db).no_reports() == {("facebook", "like"): 2, ("whatsapp", "receipt"): 2}
    assert len(stored(db)) == 1


@BOTH_KINDS
def test_a_delivery_that_is_worked_on_twice_counts_once(db, intake):
    inbox_id = put(db, "a")
    for _ in range(2):
        deliver(intake, RECEIPT, inbox_id=inbox_id)
    assert Inbox(db).no_reports() == {("whatsapp", "receipt"): 1}


@BOTH_KINDS
def test_a_delivery_that_was_done_and_is_read_again_counts_once(db, intake):
    inbox_id = put(db, "a")
    deliver(intake, RECEIPT, inbox_id=inbox_id)
    db.write(lambda connection: connection.execute(inbox.update().values(state="new", attempts=0)))
    deliver(intake, RECEIPT, LIKE, inbox_id=inbox_id)
    assert Inbox(db).outcome(inbox_id).state == "done"
    assert Inbox(db).no_reports() == {("whatsapp", "receipt"): 1}


@BOTH_KINDS
def test_two_workers_with_the_same_delivery_count_it_once(db, intake):
    inbox_id = put(db, "a")
    threads = [
        threading.Thread(target=deliver, args=(intake, RECEIPT), kwargs={"inbox_id": inbox_id}) for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert Inbox(db).no_reports() == {("whatsapp", "receipt"): 1}


@EITHER_KIND
def test_what_went_to_quarantine_counts_when_it_is_read_after_all(db, intake):
    inbox_id = put(db, "a")
    intake.accept([Parsed(inbox_id, NOW, (RECEIPT,), problem="item 1: an unknown shape")], NOW)
    assert Inbox(db).no_reports() == {}
    assert Inbox(db).retry(inbox_id)
    deliver(intake, RECEIPT, LIKE, inbox_id=inbox_id)
    assert Inbox(db).no_reports() == {("facebook", "like"): 1, ("whatsapp", "receipt"): 1}


@EITHER_KIND
def test_a_piece_of_a_large_delivery_counts_nothing_before_its_last(db, intake):
    inbox_id = put(db, "a")
    for _ in range(2):
        intake.accept([Parsed(inbox_id, NOW, (RECEIPT,), goes_on=True)], NOW)
    deliver(intake, RECEIPT, inbox_id=inbox_id)
    assert Inbox(db).no_reports() == {("whatsapp", "receipt"): 1}


@pytest.mark.parametrize("kind", ["x" * 500, "\x00receipt", "\ud800"])
@EITHER_KIND
def test_a_kind_that_cannot_be_stored_as_it_is_is_counted_all_the_same(db, intake, kind):
    deliver(intake, NoReport("whatsapp", kind))
    assert sum(Inbox(db).no_reports().values()) == 1
