"""A process that is killed at any instant neither loses an alert nor tells one twice."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from command_center.store.db import Database
from tests.casework.alert_city import MONDAY, city
from tests.casework.alert_worker import GROUPS
from tests.long_run import only_long
from tests.servers.preloaded import ROOT, Forked, preloaded


@contextmanager
def worker(url: str, begin: int, out: Path) -> Iterator[Forked]:
    """A process that has begun its work."""
    asked = (url, str(begin))
    process = preloaded().start(asked, os.environ, ROOT, out, out, "tests.casework.alert_worker")
    try:
        end = time.monotonic() + 60
        while not (out.exists() and "begun\n" in out.read_text()):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.005)
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(60)


@pytest.mark.parametrize("kills", [4, pytest.param(30, marks=only_long)])
def test_kills_in_the_middle(sqlite_db, tmp_path, kills):
    url = sqlite_db.url
    city(sqlite_db)
    draw = random.Random(7)
    for number in range(kills):
        with worker(url, 1000 * number, tmp_path / f"{number}.out"):
            time.sleep(draw.uniform(0.02, 0.2))
    with worker(url, 1000 * kills, tmp_path / "last.out") as last:
        assert last.wait(120) == 0
    assert (tmp_path / "last.out").read_text() == "begun\ndone\n"
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
    assert max(1, GROUPS - kills) <= len(of.outgoing()) <= GROUPS
    of.db.close()
