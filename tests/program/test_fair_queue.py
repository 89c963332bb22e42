"""Who sends many requests waits behind itself."""

from dataclasses import dataclass, field

import pytest

from program.fair_queue import FairQueue


@dataclass
class Asked:
    """A request as the queue sees it."""

    headers: dict[str, str]


@dataclass
class Task:
    """A connection as the queue sees it."""

    addr: tuple[str, int]
    name: str
    requests: list[Asked] = field(default_factory=list)


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


def test_behind_a_trusted_proxy_each_of_its_clients_has_a_turn():
    """All connections are the proxy's: who sends a thousand requests through it waits for them alone."""
    queue = FairQueue(proxies=1)
    for name, forwarded in (
        ("a1", "203.0.113.1"),
        ("a2", "203.0.113.9, 203.0.113.1"),
        ("a3", "203.0.113.1:50123"),
        ("b1", "203.0.113.1, 203.0.113.2"),
        ("p1", ""),
    ):
        queue.append(Task(("127.0.0.1", 1), name, [Asked({"X_FORWARDED_FOR": forwarded} if forwarded else {})]))
    assert [queue.popleft().name for _ in range(5)] == ["a1", "b1", "p1", "a2", "a3"]


def test_whose_word_is_not_trusted_has_no_turn_by_it():
    queue = FairQueue()
    for number in range(3):
        queue.append(Task(("198.51.100.1", 1), f"a{number}", [Asked({"X_FORWARDED_FOR": f"203.0.113.{number}"})]))
    queue.append(Task(("198.51.100.2", 1), "b0", [Asked({})]))
    assert [queue.popleft().name for _ in range(4)] == ["a0", "b0", "a1", "a2"]
