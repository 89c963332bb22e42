"""Who makes room: those of the address that has most, the oldest or the largest of them first."""

from program.crowd import Pending, too_many, too_much


def waiting(*rows):
    return [Pending(number, address, since, held) for number, address, since, held in rows]


def test_an_attacker_from_one_address_takes_room_from_itself_alone():
    crowd = waiting((1, "me", 1.0, 0), (2, "attacker", 2.0, 0), (3, "attacker", 3.0, 0), (4, "attacker", 4.0, 0))
    assert too_many(crowd, 2) == [2, 3]


def test_from_many_addresses_those_go_that_waited_longest():
    crowd = waiting((1, "a", 5.0, 0), (2, "b", 1.0, 0), (3, "c", 3.0, 0))
    assert too_many(crowd, 2) == [2, 3]


def test_no_more_go_than_there_are():
    assert too_many(waiting((1, "a", 1.0, 0)), 5) == [1]
    assert too_many([], 5) == []


def test_what_is_held_is_given_up_by_who_holds_most_the_largest_first():
    crowd = waiting((1, "me", 1.0, 50), (2, "attacker", 2.0, 40), (3, "attacker", 3.0, 60), (4, "other", 4.0, 0))
    assert too_much(crowd, 150) == []
    assert too_much(crowd, 100) == [3]
    assert too_much(crowd, 60) == [3, 1]
    assert too_much(crowd, 0) == [3, 1, 2]
