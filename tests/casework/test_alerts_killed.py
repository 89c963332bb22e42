"""A process that is killed at any instant neither loses an alert nor tells one twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from command_center.store.db import Database
from tests.casework.alert_city import MONDAY, city
from tests.casework.alert_worker import GROUPS

KILLS = 4
ROOT = Path(__file__).parents[2]


@contextmanager
def worker(url: str, begin: int) -> Iterator["subprocess.Popen[str]"]:
    """A process that has begun its work."""
    command = [sys.executable, "-m", "tests.casework.alert_worker", url, str(begin)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        yield process


def test_kills_in_the_middle(sqlite_db):
    url = sqlite_db.url
    city(sqlite_db)
    draw = random.Random(7)
    for number in range(KILLS):
        with worker(url, 1000 * number) as process:
            time.sleep(draw.uniform(0.02, 0.2))
            process.kill()
    with worker(url, 1000 * KILLS) as last:
        assert last.stdout is not None
        assert last.stdout.read() == "done\n"
    assert last.returncode == 0
    of = city(Database(url), people={})
    of.tell(MONDAY + timedelta(minutes=5))
    standing = of.standing()
    assert {each.group["opd"] for each in standing} == {f"opd{n}" for n in range(1, GROUPS + 1)}
    assert Counter(each.told for each in standing) == {1: GROUPS}
    acts = Counter(act for each in standing for act in of.acts(each))
    assert acts == {"opened": GROUPS, "told": GROUPS}
    told = [len(of.alerting.alerts.messages(each.id)) for each in standing]
    assert told == [1] * GROUPS
    # Killed between finding and telling, two alerts may leave as one letter.
    assert GROUPS - KILLS <= len(of.outgoing()) <= GROUPS
    of.db.close()
