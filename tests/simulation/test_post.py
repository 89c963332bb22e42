"""The post office sends at least once: again after 429, 503 and cut connections, never after a plain refusal."""

import threading
import time

import pytest

from command_center.errors import ServerAway
from simulation.post import PostOffice, Tally
from simulation.senders.sending import Sending
from tests.servers.ports import free_port
from tests.simulation.receiver import Receiver

LETTER = Sending("whatsapp", (1,), "POST", "/hooks/whatsapp", {"X-Mark": "a"}, b"{}")


@pytest.mark.parametrize(
    ("answers", "tries", "accepted", "status"),
    [
        ([], 1, True, 200),
        ([(201, {})], 1, True, 201),
        ([(503, {})], 2, True, 200),
        ([(503, {"Retry-After": "0"}), (429, {"Retry-After": "0"}), (502, {"Retry-After": "0"})], 4, True, 200),
        ([(403, {})], 1, False, 403),
        ([(400, {})], 1, False, 400),
        ([(404, {})], 1, False, 404),
    ],
)
def test_what_is_tried_again_and_what_is_not(answers, tries, accepted, status):
    with Receiver(answers) as receiver, PostOffice(receiver.url) as office:
        outcome = office.post(LETTER)
    assert (outcome.tries, outcome.accepted, outcome.status) == (tries, accepted, status)
    assert receiver.requests == [("POST", "/hooks/whatsapp", b"{}")] * tries, "every try is the same request"


def test_retry_after_is_waited_for():
    with Receiver([(503, {"Retry-After": "1"})]) as receiver, PostOffice(receiver.url) as office:
        started = time.monotonic()
        assert office.post(LETTER).accepted
    assert time.monotonic() - started >= 1.0


def test_it_gives_up_in_the_end_and_says_so():
    with (
        Receiver([(503, {"Retry-After": "0"})] * 50) as receiver,
        PostOffice(receiver.url, give_up_after=0.6) as office,
    ):
        outcome = office.post(LETTER)
    assert (outcome.accepted, outcome.status, outcome.answer) == (False, 503, "not now")


def test_a_server_that_comes_back_gets_the_message():
    port = free_port()
    found = []
    with PostOffice(f"http://127.0.0.1:{port}") as office:
        sender = threading.Thread(target=lambda: found.append(office.post(LETTER)))
        sender.start()
        time.sleep(0.3)
        with Receiver(port=port) as receiver:
            sender.join(60)
            assert len(receiver.requests) == 1
    assert found[0].accepted
    assert found[0].tries > 1


def test_being_told_to_stop_ends_the_waiting():
    stop = threading.Event()
    with PostOffice(f"http://127.0.0.1:{free_port()}", stop=stop) as office:
        threading.Timer(0.2, stop.set).start()
        started = time.monotonic()
        outcome = office.post(LETTER)
    assert not outcome.accepted
    assert outcome.status == 0
    assert time.monotonic() - started < 20


def test_a_server_that_is_away_is_said_so_with_what_to_do():
    url = f"http://127.0.0.1:{free_port()}"
    with PostOffice(url) as office, pytest.raises(ServerAway, match=r"no server answers at .* start it with .*--url"):
        office.check()
    with Receiver() as receiver, PostOffice(receiver.url) as office:
        office.check()


def test_the_tally_counts_messages_once_however_often_they_come():
    with Receiver([(200, {}), (403, {}), (503, {"Retry-After": "0"})]) as receiver, PostOffice(receiver.url) as office:
        tally = Tally()
        batch = Sending("whatsapp", (1, 2, 3), "POST", "/hooks/whatsapp")
        for sending in (LETTER, Sending("x", (9,), "POST", "/hooks/x"), batch, LETTER):
            tally.add(office.post(sending))
    assert (tally.sent, tally.accepted, tally.failed, tally.retried) == (4, 3, 1, 1)
    assert tally.messages == 3
    assert dict(tally.by_channel) == {"whatsapp": 3}
    assert list(tally.problems) == ["x: 403 not now"]
