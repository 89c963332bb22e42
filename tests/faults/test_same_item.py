"""The same message from many senders at once: it is one report."""

from concurrent.futures import ThreadPoolExecutor

from tests.bench.installation import wait_until_worked
from tests.faults.size import SENDERS, TIMES
from tests.faults.stream import Line, message, stored
from tests.servers.command_center import CommandCenter


def send(port):
    """The statuses of the answers to one sender."""
    line = Line(port)
    statuses = [line.post(message(1)) for _ in range(TIMES)]
    line.hang_up()
    return statuses


def test_the_same_message_from_many_senders_at_once_is_one_report(tmp_path):
    with CommandCenter(tmp_path, LOG_LEVEL="warning") as center:
        with ThreadPoolExecutor(SENDERS) as pool:
            statuses = {status for each in pool.map(send, [center.port] * SENDERS) for status in each}
        assert statuses == {200}
        wait_until_worked(center)
        assert stored(center) == [1]
