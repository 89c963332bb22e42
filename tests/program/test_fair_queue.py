"""Who sends many requests waits behind itself."""

from dataclasses import dataclass

import pytest

from program.fair_queue import FairQueue


@dataclass
class Task:
    """A connection as the queue sees it."""

    addr: tuple[str, int]
    name: str


def test_each_address_has_its_turn():
    queue = FairQueue()
    for name in ("a1", "a2", "a3", "b1", "c1", "c2"):
        queue.append(Task((name[0], 1), name))
    assert len(queue) == 6
    assert sorted(each.name for each in queue) == ["a1", "a2", "a3", "b1", "c1", "c2"]
    assert [queue.popleft().name for _ in range(6)] == ["a1", "b1", "c1", "a2", "c2", "a3"]
    assert not queue
    with pytest.raises(IndexError):
        queue.popleft()


def test_the_addresses_of_one_household_have_one_turn_together():
    queue = FairQueue()
    for number in range(1, 4):
        queue.append(Task((f"2001:db8::{number:x}", 1), f"a{number}"))
    queue.append(Task(("2001:db8:0:1::1", 1), "b1"))
    assert [queue.popleft().name for _ in range(4)] == ["a1", "b1", "a2", "a3"]
