"""A step whose answer turns out not to have arrived is taken back, and leaves what others did; whatever fails, and in any order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.handling import Handling
from command_center.domain.acts import Act, ActKind
from command_center.domain.workflow import Stage, Status
from tests.casework.answering_city import DPU, P3M, TOKEN, City, examiner
from tests.servers.platform import Stand, graph
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
HOUR = timedelta(hours=1)


@pytest.fixture
def city(db):
    with Stand(graph(TOKEN)) as stand:
        yield City(db, stand.url)
        assert not stand.faults


def brought(city, makes):
    """A report with one handed-over answer for each status, an hour apart, and the answers."""
    report = city.take("whatsapp", contact="6281200000001", policy="lapor-hendi-2021")
    given = []
    for status in makes:
        city.now += HOUR
        given.append(city.answer(report, f"Kabar {status}, {len(given)}", by=DPU, status=status))
        city.later(minutes=1)
        assert city.report(report.id).status is status
    return report, given


ANSWERED, SETTLED, ASKED = Status.ANSWERED, Status.SETTLED, Status.INCOMPLETE


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "the newest first"])
@pytest.mark.parametrize(
    "makes",
    [
        (ANSWERED, ANSWERED),
        (ANSWERED, SETTLED),
        (ASKED, ANSWERED),
        (ASKED, SETTLED),
        (ANSWERED, ASKED),
        (ASKED, ANSWERED, ANSWERED),
        (ASKED, ANSWERED, ASKED),
        (ASKED, ANSWERED, ASKED, SETTLED),
    ],
    ids=lambda makes: " ".join(makes),
)
def test_where_every_answer_failed_the_report_stands_as_if_none_was_written(city, makes, turned):
    report, given = brought(city, makes)
    for answer in reversed(given) if turned else given:
        city.fail(answer)
    left = city.report(report.id)
    assert (left.status, left.answer_state, left.next_due) == (report.status, "failed", report.next_due)
    assert replace(left.state, breach=None) == report.state
    assert (left.deadlines.pauses, left.deadlines.due) == ((), report.deadlines.due)


@EITHER_KIND
def test_where_only_the_question_failed_the_answer_stands_and_nobody_waited(city):
    report, (question, answer) = brought(city, (ASKED, ANSWERED))
    city.fail(question)
    left = city.report(report.id)
    assert (left.status, left.state.reached[Stage.ANSWER]) == (ANSWERED, answer.at)
    assert (left.deadlines.pauses, left.deadlines.due) == ((), report.deadlines.due)


def test_where_only_the_answer_failed_the_citizen_is_still_waited_for(city):
    report, (question, answer) = brought(city, (ASKED, ANSWERED))
    city.fail(answer)
    left = city.report(report.id)
    assert (left.status, left.next_due) == (ASKED, None)
    assert [(each.start, each.end) for each in left.deadlines.pauses] == [(question.at, None)]


@EITHER_KIND
def test_where_an_answer_between_two_questions_failed_the_citizen_was_waited_for_throughout(city):
    report, (first, answer, second) = brought(city, (ASKED, ANSWERED, ASKED))
    city.fail(answer)
    assert [(each.start, each.end) for each in city.report(report.id).deadlines.pauses] == [(first.at, None)]
    city.fail(first)
    assert [(each.start, each.end) for each in city.report(report.id).deadlines.pauses] == [(second.at, None)]


def test_where_the_first_of_two_answers_failed_the_waiting_ended_with_the_second(city):
    report, (question, first, second) = brought(city, (ASKED, ANSWERED, ANSWERED))
    city.fail(first)
    left = city.report(report.id)
    assert left.state.reached[Stage.ANSWER] == second.at
    assert [(each.start, each.end) for each in left.deadlines.pauses] == [(question.at, second.at)]


@EITHER_KIND
def test_a_question_that_failed_takes_no_extension_and_no_step_of_others_away(city):
    report, (question,) = brought(city, (ASKED,))
    handling = Handling(city.reports, examiner(), lambda: None)
    handling.do([Act(ActKind.EXTEND, report.id, note="butuh alat berat")], P3M, city.now)
    longer = city.report(report.id).deadlines.due[Stage.SETTLE]
    assert longer > report.deadlines.due[Stage.SETTLE]
    city.fail(question)
    left = city.report(report.id)
    assert (left.status, left.deadlines.extended) == (Status.FORWARDED, True)
    assert left.deadlines.due == {**report.deadlines.due, Stage.SETTLE: longer}
    assert [(each.note, each.undone) for each in city.reports.steps(report.id)] == [
        ("", False), (question.text, True), ("butuh alat berat", False),
    ]  # fmt: skip


def test_what_a_failed_question_had_moved_is_moved_back_and_only_that(city):
    report, (question,) = brought(city, (ASKED,))
    city.now += timedelta(days=4)
    city.take("whatsapp", contact="6281200000001", person="person-1", text="Ada sampah menumpuk di Pasar Johar")
    answer = city.answer(report, by=DPU)
    city.later(minutes=1)
    handling = Handling(city.reports, examiner(), lambda: None)
    waited = city.report(report.id).deadlines.due[Stage.SETTLE]
    assert waited > report.deadlines.due[Stage.SETTLE]
    handling.do([Act(ActKind.EXTEND, report.id, note="butuh alat berat")], P3M, city.now)
    with_pause = city.report(report.id).deadlines.due[Stage.SETTLE]
    city.fail(question)
    left = city.report(report.id).deadlines
    assert (left.pauses, left.extended) == ((), True)
    assert report.deadlines.due[Stage.SETTLE] < left.due[Stage.SETTLE] < with_pause
    city.fail(answer)
    assert city.report(report.id).deadlines.due == left.due
    assert [each.undone for each in city.reports.steps(report.id)] == [False, True, True, False]


@BOTH_KINDS
def test_the_step_of_a_failed_answer_is_struck_out_while_a_later_one_stands(city):
    report, (first, _) = brought(city, (ANSWERED, ANSWERED))
    city.fail(first)
    assert city.report(report.id).status is ANSWERED
    assert [each.undone for each in city.reports.steps(report.id)] == [False, True, False]
