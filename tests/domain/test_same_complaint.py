"""What tells a second complaint from more words about the first."""

import pytest

from command_center.domain.findings import Classification, FoundBy, Location, PlaceEvidence
from command_center.domain.same_complaint import (
    CERTAIN,
    CLEAR,
    UNMISTAKABLE,
    Topic,
    difference,
    places_differ,
    refers_back,
)

NOWHERE = Location(FoundBy.NONE)


def topic(category="lampu", score=6.0, place=NOWHERE, **more):
    return Topic(Classification(category, score=score, **more), place, "lainnya")


def street(name):
    return Location(FoundBy.NONE, evidence=PlaceEvidence((name,)))


def area(kelurahan="", kecamatan="", *words):
    return Location(FoundBy.KELURAHAN, kelurahan, kecamatan, evidence=PlaceEvidence(words))


GEMAH = area("33.74.06.1007", "33.74.06", "di Gemah")
MIROTO = area("33.74.01.1001", "33.74.01", "Miroto")


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (street("Jl Veteran"), street("di Jalan Pandanaran"), True),
        (street("Jl Veteran"), street("jln. veteran"), False),
        (street("Jl Veteran"), MIROTO, False),
        (GEMAH, MIROTO, True),
        (GEMAH, area("", "33.74.06", "Pedurungan"), False),
        (GEMAH, area("", "33.74.01"), True),
        (area("33.74.06.1007", "33.74.06", "Tlogosari"), area("33.74.06.1008", "33.74.06", "Tlogosari Kulon"), False),
        (area("33.74.07.1007", "33.74.07", "Pasar Peterongan"), area("33.74.02.1001", "33.74.02", "Pasar Johar"), True),
        (NOWHERE, GEMAH, False),
    ],
)
def test_places(first, second, differ):
    assert places_differ(topic(place=first), topic(place=second)) is differ
    assert places_differ(topic(place=second), topic(place=first)) is differ


@pytest.mark.parametrize(
    ("first", "second", "further", "fields"),
    [
        (topic(), topic(), False, None),
        (topic(place=GEMAH), topic(place=MIROTO), False, ("place",)),
        (topic(place=GEMAH), topic("sampah", place=MIROTO), False, ("subject", "place")),
        (topic(place=GEMAH), topic("sampah", CLEAR, place=GEMAH), False, ("subject",)),
        (topic(place=GEMAH), topic("sampah", CLEAR - 0.5, place=GEMAH), False, None),
        (topic(place=GEMAH), topic("sampah", UNMISTAKABLE), False, ("subject",)),
        (topic(place=GEMAH), topic("sampah", UNMISTAKABLE - 0.5), False, None),
        (topic(place=GEMAH), topic("sampah", CERTAIN), True, ("subject",)),
        (topic(place=GEMAH), topic("sampah", CERTAIN - 0.5), True, None),
        (topic(place=GEMAH), topic("lainnya", 0, place=MIROTO), False, None),
        (topic("lainnya", 0), topic("sampah", place=MIROTO), False, None),
        (topic("sampah", 0, chosen_by_sender=True), topic("lampu", 0, chosen_by_sender=True), False, ("subject",)),
    ],
)
def test_difference(first, second, further, fields):
    found = difference(first, second, further=further)
    assert (found.fields if found else None) == fields


def test_what_comes_of_one_another_is_told_apart_by_its_place_alone():
    flood = topic("banjir", 9, place=GEMAH)
    for drain in (topic("drainase", 9), topic("drainase", 9, place=GEMAH)):
        assert difference(flood, drain, one_event=True, further=True) is None
    found = difference(flood, topic("drainase", 9, place=MIROTO), one_event=True)
    assert found is not None
    assert found.fields == ("subject", "place")


@pytest.mark.parametrize(
    ("first", "second", "back"),
    [
        (topic("pohon", runner_up="lampu"), topic("lampu"), True),
        (topic("jalan_rusak"), topic("pkl", runner_up="jalan_rusak"), True),
        (topic("pkl"), topic("sampah", words=("sampahnya", "dibuang")), True),
        (topic("pkl"), topic("sampah", words=("sampah", "tanya")), False),
        (topic("pohon", runner_up="air"), topic("lampu", runner_up="air"), False),
        (topic("lainnya", 0), topic("lampu"), False),
    ],
)
def test_what_refers_back(first, second, back):
    assert refers_back(first, second) is back


def test_another_place_is_enough_where_the_words_announce_another_complaint():
    found = difference(topic(place=GEMAH), topic("lainnya", 0, place=MIROTO), further=True)
    assert found is not None
    assert found.fields == ("place",)
    assert difference(topic(place=GEMAH), topic("lainnya", 0, place=GEMAH), further=True) is None


def test_a_difference_says_what_stood_against_each_other():
    found = difference(topic(place=GEMAH), topic("sampah", place=MIROTO))
    assert found is not None
    assert found.was == ("lampu", "33.74.06.1007", "di Gemah")
    assert found.says == ("sampah", "33.74.01.1001", "Miroto")
