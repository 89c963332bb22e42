"""The inbox keeps each delivery once, for good, and hands it out until it is finished."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.inbound import Payload
from command_center.store.inbox import LEASE, Inbox, finish

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
PAYLOAD = Payload("sms", "1708", "a-1", NOW, "text/plain", {"x": "y"}, b"\x00\xff raw \xed\xa0\x80")


@pytest.fixture
def inbox(db):
    return Inbox(db)


def done(db, inbox_id):
    db.write(lambda connection: finish(connection, [inbox_id], "done"))


def test_raw_bytes_and_headers_come_back_as_they_were(inbox):
    inbox.put(PAYLOAD)
    (claimed,) = inbox.claim(10, NOW)
    assert claimed.payload == PAYLOAD
    assert claimed.attempts == 1


def test_the_same_delivery_is_kept_once_also_after_it_was_finished(db, inbox):
    first = inbox.put(PAYLOAD)
    assert inbox.put(PAYLOAD).inbox_id == first.inbox_id
    done(db, first.inbox_id)
    again = inbox.put(replace(PAYLOAD, received_at=NOW + timedelta(days=900)))
    assert again.duplicate
    assert again.inbox_id == first.inbox_id
    assert inbox.claim(10, NOW + timedelta(days=901)) == []


@pytest.mark.parametrize("change", [{"channel": "x"}, {"account": "1709"}, {"delivery_id": "a-2"}])
def test_each_part_of_the_key_counts(inbox, change):
    inbox.put(PAYLOAD)
    assert not inbox.put(replace(PAYLOAD, **change)).duplicate


def test_what_is_claimed_is_kept_from_others_until_the_lease_ends(inbox):
    inbox.put(PAYLOAD)
    assert len(inbox.claim(10, NOW)) == 1
    assert inbox.claim(10, NOW + LEASE / 2) == []
    (again,) = inbox.claim(10, NOW + LEASE)
    assert again.attempts == 2


def test_a_restart_hands_out_at_once_what_the_dead_worker_held(inbox):
    inbox.put(PAYLOAD)
    now = datetime.now(UTC)
    inbox.claim(10, now)
    inbox.release_claims()
    assert len(inbox.claim(10, datetime.now(UTC))) == 1


def test_quarantine_names_the_reason_and_a_retry_starts_from_the_raw_bytes(inbox):
    stored = inbox.put(PAYLOAD)
    inbox.quarantine(stored.inbox_id, "row 3: no date")
    assert inbox.outcome(stored.inbox_id).problem == "row 3: no date"
    assert inbox.quarantined() == {"sms": 1}
    assert inbox.retry(stored.inbox_id)
    assert not inbox.retry(stored.inbox_id), "it waits already"
    (claimed,) = inbox.claim(10, datetime.now(UTC))
    assert claimed.payload.body == PAYLOAD.body


def test_postponed_is_not_handed_out_before_its_time(inbox):
    stored = inbox.put(PAYLOAD)
    inbox.claim(10, NOW)
    inbox.postpone(stored.inbox_id, "the other side is away", NOW + timedelta(minutes=5))
    assert inbox.claim(10, NOW + timedelta(minutes=4)) == []
    assert len(inbox.claim(10, NOW + timedelta(minutes=5))) == 1


def test_waiting_for_an_outcome_ends_with_the_delivery_or_the_time(db, inbox):
    stored = inbox.put(PAYLOAD)
    assert inbox.wait(stored.inbox_id, 0.05).state == "new"
    done(db, stored.inbox_id)
    assert inbox.wait(stored.inbox_id, 5).state == "done"


def test_lags_are_those_of_the_last_hour_with_what_still_waits(db, inbox):
    """Two finished after a known time, one before the hour, one still waiting since four minutes, one that was set aside."""
    now = datetime.now(UTC)

    def put(number, channel, minutes):
        came = now - timedelta(minutes=minutes)
        return inbox.put(replace(PAYLOAD, channel=channel, delivery_id=f"d{number}", received_at=came)).inbox_id

    for number, minutes in ((1, 10), (2, 20), (3, 120)):
        done(db, put(number, "sms", minutes))
    put(4, "sms", 4)
    put(5, "sms", 2)
    inbox.quarantine(put(6, "x", 30), "unreadable")
    put(7, "web", 90)
    lags = inbox.lags(now - timedelta(hours=1))
    assert lags["sms"].median == pytest.approx(15 * 60, abs=20)
    assert lags["sms"].longest == pytest.approx(20 * 60, abs=20)
    assert (lags["sms"].waiting, lags["sms"].since) == (2, now - timedelta(minutes=4))
    assert lags["x"].median == pytest.approx(30 * 60, abs=20)
    assert (lags["x"].waiting, lags["x"].since) == (0, None)
    assert (lags["web"].median, lags["web"].waiting) == (None, 1)


def test_an_inbox_without_deliveries_has_no_lags(inbox):
    assert inbox.lags(NOW) == {}
