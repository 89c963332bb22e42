"""P3M answers an information request itself, without a department; complaints it forwards first."""

from datetime import timedelta

import pytest

from command_center.casework.handling import Handling
from command_center.casework.scope import may_act_on
from command_center.domain.acting import acting_person
from command_center.domain.acts import Act, ActKind
from command_center.domain.findings import AssignedBy
from command_center.domain.report_kinds import ReportClass
from command_center.domain.workflow import Stage, Status
from command_center.errors import Conflict
from tests.casework.answering_city import P3M, TOKEN, City, examiner
from tests.servers.platform import Stand, graph

HOUR = timedelta(hours=1)
SETTLED, ANSWERED, ASKED = Status.SETTLED, Status.ANSWERED, Status.INCOMPLETE
DUKCAPIL = acting_person("kepala.dukcapil", frozenset({"opd"}), "dispendukcapil")
KOMINFO = acting_person("kepala.kominfo", frozenset({"opd"}), "diskominfo")


@pytest.fixture
def city(sqlite_db):
    with Stand(graph(TOKEN)) as stand:
        yield City(sqlite_db, stand.url)
        assert not stand.faults


def asked(city, report_class=ReportClass.INFORMATION, *, verify=True):
    """A question about identity cards, under a policy that has a deadline for every stage."""
    report = city.take(
        "whatsapp",
        contact="6281200000001",
        opd="",
        text="Syarat membuat KTP baru apa saja, dan buka jam berapa?",
        report_class=report_class,
        policy="lapor-hendi-2021",
    )
    if verify:
        do(city, report, ActKind.VERIFY)
    return city.report(report.id)


def do(city, report, kind, who=P3M, **more):
    acts = Handling(city.reports, examiner(), lambda: examiner().locator)
    acts.do([Act(kind, report.id, **more)], who, city.now)
    return city.report(report.id)


@pytest.mark.parametrize("makes", [ANSWERED, SETTLED])
def test_a_verified_question_is_answered_by_p3m_as_its_own_department(city, makes):
    report = asked(city)
    city.now += HOUR
    answer = city.answer(report, "Cukup KK dan surat pengantar, buka 08.00-15.00.", status=makes)
    city.later(minutes=1)
    after = city.report(report.id)
    assert after.status is makes
    # Nobody else had it: it came to the department of P3M with the answer, and no forwarding is waited for.
    assert (after.assignment.opd, after.assignment.by) == ("diskominfo", AssignedBy.P3M)
    assert after.state.reached[Stage.FORWARD] == after.state.reached[Stage.ANSWER] == answer.at
    assert after.next_due == ((Stage.SETTLE, after.deadlines.due[Stage.SETTLE]) if makes is ANSWERED else None)
    assert (may_act_on(after, DUKCAPIL), may_act_on(after, KOMINFO)) == (False, True)


@pytest.mark.parametrize("report_class", [ReportClass.COMPLAINT, ReportClass.ASPIRATION])
@pytest.mark.parametrize("makes", [ANSWERED, SETTLED])
def test_what_a_department_must_act_on_is_forwarded_first(city, report_class, makes):
    report = asked(city, report_class)
    with pytest.raises(Conflict, match="forward it to a department first"):
        city.answer(report, status=makes)
    # Who finds that it only asks something corrects its class, and answers.
    report = do(city, report, ActKind.CORRECT, report_class="information")
    city.answer(report, status=makes)
    city.later(minutes=1)
    assert city.report(report.id).status is makes


def test_a_question_that_nobody_has_read_is_verified_first(city):
    with pytest.raises(Conflict, match="verify it first: then P3M may answer it itself"):
        city.answer(asked(city, verify=False))


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "the newest first"])
@pytest.mark.parametrize("makes", [(ANSWERED,), (SETTLED,), (ANSWERED, SETTLED), (ASKED, ANSWERED)], ids=" ".join)
def test_an_answer_of_p3m_that_did_not_arrive_leaves_the_question_as_it_was(city, makes, turned):
    report = asked(city)
    given = []
    for count, status in enumerate(makes):
        city.now += HOUR
        given.append(city.answer(report, f"Kabar {count}", status=status))
        city.later(minutes=1)
    for answer in reversed(given) if turned else given:
        city.fail(answer)
    left = city.report(report.id)
    assert (left.status, left.state, left.assignment) == (report.status, report.state, report.assignment)


def test_where_the_first_of_two_did_not_arrive_the_second_is_what_brought_it_on(city):
    report = asked(city)
    first = city.answer(report, "Cukup KK.")
    city.later(minutes=1)
    city.now += HOUR
    second = city.answer(report, "Cukup KK, sudah kami kirim formulirnya.", status=SETTLED)
    city.later(minutes=1)
    city.fail(first)
    after = city.report(report.id)
    assert (after.status, after.assignment.opd) == (SETTLED, "diskominfo")
    assert after.state.reached == dict.fromkeys(Stage, second.at)


def test_what_p3m_has_settled_itself_comes_back_to_its_department_and_may_go_to_another(city):
    report = asked(city)
    city.answer(report, status=SETTLED)
    city.later(minutes=1)
    again = do(city, report, ActKind.REOPEN, note="jawabannya kurang")
    assert (again.status, again.assignment.opd) == (Status.FORWARDED, "diskominfo")
    there = do(city, report, ActKind.FORWARD, opd="dispendukcapil", note="mohon dijawab")
    assert (there.assignment.opd, there.assignment.by) == ("dispendukcapil", AssignedBy.STAFF)
