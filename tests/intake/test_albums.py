"""An album is one message: its pictures stand with its caption, whichever of them came first and whatever was said before."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.triage import Step, Triage
from command_center.domain.inbound import Action, Media
from command_center.domain.workflow import Status
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from tests.intake.talking import NOW, message, one_by_one, rules, stored, together
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


def album(caption_at, caption="jalan berlubang di Banyumanik", pictures=3, **fields):
    """Pictures sent together five minutes after NOW, one of them with the caption."""
    return [
        message(caption if n == caption_at else "", 5 + n / 100, "telegram", pictures=1, album="A", **fields)
        for n in range(pictures)
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("deliver", [one_by_one, together])
def test_an_album_about_something_else_is_one_report_beside_the_earlier_one(intake, db, order, deliver):
    pictures = album(1)
    deliver(intake, message("lampu mati di Jl Veteran", 0, "telegram"), *(pictures[n] for n in order))
    first, second = stored(db)
    assert (first.content.text, len(first.content.media)) == ("lampu mati di Jl Veteran", 0)
    assert (second.content.text, len(second.content.media)) == ("jalan berlubang di Banyumanik", 3)
    assert [report.classification.category for report in (first, second)] == ["lampu", "jalan_rusak"]
    assert sorted(rules(db, second.id)) == ["album", "album", "apart"]
    assert len(Reports(db).messages(first.id)) == 1


@BOTH_KINDS
def test_an_album_that_moves_leaves_an_event_on_both_databases(intake, db):
    one_by_one(intake, message("lampu mati di Jl Veteran", 0, "telegram"), *album(2))
    first, second = stored(db)
    assert len(first.content.media) == 0
    assert len(second.content.media) == 3
    told = [(str(event.kind), event.report_id) for event in EventLog(db).after(0, 100)]
    assert told == [
        ("report.received", first.id),
        ("report.joined", first.id),
        ("report.joined", first.id),
        ("report.amended", first.id),
        ("report.received", second.id),
    ]


def test_an_album_whose_caption_goes_on_with_the_report_stays(intake, db):
    one_by_one(intake, message("jalan berlubang di Banyumanik", 0, "telegram"), *album(2, "dekat halte, makin dalam"))
    (report,) = stored(db)
    assert len(report.content.media) == 3
    assert report.content.text == "jalan berlubang di Banyumanik\ndekat halte, makin dalam"


def test_an_album_with_two_captions_is_not_torn_apart(intake, db):
    pictures = [
        message(text, 0, "telegram", pictures=1, album="A")
        for text in ("lampu mati di Jl Veteran", "jalan berlubang di Banyumanik")
    ]
    one_by_one(intake, *pictures)
    (report,) = stored(db)
    assert len(report.content.media) == 2


def test_pictures_that_came_after_the_move_go_with_the_caption(intake, db):
    early, captioned, late = album(1)
    one_by_one(intake, message("lampu mati di Jl Veteran", 0, "telegram"), early, captioned)
    one_by_one(intake, late, message("yang ini parah", 6, "telegram"))
    first, second = stored(db)
    assert len(second.content.media) == 3
    assert second.content.text == "jalan berlubang di Banyumanik\nyang ini parah"
    assert first.content.text == "lampu mati di Jl Veteran"


def test_an_album_moves_from_a_report_that_staff_has_sent_on(intake, db):
    pictures = album(2)
    one_by_one(intake, message("lampu mati di Jl Veteran", 0, "telegram"), *pictures[:2])
    Triage(Reports(db)).take([Step(1, Status.FORWARDED, NOW + timedelta(minutes=6), "sari")])
    one_by_one(intake, pictures[2])
    first, second = stored(db)
    assert first.status is Status.FORWARDED
    assert (len(first.content.media), len(second.content.media)) == (0, 3)


@EITHER_KIND
def test_a_picture_that_moved_is_corrected_and_taken_back_where_it_stands(intake, db):
    pictures = album(2)
    one_by_one(intake, message("lampu mati di Jl Veteran", 0, "telegram"), *pictures)
    other = Media("image", "lain", "image/jpeg")
    edit = replace(pictures[0], external_id="e", action=Action.AMEND, amends=pictures[0].external_id, media=(other,))
    gone = replace(pictures[1], external_id="g", action=Action.RETRACT, amends=pictures[1].external_id, media=())
    one_by_one(intake, replace(edit, sent_at=NOW + timedelta(minutes=8)), gone)
    first, second = stored(db)
    assert first.content.media == ()
    assert second.content.media == (other, *pictures[2].media)
    assert not second.retracted
