"""A page asks twice for the same and gets the same; of a large city who opens it within a minute gets it too."""

from datetime import timedelta

import pytest

from command_center.domain.selection import Dimension
from command_center.readmodel.analysis.kept import LATELY, KeptViews
from command_center.readmodel.remembered import FEW
from command_center.readmodel.selected import RowRights
from tests.readmodel.facts import received
from tests.readmodel.sixty import NOW, PERIOD, city, model_of, sixty

SECOND = timedelta(seconds=1)
ALL = RowRights()


@pytest.fixture
def small():
    return KeptViews(model_of(sixty()), city())


@pytest.fixture
def large():
    model = model_of([received(1, NOW - (NOW.date() - PERIOD.span.last + timedelta(days=2)))])
    with model.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO facts SELECT facts.* REPLACE (n AS report_id) FROM facts, range(2, {FEW + 1}) AS more(n)"
        )
    return KeptViews(model, city())


def test_the_later_parts_are_of_the_same_figures_as_the_first(small):
    first = small.lately(PERIOD, ALL, NOW)
    assert small.view(PERIOD, ALL, NOW) is first


def test_of_a_small_city_each_opening_is_of_its_own_moment(small):
    first = small.lately(PERIOD, ALL, NOW)
    later = small.lately(PERIOD, ALL, NOW + SECOND)
    assert (first.as_of, later.as_of) == (NOW, NOW + SECOND)


def test_of_a_large_city_an_opening_stands_for_the_next_minute(large):
    first = large.lately(PERIOD, ALL, NOW)
    assert first.tallies.city.received == FEW
    assert large.lately(PERIOD, ALL, NOW + LATELY - SECOND) is first
    assert large.lately(PERIOD, ALL, NOW + LATELY).as_of == NOW + LATELY
    assert large.lately(PERIOD, ALL, NOW - SECOND).as_of == NOW - SECOND, "nobody sees what comes"


def test_nobody_gets_what_another_asked_for_or_may_see(large):
    first = large.lately(PERIOD, ALL, NOW)
    filtered = PERIOD.with_filter(Dimension.CHANNEL, ("whatsapp",))
    assert large.lately(filtered, ALL, NOW) is not first
    assert large.lately(PERIOD, RowRights(only_opd="dlh"), NOW).tallies.city.received == 0
    assert large.lately(PERIOD, RowRights(confidential=True), NOW) is not first
