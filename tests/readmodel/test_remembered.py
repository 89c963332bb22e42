"""What was read from very many reports is asked once: by whoever comes first, while it stands."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event as Signal

from command_center.domain.working_days import WIB
from command_center.readmodel.remembered import FEW, KEPT, LASTS, KeptPast
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, received

NOW = datetime(2026, 11, 27, 3, tzinfo=UTC).replace(tzinfo=None)
SECOND = timedelta(seconds=1)


class Asked:
    """Counts how often it was asked, and answers with that."""

    def __init__(self, cases=FEW):
        self.times, self.cases = 0, cases

    def __call__(self):
        self.times += 1
        return self.times, self.cases


def model_at(seq):
    model = borrowed(WIB, CALENDAR)
    if seq:
        model.apply([received(seq, NOW.replace(tzinfo=UTC))])
    return model


def get(kept, asked, key="key", moment=NOW, seq=0, lasts=LASTS):
    with model_at(seq).cursor() as cursor:
        return kept.get(cursor, key, moment, asked, lasts)


def test_of_many_cases_it_stands_for_an_hour_and_a_thousandth_of_changes():
    kept, asked = KeptPast(), Asked()
    assert get(kept, asked) == get(kept, asked, moment=NOW + LASTS - SECOND, seq=FEW // 1000) == 1
    assert get(kept, asked, seq=FEW // 1000 + 1) == 2, "too much has changed"
    assert get(kept, asked, moment=NOW + LASTS) == 3, "an hour has passed"


def test_of_few_cases_it_stands_until_anything_changes():
    kept, asked = KeptPast(), Asked(FEW - 1)
    assert get(kept, asked) == get(kept, asked) == 1
    assert get(kept, asked, seq=1) == 2
    assert get(kept, asked, moment=NOW + SECOND) == 3


def test_it_may_be_asked_to_stand_for_its_own_moment_alone():
    kept, asked = KeptPast(), Asked()
    assert get(kept, asked, lasts=timedelta()) == get(kept, asked, lasts=timedelta()) == 1
    assert get(kept, asked, moment=NOW + SECOND, lasts=timedelta()) == 2


def test_each_question_has_its_own_answer_and_the_ones_unused_longest_go():
    kept, asked = KeptPast(), Asked()
    first = get(kept, asked, key=0)
    for key in range(1, KEPT):
        get(kept, asked, key=key)
    assert get(kept, asked, key=0) == first
    get(kept, asked, key=KEPT)
    assert get(kept, asked, key=0) == first, "it was used since"
    assert get(kept, asked, key=1) == KEPT + 2


def test_nothing_is_known_of_a_log_that_was_forgotten():
    kept, asked = KeptPast(), Asked()
    get(kept, asked)
    kept.forget()
    assert get(kept, asked) == 2


def test_who_comes_while_it_is_asked_waits_for_that_answer():
    kept, begun, may_end = KeptPast(), Signal(), Signal()

    def slow():
        begun.set()
        assert may_end.wait(30)
        return "slow", FEW

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(get, kept, slow)
        assert begun.wait(30)
        second = threads.submit(get, kept, lambda: ("another", FEW))
        may_end.set()
        assert first.result(30) == second.result(30) == "slow"
