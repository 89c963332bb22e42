"""A letter is claimed by one process, and what became of it is kept: none goes out twice by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from command_center.store.briefing_mails import BriefingMails, LetterState
from command_center.store.briefings import Briefings
from tests.store.test_briefings import AT, DAY, keep

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=15)


def claimed(post, now):
    """Has it for a quarter of an hour."""
    return post.claim(now, now + LEASE)


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
    assert claimed(post, AT - timedelta(seconds=1)) is None
    letter = claimed(post, AT)
    assert (letter.recipient, letter.attempts) == ("a@x.test", 1)
    assert claimed(post, AT + LEASE - timedelta(seconds=1)) is None, "who writes it has it"
    assert post.begin(letter, AT)
    assert [each.state for each in post.of(briefing)] == [LetterState.SENDING]
    assert claimed(post, AT + HOUR) is None, "who sends it has it"


def test_a_letter_that_was_not_given_away_when_its_process_died_is_taken_by_another(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test"], AT)
    first = claimed(post, AT)
    second = claimed(post, AT + LEASE)
    assert (second.id, second.attempts) == (first.id, 2)
    assert not post.begin(first, AT + LEASE), "one that was only slow does not send it too"
    assert post.begin(second, AT + LEASE)
    assert not post.begin(second, AT + LEASE), "once"


def test_of_many_processes_each_letter_has_one(mails):
    post, briefing = mails
    post.address(briefing, [f"{n}@x.test" for n in range(5)], AT)
    with ThreadPoolExecutor(8) as pool:
        taken = [letter.id for letter in pool.map(lambda _: claimed(post, AT), range(30)) if letter]
    assert sorted(taken) == sorted({letter.id for letter in post.of(briefing)})


def test_what_became_of_it_is_kept(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test"], AT)
    post.note(claimed(post, AT), LetterState.WAITING, AT + HOUR, "451 later")
    assert claimed(post, AT + HOUR - timedelta(seconds=1)) is None
    second = claimed(post, AT + HOUR)
    assert second.attempts == 2
    post.note(second, LetterState.SENT, AT + HOUR)
    assert [(letter.state, letter.problem) for letter in post.of(briefing)] == [(LetterState.SENT, "")]


def test_a_letter_whose_process_died_is_left_to_a_person(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test"], AT)
    lost = claimed(post, AT)
    assert post.begin(lost, AT)
    assert post.doubt_abandoned(AT) == 0, "it may be speaking yet"
    assert post.doubt_abandoned(AT + HOUR) == 1
    assert claimed(post, AT + HOUR) is None
    assert post.again(briefing, AT + HOUR) == 1
    again = claimed(post, AT + HOUR)
    assert (again.id, again.attempts) == (lost.id, 1)
    post.note(again, LetterState.SENT, AT + HOUR)
    assert post.again(briefing, AT + HOUR) == 0, "what arrived is not sent again"


def test_what_a_person_must_look_at_is_found(mails):
    post, briefing = mails
    post.address(briefing, ["a@x.test", "b@x.test", "c@x.test", "d@x.test"], AT)
    for state in (LetterState.SENT, LetterState.FAILED, LetterState.UNSURE):
        post.note(claimed(post, AT), state, AT + HOUR, "550 no such user")
    assert [(letter.recipient, letter.state) for letter in post.troubled(AT)] == [
        ("b@x.test", LetterState.FAILED),
        ("c@x.test", LetterState.UNSURE),
    ]
    assert post.troubled(AT + 2 * HOUR) == [], "what is long past is no longer told"
    waiting = claimed(post, AT)
    assert len(post.troubled(AT)) == 2, "that one only waits is no trouble"
    post.note(waiting, LetterState.WAITING, AT + HOUR, "451 later")
    assert [letter.recipient for letter in post.troubled(AT)] == ["b@x.test", "c@x.test", "d@x.test"]
