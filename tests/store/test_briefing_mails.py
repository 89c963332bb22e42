"""A letter is claimed by one process, and what became of it is kept: none goes out twice by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from command_center.store.briefing_mails import BriefingMails, LetterState
from command_center.store.briefings import Briefings
from tests.store.test_briefings import AT, DAY, keep

HOUR = timedelta(hours=1)


@pytest.fixture
def mails(db):
    briefings = Briefings(db)
    keep(briefings)
    return BriefingMails(db), briefings.versions(DAY)[0].id


def test_each_recipient_gets_one_letter_a_version(mails):
    post, briefing = mails
    assert post.address(briefing, ["a@x.test", "b@x.test"], AT) == 2
    assert post.address(briefing, ["b@x.test", "c@x.test"], AT) == 1
    assert [letter.recipient for letter in post.of(briefing)] == ["a@x.test", "b@x.test", "c@x.test"]


def test_a_letter_is_claimed_once_and_when_it_is_due(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test"], AT)
    assert post.claim(AT - timedelta(seconds=1)) is None
    letter = post.claim(AT)
    assert (letter.recipient, letter.state, letter.attempts) == ("a@x.test", LetterState.SENDING, 1)
    assert post.claim(AT + HOUR) is None, "who sends it has it"


def test_of_many_processes_each_letter_has_one(mails):
    post, briefing = mails
    post.address(briefing, [f"{n}@x.test" for n in range(5)], AT)
    with ThreadPoolExecutor(8) as pool:
        claimed = [letter.id for letter in pool.map(lambda _: post.claim(AT), range(30)) if letter]
    assert sorted(claimed) == sorted({letter.id for letter in post.of(briefing)})


def test_what_became_of_it_is_kept(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test"], AT)
    post.note(post.claim(AT), LetterState.WAITING, AT + HOUR, "451 later")
    assert post.claim(AT + HOUR - timedelta(seconds=1)) is None
    second = post.claim(AT + HOUR)
    assert second.attempts == 2
    post.note(second, LetterState.SENT, AT + HOUR)
    assert [(letter.state, letter.problem) for letter in post.of(briefing)] == [(LetterState.SENT, "")]


def test_a_letter_whose_process_died_is_left_to_a_person(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test"], AT)
    lost = post.claim(AT)
    assert post.doubt_abandoned(AT) == 0, "it may be speaking yet"
    assert post.doubt_abandoned(AT + HOUR) == 1
    assert post.claim(AT + HOUR) is None
    assert post.again(briefing, AT + HOUR) == 1
    again = post.claim(AT + HOUR)
    assert (again.id, again.attempts) == (lost.id, 1)
    post.note(again, LetterState.SENT, AT + HOUR)
    assert post.again(briefing, AT + HOUR) == 0, "what arrived is not sent again"


def test_what_a_person_must_look_at_is_found(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test", "b@x.test", "c@x.test", "d@x.test"], AT)
    for state in (LetterState.SENT, LetterState.FAILED, LetterState.UNSURE):
        post.note(post.claim(AT), state, AT + HOUR, "550 no such user")
    assert [(letter.recipient, letter.state) for letter in post.troubled(AT)] == [
        ("b@x.test", LetterState.FAILED),
        ("c@x.test", LetterState.UNSURE),
    ]
    assert post.troubled(AT + 2 * HOUR) == [], "what is long past is no longer told"
