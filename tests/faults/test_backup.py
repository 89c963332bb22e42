"""A backup while messages come in holds all that was acknowledged before; a restored installation repeats no number."""

import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from tests.bench.installation import wait_until_worked
from tests.faults.sets import judge
from tests.faults.size import KILLS, SECONDS, SEED
from tests.faults.stream import Line, Stream, message, stored
from tests.servers.command_center import CommandCenter


def numbers(center: CommandCenter) -> list[str]:
    with closing(sqlite3.connect(center.folder / "var" / "command_center.sqlite")) as database:
        return [number for (number,) in database.execute("SELECT number FROM reports")]


def send_one_more(center: CommandCenter) -> None:
    line = Line(center.port)
    assert line.post(message(10**8)) == 200
    line.hang_up()


def until_more(stream: Stream, amount: int) -> None:
    taken = len(stream.acknowledged)
    while len(stream.acknowledged) < taken + amount:
        time.sleep(0.01)


@pytest.mark.timeout(SECONDS)
def test_a_backup_of_a_server_in_use_is_whole_and_goes_on_without_repeating_a_number(tmp_path):
    file = tmp_path / "backup.sqlite"
    with CommandCenter(tmp_path / "first", LOG_LEVEL="warning") as center:
        with Stream(center, SEED) as stream:
            for _ in range(KILLS):
                until_more(stream, 40)
                before = set(stream.acknowledged)
                said = center.manage("backup", str(file), "--overwrite")
                assert "Checked." in said
            until_more(stream, 40)
        wait_until_worked(center)
        given = numbers(center)

        # A plain copy of the main file, as an unwarned person would make it.
        plain = tmp_path / "plain" / "var"
        plain.mkdir(parents=True)
        shutil.copyfile(tmp_path / "first" / "var" / "command_center.sqlite", plain / "command_center.sqlite")

        with pytest.raises(RuntimeError, match="stop it first"):
            center.manage("restore", str(file), "--replace")
        center.stop()
        with pytest.raises(RuntimeError, match="--replace"):
            center.manage("restore", str(file))
        center.manage("restore", str(file), "--replace")
        center.start()
        wait_until_worked(center)
        verdict = judge(stream.attempted, before, stored(center))
        assert verdict.good, verdict
        kept = set(numbers(center)) & set(given)
        send_one_more(center)
        wait_until_worked(center)
        fresh = set(numbers(center)) - kept
        assert not fresh & set(given), "a number that citizens have stands for another report"

    for folder in ("elsewhere", "plain"):
        other = CommandCenter(tmp_path / folder, LOG_LEVEL="warning")
        if folder == "elsewhere":
            assert "many are left out" in other.manage("restore", str(file))
        with other:
            has = set(numbers(other))
            send_one_more(other)
            wait_until_worked(other)
            fresh = set(numbers(other)) - has
            assert fresh
            assert not fresh & set(given), folder
