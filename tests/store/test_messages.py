"""Messages keep what they are, what they say and why they stand with their report; they can be given to another one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.conversations import Link, LinkRule, MessageKind, Said
from command_center.domain.events import EventKind
from command_center.domain.inbound import Media, Position, Reporter
from command_center.store.event_log import EventLog
from command_center.store.messages import SeenMessage
from command_center.store.reports import Reports
from tests.domain.reports import a_report

pytestmark = pytest.mark.usefixtures("recount")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SAID = Said(AT, "Judul", "lampu mati", "Gemah", Position(-6.9, 110.4), (Media("image", "a"),), "lampu", "dishub")
LINK = Link(LinkRule.APART, "m0", 1, ("subject", "place"), ("rob",), ("lampu", "Gemah"))
FIRST = SeenMessage(("sms", "1708", "m1"), "new", "d", AT, None, 1, sender="628", album="A", thread="T")
SECOND = replace(FIRST, key=("sms", "1708", "m2"), at=AT + timedelta(minutes=1), content=SAID, removed=True, link=LINK)


@pytest.fixture
def reports(db):
    found = Reports(db)

    def fill(unit):
        unit.add([(a_report(), Reporter("628")), (a_report(id=2, number="LH-2026-000002"), Reporter("628"))])
        unit.record_messages([SECOND, FIRST], {})

    found.write(fill)
    return found


def test_what_is_recorded_is_read_in_the_order_of_sending(reports):
    assert reports.messages(1) == [FIRST, SECOND]


def test_those_of_a_person_in_a_time_and_those_of_an_album_are_found(reports):
    sender = ("sms", "1708", "628")

    def ask(unit):
        return (
            unit.messages_of_senders([sender], AT, AT),
            unit.messages_of_senders([("x", "1708", "628")], AT, AT),
            unit.messages_of_albums(["A"]),
            unit.messages_of_albums(["B"]),
        )

    assert reports.write(ask) == ([FIRST], [], [FIRST, SECOND], [])


def test_a_message_can_be_taken_out_of_a_report_and_given_to_another(db, reports):
    """What splitting and joining by hand at the desk will do: the words are its own, and the log tells both reports of it."""
    by_hand = replace(SECOND, report_id=2, kind=MessageKind.CONTENT, removed=False, link=None)

    def split(unit):
        both = unit.load([1, 2])
        unit.record_messages([], {}, [by_hand])
        unit.save(both[1], replace(both[1], content=replace(both[1].content, media=())), EventKind.SPLIT, AT, "sari")
        content = replace(both[2].content, text=SAID.text, media=SAID.media)
        unit.save(both[2], replace(both[2], content=content), EventKind.JOINED, AT, "sari")

    reports.write(split)
    assert (reports.messages(1), reports.messages(2)) == ([FIRST], [by_hand])
    assert [(event.kind, event.by) for event in EventLog(db).after(2, 9)] == [
        (EventKind.SPLIT, "sari"),
        (EventKind.JOINED, "sari"),
    ]
