"""Which connections make room when there are too many, or when they hold too much: those of who has most of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pending:
    """A connection that waits for its client: since when, from where, and how many bytes are kept for it."""

    number: int
    address: str
    since: float
    held: int


def too_many(waiting: Iterable[Pending], count: int) -> list[int]:
    """Numbers of `count` connections to close: each time the oldest of the address that has most at that moment.

    An attacker from one address takes room from itself alone; from many addresses, those go that waited longest.
    """
    of_address: dict[str, list[Pending]] = defaultdict(list)
    for each in sorted(waiting, key=lambda one: one.since, reverse=True):
        of_address[each.address].append(each)
    closed: list[int] = []
    while len(closed) < count and of_address:
        greediest = max(of_address, key=lambda address: (len(of_address[address]), -of_address[address][-1].since))
        closed.append(of_address[greediest].pop().number)
        if not of_address[greediest]:
            del of_address[greediest]
    return closed


def too_much(waiting: Iterable[Pending], most: int) -> list[int]:
    """Numbers of connections to close so that all together hold at most `most` bytes: the largest of who holds most."""
    of_address: dict[str, list[Pending]] = defaultdict(list)
    held: dict[str, int] = defaultdict(int)
    for each in sorted(waiting, key=lambda one: one.held):
        if each.held:
            of_address[each.address].append(each)
            held[each.address] += each.held
    closed: list[int] = []
    total = sum(held.values())
    while total > most:
        greediest = max(held, key=lambda address: held[address])
        largest = of_address[greediest].pop()
        held[greediest] -= largest.held
        total -= largest.held
        closed.append(largest.number)
    return closed
