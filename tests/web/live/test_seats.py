"""Who gets a seat, and who must give it back."""

import pytest

from command_center.web.live.seats import JOIN_SECONDS, MESSAGES_AT_ONCE, Refusal, Seat, SeatLimits, Seats


class Clock:
    def __init__(self):
        self.at = 100.0

    def __call__(self):
        return self.at


class Line:
    """A connection that only remembers how it was closed."""

    closed = None

    def close(self, code=1000, reason=""):
        self.closed = (code, reason)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def seats(clock):
    return Seats(SeatLimits(total=4, of_person=2, of_address=3), clock)


def taken(seats, person="a", address="1"):
    seat = seats.take(person, address)
    assert isinstance(seat, Seat)
    seat.line = Line()
    return seat


def test_a_person_gets_so_many_wherever_they_sit(seats):
    taken(seats, "a", "1"), taken(seats, "a", "2")
    assert seats.take("a", "3") is Refusal.PERSON
    taken(seats, "b", "3")


def test_an_address_gets_so_many_whoever_sits_there(seats):
    for person in "abc":
        taken(seats, person, "1")
    assert seats.take("d", "1") is Refusal.ADDRESS
    taken(seats, "d", "2")


def test_all_together_get_so_many(seats):
    for number in range(4):
        taken(seats, f"p{number}", f"{number}")
    assert seats.take("late", "9") is Refusal.FULL


def test_what_was_given_back_is_free_once(seats):
    first, _ = taken(seats), taken(seats)
    seats.give_back(first)
    seats.give_back(first)
    assert len(seats) == 1
    taken(seats)
    assert seats.take("a", "1") is Refusal.PERSON


def test_who_does_not_join_in_time_or_has_left_is_closed(seats, clock):
    idle, watching, gone = taken(seats, "a"), taken(seats, "b"), taken(seats, "c")
    watching.joined = gone.joined = True
    gone.left = True
    assert seats.close_idle() == 1
    assert (idle.line.closed, gone.line.closed) == (None, (1008, "left"))
    clock.at += JOIN_SECONDS + 1
    seats.close_idle()
    assert (idle.line.closed, watching.line.closed) == ((1008, "not joined"), None)


def test_at_the_end_all_are_told(seats):
    seat = taken(seats)
    seats.close_all("the server stops")
    assert seat.line.closed == (1001, "the server stops")


def test_a_wall_may_ask_each_second_for_ever_and_nobody_may_chatter(seats):
    wall, chatterer = taken(seats, "a"), taken(seats, "b")
    assert all(wall.may_speak(100.0 + second) for second in range(1000))
    answers = [chatterer.may_speak(100.0) for _ in range(int(MESSAGES_AT_ONCE) + 5)]
    assert answers == [True] * int(MESSAGES_AT_ONCE) + [False] * 5
    assert chatterer.may_speak(110.0)
