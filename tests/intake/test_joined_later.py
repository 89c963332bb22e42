"""What becomes of messages that come after somebody has acted, and of edits of one message among several."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.triage import Step, Triage
from command_center.domain.conversations import LinkRule
from command_center.domain.inbound import Action
from command_center.domain.workflow import Status
from command_center.intake.outcome import ItemOutcome
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from tests.intake.talking import NOW, PETERONGAN, deliver, message, one_by_one, stored
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


def taken(db, report_id, status):
    Triage(Reports(db)).take([Step(report_id, status, NOW + timedelta(minutes=1), "sari")])


@EITHER_KIND
def test_while_nobody_has_acted_subject_place_and_department_are_found_anew(db, intake):
    one_by_one(intake, message(pictures=1), message("rob masuk rumah di Tanjung Mas", 1))
    (report,) = stored(db)
    assert report.classification.category == "rob"
    assert report.location.kelurahan.startswith("33.74.02")
    assert report.incident_id is not None
    kinds = [each.kind for each in EventLog(db).of_report(report.id)]
    assert [str(kind) for kind in kinds] == ["report.received", "report.joined"]


def test_a_pothole_is_of_an_incident_once_somebody_says_where_it_is(db, intake):
    deliver(intake, message("jalan berlubang di kelurahan Peterongan"))
    (vague,) = stored(db)
    assert (vague.location.exact, vague.location.kelurahan != "", vague.incident_id) == (False, True, None)
    deliver(intake, message(minutes=2, position=PETERONGAN))
    (placed,) = stored(db)
    assert placed.location.exact
    assert placed.incident_id is not None


def test_what_p3m_has_looked_at_keeps_its_subject_and_the_rest_is_proposed(db, intake):
    deliver(intake, message("jalan rusak"))
    taken(db, 1, Status.VERIFIED)
    deliver(intake, message(minutes=2, position=PETERONGAN), message("di Pasar Peterongan", 3, pictures=1))
    (report,) = stored(db)
    assert "Pasar Peterongan" in report.content.text
    assert len(report.content.media) == 1
    assert report.location.position is None
    (proposal,) = Reports(db).proposals(1)
    assert (str(proposal.field), proposal.proposed["lat"], proposal.by) == ("place", PETERONGAN.lat, "whatsapp")


@BOTH_KINDS
def test_what_would_go_on_with_a_closed_report_begins_one_that_says_so(db, intake):
    deliver(intake, message("lampu mati di Jl Veteran"))
    taken(db, 1, Status.ARCHIVED)
    deliver(intake, message("masih gelap sekali", 5), message("terima kasih", 6))
    first, second = stored(db)
    assert second.possible_duplicate_of == first.id
    (link, thanks) = (each.link for each in Reports(db).messages(second.id))
    assert (link.rule, link.other, thanks.rule) == (LinkRule.CLOSED, first.id, LinkRule.WINDOW)


def test_an_edit_of_one_message_changes_what_they_say_together(db, intake):
    picture, text = message(pictures=1), message("lampu mati", 1)
    one_by_one(intake, picture, text)
    edit = message("sampah menumpuk", 2, action=Action.AMEND, amends=text.external_id, keeps_media=True)
    assert deliver(intake, edit).outcomes == (ItemOutcome.UPDATED,)
    (report,) = stored(db)
    assert (report.content.text, report.classification.category) == ("sampah menumpuk", "sampah")
    assert len(report.content.media) == 1


@EITHER_KIND
def test_a_picture_that_is_taken_back_leaves_the_rest(db, intake):
    picture, text = message(pictures=1), message("lampu mati", 1)
    one_by_one(intake, picture, text)
    back = replace(message(minutes=2), action=Action.RETRACT, amends=picture.external_id)
    deliver(intake, back)
    (report,) = stored(db)
    assert (report.content.media, report.content.text, report.retracted) == ((), "lampu mati", False)
    deliver(intake, replace(message(minutes=3), action=Action.RETRACT, amends=text.external_id))
    assert stored(db)[0].retracted, "when nothing is left, the report is taken back"


@EITHER_KIND
def test_an_edit_that_comes_before_its_message_joins_and_the_picture_is_not_lost(db, intake):
    first, original = message("lampu mati di Jl Veteran"), message("sudah lama", 1, pictures=1)
    edit = message("sudah lama sekali", 2, action=Action.AMEND, amends=original.external_id, keeps_media=True)
    one_by_one(intake, first, edit, original)
    (report,) = stored(db)
    assert report.content.text == "lampu mati di Jl Veteran\nsudah lama sekali"
    assert report.content.media == original.media


@EITHER_KIND
def test_small_talk_that_is_edited_into_a_complaint_is_one(db, intake):
    hello = message("halo")
    deliver(intake, hello)
    deliver(intake, message("halo, lampu mati di Gemah", 1, action=Action.AMEND, amends=hello.external_id))
    (report,) = stored(db)
    deliver(intake, message("halo, lampu mati di Miroto", 2, action=Action.AMEND, amends=hello.external_id))
    (report,) = stored(db)
    assert report.content.text == "halo, lampu mati di Miroto"


@BOTH_KINDS
def test_a_report_takes_so_many_messages_and_the_next_begins_another(db, intake):
    deliver(intake, *(message(f"lampu mati {n}", n / 60) for n in range(60)))
    first, second = stored(db)
    assert len(Reports(db).messages(first.id)) == 50
    assert len(Reports(db).messages(second.id)) == 10
