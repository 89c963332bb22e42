"""Answers that are shared: one at a time is made of a key, and nobody gets one that no longer stands."""

import threading

import pytest

from command_center.readmodel.shared import SharedAnswers


def always(_):
    return True


def test_an_answer_is_given_again_as_long_as_it_stands():
    answers = SharedAnswers(4)
    assert answers.get("a", always, lambda: 1) == 1
    assert answers.get("a", always, lambda: 2) == 1
    assert answers.get("a", lambda answer: answer > 1, lambda: 3) == 3
    assert answers.get("a", lambda answer: answer < 3, lambda: 4) == 1
    assert answers.get("b", always, lambda: 5) == 5


def test_only_so_many_are_kept_and_those_asked_for_stay():
    answers = SharedAnswers(2)
    for key in ("a", "b", "a", "c"):
        answers.get(key, always, lambda key=key: key)
    assert answers.get("a", always, lambda: "anew") == "a"
    assert answers.get("b", always, lambda: "anew") == "anew"


def test_who_comes_while_it_is_made_gets_it():
    answers, made, begun, go, got = SharedAnswers(4), [], threading.Event(), threading.Event(), []

    def make():
        made.append(1)
        begun.set()
        assert go.wait(20)
        return "once"

    threads = [threading.Thread(target=lambda: got.append(answers.get("a", always, make))) for _ in range(5)]
    threads[0].start()
    assert begun.wait(20)
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(20)
    assert got == ["once"] * 5
    assert made == [1]


def test_what_fails_is_not_kept_and_stops_nobody():
    answers = SharedAnswers(4)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            answers.get("a", always, lambda: 1 // 0)
    assert answers.get("a", always, lambda: 1) == 1
