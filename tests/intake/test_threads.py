"""Replies and threads: own words go on with a report, somebody else's are a remark or a report by what they say."""

import pytest

from command_center.domain.inbound import Reporter
from command_center.store.reports import Reports
from tests.intake.talking import OTHER, deliver, message, one_by_one, rules, stored
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


@EITHER_KIND
def test_a_reply_to_an_own_message_goes_on_with_its_report_whenever_it_comes(db, intake):
    first = message("lampu mati di Jl Veteran", channel="x")
    deliver(intake, first)
    deliver(intake, message("masih gelap", 3000, "x", reply_to=first.external_id))
    (report,) = stored(db)
    assert report.content.text == "lampu mati di Jl Veteran\nmasih gelap"
    assert rules(db) == ["", "reply"]


@BOTH_KINDS
def test_own_words_in_the_same_thread_go_on_within_its_time(db, intake):
    at_city_post = {"channel": "facebook", "thread": "post-of-the-city"}
    one_by_one(
        intake,
        message("lampu mati di Jl Veteran", **at_city_post),
        message("sudah lama sekali", 300, **at_city_post),
        message("sudah lama sekali", 3000, **at_city_post),
    )
    assert len(stored(db)) == 2
    assert rules(db, 1) == ["", "thread"]


@pytest.mark.parametrize(
    ("text", "reports", "kind"),
    [
        ("up", 1, "assent"),
        ("semoga cepat ditangani walikota baru", 1, "remark"),
        ("di tempat saya jalan berlubang juga", 2, None),
        ("di Jl Pandanaran begitu juga", 2, None),
    ],
)
def test_somebody_else_s_words_under_a_report_are_a_remark_or_a_report_by_what_they_say(
    db, intake, text, reports, kind
):
    post = message("lampu mati di Jl Veteran", channel="facebook")
    remark = message(text, 5, "facebook", by=OTHER, thread=post.external_id)
    one_by_one(intake, post, remark)
    assert len(stored(db)) == reports
    first = stored(db)[0]
    assert first.content.text == "lampu mati di Jl Veteran", "a remark is nobody's complaint"
    kinds = [str(each.kind) for each in Reports(db).messages(first.id)]
    assert kinds == ["content"] + ([kind] if kind else [])
    if kind:
        assert Reports(db).messages(first.id)[1].content.text == text


@EITHER_KIND
def test_a_mention_of_a_comment_that_is_known_stands_with_it(intake, db):
    comment = message("lampu mati di Jl Veteran @laporhendi", channel="instagram", thread="m")
    told = message(
        "[akun kota disebut]", 1, "instagram", by=Reporter("unknown:1"), reply_to=comment.external_id, thread="m"
    )
    one_by_one(intake, comment, told)
    (report,) = stored(db)
    assert report.content.text == "lampu mati di Jl Veteran"
