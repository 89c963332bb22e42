"""kill -9 of the whole installation again and again while messages come in: nothing is lost, nothing is there twice."""

import time
from random import Random
from statistics import median

import pytest

from tests.bench.installation import wait_until_worked
from tests.faults.sets import judge
from tests.faults.size import KILLS, SECONDS, SEED
from tests.faults.stream import Stream, stored
from tests.servers.command_center import CommandCenter


@pytest.mark.timeout(SECONDS)
def test_what_was_acknowledged_survives_every_death(tmp_path):
    random = Random(SEED)
    ready = []
    with CommandCenter(tmp_path, LOG_LEVEL="warning") as center:
        with Stream(center, SEED) as stream:
            for _ in range(KILLS):
                taken = len(stream.acknowledged)
                while len(stream.acknowledged) == taken:
                    time.sleep(0.01)
                # Also right after the first message that it took.
                time.sleep(random.choice([0.0, random.uniform(0.0, 1.5)]))
                center.kill()
                ready.append(center.start())
        assert set(stream.refused) <= {503}
        wait_until_worked(center)
        verdict = judge(stream.attempted, stream.acknowledged, stored(center))
        assert verdict.good, verdict
        unknown = len(stream.attempted - stream.acknowledged)

        stream.send_unknown()
        wait_until_worked(center)
        found = stored(center)
        verdict = judge(stream.attempted, stream.acknowledged, found)
        assert verdict.good, verdict
        assert set(found) == stream.attempted, "sent again, each is there"
    print(
        f"\n{KILLS} deaths, {len(found)} messages, {unknown} of them without an answer at first; "
        f"ready again after {median(ready):.1f} s (median), {max(ready):.1f} s (longest)"
    )
