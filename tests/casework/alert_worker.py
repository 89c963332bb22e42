"""A process that opens and tells alerts of a database until it is killed: what the test of kills runs."""

import sys
from datetime import timedelta

from command_center.store.db import Database
from tests.casework.alert_city import MONDAY, city, found

GROUPS = 60


def main(url: str, begin: str) -> None:
    """Open alert after alert, each in a look of its own, and tell what is due; says when it begins."""
    of = city(Database(url), people={})
    of.seq = int(begin)
    print("begun", flush=True)
    for number in range(len(of.standing()) + 1, GROUPS + 1):
        now = MONDAY + timedelta(seconds=number)
        of.look(now, *[found(opd=f"opd{n}") for n in range(1, number + 1)])
        of.tell(now)
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
