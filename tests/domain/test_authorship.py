"""Who said last what is known of a report follows from its events."""

from datetime import UTC, datetime

from command_center.domain.authorship import authorship
from command_center.domain.events import Event, EventKind

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def event(kind, by, **data):
    return Event(kind, AT, 1, data, by=by)


RECEIVED = event(EventKind.RECEIVED, "sms", category="rob", opd="dpu", visibility="public", lat=-6.9, status="received")


def test_what_came_is_the_sender_s():
    found = authorship([RECEIVED], "sms")
    assert (found.said["category"], found.decided, found.acted) == ("rob", frozenset(), False)


def test_what_staff_set_is_decided_until_the_sender_s_value_is_taken():
    step = event(EventKind.STEP, "sari", opd="dlh", status="forwarded")
    found = authorship([RECEIVED, step], "sms")
    assert (found.decided, found.acted, found.said["opd"]) == ({"opd", "status"}, True, "dpu")
    found = authorship([RECEIVED, step, event(EventKind.AMENDED, "sms", opd="dishub")], "sms")
    assert (found.decided, found.said["opd"]) == ({"status"}, "dishub")


def test_an_event_with_all_facts_decides_only_what_differs():
    reopened = event(
        EventKind.STEP, "sari", category="rob", opd="dpu", visibility="public", lat=-6.9, status="forwarded"
    )
    assert authorship([RECEIVED, reopened], "sms").decided == {"status"}


def test_a_step_without_a_name_is_of_staff_and_the_system_decides_nothing():
    """Events of version 0.1 do not say by whom."""
    assert authorship([RECEIVED, event(EventKind.STEP, "", status="verified")], "sms").acted
    moved = authorship([RECEIVED, event(EventKind.LOCATED, "system", lat=-7.0)], "sms")
    assert (moved.acted, moved.place_decided, moved.said["lat"]) == (False, False, -6.9)


def test_a_pin_that_staff_moved_is_a_place_that_was_decided_and_a_breach_that_was_seen_is_no_act():
    assert authorship([RECEIVED, event(EventKind.LOCATED, "sari", lat=-7.0)], "sms").place_decided
    assert not authorship([RECEIVED, event(EventKind.SEEN, "sari", breach_seen_at="x")], "sms").acted
