"""kill -9 of the whole installation, while messages come in and while it issues and mails the briefing: nothing is lost, nothing
is there twice."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from random import Random
from statistics import median

import pytest

from command_center.readmodel.briefing_record import as_briefing
from command_center.settings import read_settings
from program.core import build_core
from simulation.fill import fill_history
from tests.bench.installation import wait_until_worked
from tests.faults.sets import judge
from tests.faults.size import KILLS, SECONDS, SEED
from tests.faults.stream import Stream, stored
from tests.servers.command_center import CommandCenter
from tests.servers.empty_database import with_tables
from tests.servers.smtp import MailServerOfTest


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
        assert set(stream.refused) <= {503}, (
            (tmp_path / "server.log").read_text("utf-8").partition("Traceback")[2][:8000]
        )
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


RECIPIENTS = ["wali@x.test", "sekda@x.test", "asisten@x.test"]


def kept(center, wanted):
    """Rows of the installation's database, as it stands on the disk."""
    file = center.folder / "var" / "command_center.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(wanted).fetchall()


def until(asked: Callable[[], bool]) -> None:
    """Wait for it, with patience."""
    end = time.monotonic() + 60
    while not asked():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_briefing_is_issued_once_and_mailed_once_whenever_the_server_dies(tmp_path):
    with MailServerOfTest() as mail:
        mail.kept.silent["rcpt"] = 0.5
        center = CommandCenter(
            tmp_path, BRIEFING_RECIPIENTS=",".join(RECIPIENTS), SMTP_HOST="127.0.0.1", SMTP_PORT=str(mail.port),
            SMTP_SECURITY="none", SMTP_SENDER="laporan@x.test",
        )  # fmt: skip
        key = center.environment["SECRET_KEY"]
        core = build_core(
            read_settings(var_dir=with_tables(tmp_path / "var"), demo=False, secret_key=key, _env_file=None)
        )
        fill_history(core.reference, core.channels, core.intake, core.triage, core.reports, datetime.now(UTC), 4, print)
        core.close()
        with center:
            until(lambda: bool(kept(center, "select id from briefings")))
            center.kill()
            center.start()
            # Its PDF is made by then, and the first recipient has been named.
            until(lambda: mail.kept.tries == 1)
            center.kill()
            (first, *others) = kept(center, "select recipient, state from briefing_mails order by id")
            assert first == (RECIPIENTS[0], "waiting"), "what was not given away is sent after a while"
            center.start()
            until(lambda: len(mail.kept.letters) == len(others))
            center.kill()
        assert [letter.rcpt_tos for letter in mail.kept.letters] == [[each] for each in RECIPIENTS[1:]]
        issued = kept(center, "select day, version, content, fingerprint from briefings order by day")
        assert len(issued) >= 3, "and those of the days that it was not there"
        assert len({day for day, *_ in issued}) == len(issued)
        assert {version for _, version, *_ in issued} == {1}
        for _, _, content, fingerprint in issued:
            as_briefing(content, fingerprint)
