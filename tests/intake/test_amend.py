"""What other systems and second thoughts may change of a report, and what they may not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.domain.authorship import sender_said
from command_center.domain.inbound import Inbound, Reporter
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Stage, Status
from command_center.intake.amend import Amendment, amended, corrected, known_said
from tests.domain.reports import NOW, a_report

ROW = Inbound("sp4n", "lapor", "1", NOW, "rob di Tanjung Mas", Reporter("1"), policy="sp4n")


def after(examiner, report, item):
    return amendment(examiner, report, item).report


def amendment(examiner, report, item, authors=None):
    (found,) = examiner.examine([(item, NOW)])
    said = corrected(known_said(report), item, found)
    if said is None:
        return Amendment(report)
    return amended(report, said, found, authors or sender_said(report), NOW + timedelta(days=1), item)


@pytest.mark.parametrize(
    ("status", "said", "becomes"),
    [
        ("received", "forwarded", "forwarded"),
        ("forwarded", "settled", "settled"),
        ("received", "settled", "settled"),
        ("not_ours", "received", "not_ours"),
        ("settled", "received", "settled"),
        ("forwarded", "received", "forwarded"),
        ("answered", "verified", "answered"),
        ("settled", "forwarded", "forwarded"),
        ("received", "", "received"),
    ],
)
def test_a_status_is_taken_where_the_flow_allows_the_step(examiner, status, said, becomes):
    closed = NOW if status == "settled" else None
    report = a_report(status=status, closed_at=closed, text=ROW.text)
    assert after(examiner, report, replace(ROW, status=Status(said) if said else None)).status == becomes


@pytest.mark.parametrize(
    ("had", "said", "has"),
    [
        (Visibility.PUBLIC, Visibility.CONFIDENTIAL, "rahasia"),
        (Visibility.PUBLIC, Visibility.ANONYMOUS, "anonim"),
        (Visibility.CONFIDENTIAL, Visibility.PUBLIC, "rahasia"),
        (Visibility.ANONYMOUS, Visibility.PUBLIC, "anonim"),
    ],
)
def test_visibility_only_gets_stricter(examiner, had, said, has):
    assert (
        after(examiner, a_report(visibility=str(had), text=ROW.text), replace(ROW, visibility=said)).visibility == has
    )


def test_an_older_text_changes_nothing(examiner):
    report = a_report(text="newer")
    assert after(examiner, report, replace(ROW, sent_at=NOW - timedelta(minutes=1))) is report


def test_a_new_text_finds_its_place_and_category_unless_the_point_was_exact(examiner):
    vague = a_report(text="x", exact=False, kelurahan="", category="lainnya")
    found = after(examiner, vague, ROW)
    assert found.classification.category == "rob"
    assert found.location.kelurahan.startswith("33.74.02")
    assert after(examiner, a_report(text="x"), ROW).location.kelurahan == "33.74.02.1001"


def test_after_forwarding_the_department_stays(examiner):
    report = a_report(text="x", status=str(Status.FORWARDED), opd="dlh")
    assert after(examiner, report, ROW).assignment.opd == "dlh"


SETTLE = {"settle_due": NOW + timedelta(days=20), "policy": "sp4n@1", "received_at": NOW, "text": ROW.text}


def test_a_report_that_turns_out_to_be_supervisory_has_longer_to_be_settled(examiner):
    report = a_report(**SETTLE, answer_due=NOW + timedelta(days=7))
    found = after(examiner, report, replace(ROW, extended=True))
    assert found.deadlines.extended
    assert found.deadlines.due[Stage.SETTLE] - NOW > timedelta(days=80)
    assert found.deadlines.due[Stage.ANSWER] == NOW + timedelta(days=7), "all else stays as intake fixed it"
    assert after(examiner, found, ROW).deadlines == found.deadlines, "a row that says nothing of it takes nothing back"


def test_the_breach_of_the_shorter_term_was_none(examiner):
    breach = {"breached_stage": "settle", "breached_at": SETTLE["settle_due"]}
    answered = {"status": "answered", "answered_at": NOW}
    found = after(examiner, a_report(**SETTLE, **breach, **answered), replace(ROW, extended=True))
    assert found.state.breach is None
    assert found.next_due is not None
    assert found.next_due[0] is Stage.SETTLE


@pytest.mark.parametrize("fixed", [{"policy": "seed-2017@1"}, {"received_at": NOW - timedelta(days=9)}])
def test_a_term_of_another_policy_or_receipt_is_not_taken(examiner, fixed):
    report = a_report(**SETTLE | fixed)
    assert after(examiner, report, replace(ROW, extended=True)).deadlines == report.deadlines
