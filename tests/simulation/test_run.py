"""The loop: messages at their time divided by the speed, repeats unchanged, an orderly end."""

import re
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest

from command_center.errors import BadSetting, ServerAway
from simulation.post import PostOffice, SendingOutcome
from simulation.run import run, sending_of, serials, simulate
from simulation.scenarios import PlannedSending, load_scenarios
from simulation.senders.sending import Secrets
from tests.servers.ports import free_port
from tests.simulation.conftest import NOW
from tests.simulation.receiver import Receiver


def play(receiver, writer, secrets, code="biasa", **options):
    return simulate(receiver.url, secrets, writer=writer, scenario=load_scenarios()[code], **options)


def test_so_many_messages_as_asked_for_are_sent_and_counted(writer, secrets):
    told: list[SendingOutcome] = []
    with Receiver() as receiver:
        tally = play(receiver, writer, secrets, speed=0, limit=40, seed=1, on_sent=told.append)
    assert tally.messages == tally.sent == tally.accepted == len(receiver.requests) == len(told) == 40
    paths = Counter(urlsplit(path).path for _, path, _ in receiver.requests)
    assert set(paths) <= {
        *(f"/hooks/{code}" for code in ("sms", "x", "instagram", "facebook", "whatsapp", "telegram", "sp4n", "112")),
        "/open311/v2/requests.json",
    }
    assert len(paths) >= 6


def test_copies_are_the_same_bytes_and_messages_are_counted_once(writer, secrets):
    with Receiver() as receiver:
        tally = play(receiver, writer, secrets, "ganda", speed=0, limit=60, seed=3)
    assert tally.messages == 60
    assert tally.sent == len(receiver.requests) > 100
    assert max(Counter(receiver.requests).values()) in (2, 3, 4, 5)


def test_two_runs_with_one_seed_write_the_same_under_other_ids(writer, secrets):
    texts, ids = [], []
    for _ in range(2):
        with Receiver() as receiver:
            play(receiver, writer, secrets, speed=0, limit=30, seed=5)
        sms = sorted(path for _, path, _ in receiver.requests if path.startswith("/hooks/sms"))
        fields = [parse_qs(urlsplit(path).query) for path in sms]
        assert fields
        texts.append({field["text"][0] for field in fields})
        ids.append({field["id"][0] for field in fields})
    assert not ids[0] & ids[1]
    assert texts[0] == texts[1]


def test_speed_divides_the_gaps(writer, secrets):
    message = writer.write(Random(1), 1, NOW, channel="telegram")
    planned = [PlannedSending(NOW + timedelta(seconds=100 * n), (message,)) for n in range(4)]
    times = []
    with Receiver() as receiver, PostOffice(receiver.url) as office:
        run(
            planned, secrets, office, start=NOW, speed=500,
            on_sent=lambda _: times.append(time.monotonic()), stop=threading.Event(),
        )  # fmt: skip
    assert 0.5 < times[-1] - times[0] < 60


def test_a_message_that_comes_again_carries_the_time_of_its_first_writing(writer, secrets):
    message = writer.write(Random(1), 1, NOW, channel="sms")
    first, again = (
        sending_of(
            PlannedSending(NOW + timedelta(minutes=n), (message,), resend=n), secrets, lambda at: at + timedelta(days=9)
        )
        for n in (0, 1)
    )
    assert re.findall(r"time=(\d+)", first.path) == re.findall(r"time=(\d+)", again.path)
    assert str(int((NOW + timedelta(days=9)).timestamp())) in first.path


def test_it_ends_at_the_simulated_time_asked_for(writer, secrets):
    with Receiver() as receiver:
        tally = play(receiver, writer, secrets, speed=1_000_000, seed=2, until=datetime.now(UTC) + timedelta(days=2))
    assert 20 < tally.messages < 110


def test_it_ends_when_told_so(writer, secrets):
    stop = threading.Event()
    with Receiver() as receiver:
        threading.Timer(0.3, stop.set).start()
        started = time.monotonic()
        play(receiver, writer, secrets, speed=1, stop=stop)
    assert time.monotonic() - started < 40


def test_a_refused_message_does_not_stop_the_others(writer, secrets):
    with Receiver([(403, {})] * 3) as receiver:
        tally = play(receiver, writer, secrets, speed=0, limit=20, seed=1)
    assert (tally.failed, tally.accepted) == (3, 17)
    assert sum(tally.problems.values()) == 3


def test_an_absent_server_and_a_missing_secret_are_said_at_once(writer, secrets):
    scenario = load_scenarios()["biasa"]
    with pytest.raises(ServerAway):
        simulate(f"http://127.0.0.1:{free_port()}", secrets, writer=writer, scenario=scenario, limit=1)
    with Receiver() as receiver, pytest.raises(BadSetting, match="is not set"):
        simulate(receiver.url, Secrets({}), writer=writer, scenario=scenario, speed=0, limit=1)


def test_serials_begin_with_the_start_so_that_runs_do_not_meet():
    now = datetime.now(UTC)
    assert next(serials(now)) > list(islice(serials(now - timedelta(seconds=1)), 900_000))[-1]
