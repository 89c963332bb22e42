"""The file of a report: its conversation as it was sent, and which others may be about the same."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.casework.apart import details, said_apart
from command_center.casework.report_file import FileReader, conversation, is_told, one_an_incident, weight
from command_center.domain.acts import ActKind
from command_center.domain.conversations import MessageKind
from command_center.domain.inbound import Inbound, Position, Reporter
from command_center.domain.report_file import DeedKind
from command_center.errors import NotFound
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.audit import Audit, AuditEntry
from command_center.store.event_log import EventLog
from command_center.store.report_files import ReportFiles
from command_center.store.reports import Reports
from tests.layouts.desk_sample import near, report
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HERE = Position(-6.9932, 110.4203)


@pytest.fixture
def city(db):
    reference = shipped()
    reports = Reports(db)
    intake = Intake(reports, Examiner(reference, Locator(reference.areas)), simulated=False)
    reader = FileReader(reports, ReportFiles(db), EventLog(db), Audit(db), reference.categories)

    def send(key, text, minutes=0, sender=None, position=HERE, resend=""):
        at = NOW + timedelta(minutes=minutes)
        person = Reporter(sender or key, "Siti Aminah", "+6281234567412")
        item = Inbound("whatsapp", "1", key, at, text, person, position=position, resend_key=resend)
        intake.accept([Parsed(None, at, (item,))], at)

    return send, reader, reports


def city_numbers(reader, reports):
    return [each.number for each in reports.open_reports(50)]


@EITHER_KIND
def test_a_conversation_is_shown_as_it_was_sent_with_who_sent_it_masked(city):
    send, reader, reports = city
    send("m1", "Lampu jalan mati di Jl Majapahit", sender="S")
    send("m2", "sudah tiga hari gelap sekali", 3, sender="S", position=None)
    send("m3", "terima kasih", 5, sender="S", position=None)
    (number,) = city_numbers(reader, reports)
    file = reader.by_number(number)
    assert [(each.kind, each.text) for each in file.messages] == [
        (MessageKind.CONTENT, "Lampu jalan mati di Jl Majapahit"),
        (MessageKind.CONTENT, "sudah tiga hari gelap sekali"),
        (MessageKind.THANKS, "terima kasih"),
    ]
    assert (file.name, file.contact) == ("S••••• A•••••", "08••-••••-•412")
    with pytest.raises(NotFound):
        reader.by_number("LH-2020-000001")


@BOTH_KINDS
def test_others_like_it_are_those_near_by_with_the_same_subject_or_the_same_words(city):
    send, reader, reports = city
    send("a", "Lampu jalan mati di depan pasar")
    send("b", "PJU padam gelap sekali", 60, position=Position(-7.0015, 110.4203))
    send("c", "Sampah menumpuk bau", 70, position=Position(-6.9934, 110.4205))
    send("d", "Lampu jalan mati di depan pasar", 80, position=Position(-7.05, 110.40))
    send("e", "Lampu jalan mati", 60 * 24 * 5, position=HERE)
    first, *others = city_numbers(reader, reports)
    found = {each.number for each in reader.by_number(first).near}
    assert found == {others[0]}


@EITHER_KIND
def test_what_a_person_said_is_not_the_same_is_proposed_at_neither_of_both_until_that_is_taken_back(city, db):
    send, reader, reports = city
    send("a", "Lampu jalan mati di depan pasar")
    send("b", "PJU padam gelap sekali", 60, position=Position(-7.0015, 110.4203))
    one, other = (reports.by_number(number) for number in city_numbers(reader, reports))
    for act, proposed in ((ActKind.APART, 0), (ActKind.ALIKE, 1)):
        entry = AuditEntry(NOW, "sari", f"report.{act}", one.number, one.id, details([other]))
        Audit(db).note(entry)
        assert [len(reader.by_number(each.number).near) for each in (one, other)] == [proposed, proposed]
    assert [each.what for each in reader.by_number(one.number).history if each.kind is DeedKind.AUDIT] == [
        "report.apart",
        "report.alike",
    ]


def test_a_report_that_is_not_of_an_incident_is_apart_from_all_of_it():
    entry = AuditEntry(NOW, "sari", "report.apart", "LH-1", 1, {"with": ["LH-2"], "reports": [2], "incidents": [7]})
    said = said_apart([entry])
    assert said.parts((1, None), (3, 7))
    assert said.parts((3, 7), (1, None))
    assert said.parts((2, None), (1, None)), "also after it left the incident"
    assert not said.parts((1, None), (3, 8))
    assert not said.parts((3, None), (4, 7))


@EITHER_KIND
def test_the_history_tells_of_looks_at_the_contact_and_never_twice_of_an_act(city, db):
    send, reader, reports = city
    send("m1", "Lampu jalan mati di Jl Majapahit")
    (number,) = city_numbers(reader, reports)
    made = reports.by_number(number)
    for act in ("report.verify", "contact.reveal"):
        Audit(db).note(AuditEntry(NOW + timedelta(hours=1), "sari", act, number, made.id))
    told = [(each.kind, each.what) for each in reader.by_number(number).history]
    assert told == [(DeedKind.AUDIT, "contact.reveal"), (DeedKind.EVENT, "report.received")]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (near(1), True),
        (near(1, likeness=0.0), True),
        (near(1, same_category=False, likeness=0.6), True),
        (near(1, same_category=False, likeness=0.2), False),
        (near(1, metres=2000.0), False),
        (near(1, metres=None, likeness=0.2), False),
        (near(1, metres=None), True),
        (near(1, metres=9000.0, likeness=0.0, resent=True), True),
    ],
)
def test_what_is_a_reason(other, told):
    assert is_told(other) is told


def test_what_was_sent_again_stands_first_then_words_and_place():
    again, alike, far = near(1, resent=True, likeness=0.0), near(2, likeness=0.9), near(3, likeness=0.1, metres=1400.0)
    assert sorted([far, alike, again], key=weight, reverse=True) == [again, alike, far]


def test_an_incident_is_shown_once_with_how_many_others_it_has():
    shown = one_an_incident([near(1, incident_id=4), near(2), near(3, incident_id=4), near(5)])
    assert [(each.number[-1], each.others) for each in shown] == [("1", 1), ("2", 0), ("5", 0)]


def test_a_report_without_messages_speaks_for_itself():
    (only,) = conversation(report(), [])
    assert only.whole
    assert only.text.startswith("Min, air di Jl Kaligawe")
