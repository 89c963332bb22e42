"""What a wall missed or got twice, from the frames that came."""

from tests.bench.frames import Arrived, join


def arrived(at, from_seq, to_seq, *numbers, new=True, reset=False):
    points = [{"number": number, "new": new} for number in numbers]
    return Arrived(at, {"from_seq": from_seq, "to_seq": to_seq, "points": points, "reset": reset})


def test_frames_that_join_miss_nothing_in_whatever_order_they_are_handed_over():
    joined = join([arrived(2.0, 7, 9, "b", "c"), arrived(1.0, 5, 7, "a")], 5)
    assert joined.first_seen == {"a": 1.0, "b": 2.0, "c": 2.0}
    assert (joined.gaps, joined.overlaps, joined.doubled, joined.resets) == (0, 0, 0, 0)


def test_events_between_two_frames_are_missing():
    assert join([arrived(1.0, 0, 3), arrived(2.0, 5, 6)], 0).gaps == 2


def test_events_in_two_frames_are_doubled():
    assert join([arrived(1.0, 0, 3), arrived(2.0, 2, 6)], 0).overlaps == 1


def test_a_report_that_comes_as_new_twice_is_doubled_but_one_that_changed_is_not():
    assert join([arrived(1.0, 0, 1, "a"), arrived(2.0, 1, 2, "a")], 0).doubled == 1
    assert join([arrived(1.0, 0, 1, "a"), arrived(2.0, 1, 2, "a", new=False)], 0).doubled == 0


def test_events_that_the_wall_must_load_anew_are_counted():
    assert join([arrived(1.0, 0, 1500, reset=True)], 0).resets == 1500
