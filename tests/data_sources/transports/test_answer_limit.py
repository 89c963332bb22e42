"""How many answers a person is sent in an hour, whatever becomes of the Redis that several processes share."""

import socket
from collections.abc import Iterator

import pytest
import redis
from structlog.testing import capture_logs

from data_sources.transports.answer_limit import PAUSE_SECONDS, AnswerLimit
from tests.servers.ports import free_port
from tests.servers.redis import redis_server

ANI, BUDI = "+628122334455", "+628122334456"


def taken(limit: AnswerLimit, times: int, person: str = ANI, per_hour: int = 3) -> list[bool]:
    return [limit.take("sms", person, per_hour) for _ in range(times)]


def test_so_many_an_hour_for_each_person_and_channel():
    limit = AnswerLimit()
    assert taken(limit, 5) == [True, True, True, False, False]
    assert taken(limit, 1, BUDI) == [True]
    assert limit.take("whatsapp", ANI, 3)


def test_none_an_hour_is_none_at_all():
    assert taken(AnswerLimit(), 2, per_hour=0) == [False, False]


@pytest.fixture
def redis_url() -> Iterator[str]:
    with redis_server(free_port()) as url:
        yield url


@pytest.mark.needs("redis-server")
def test_several_processes_count_together(redis_url: str):
    one, two = AnswerLimit(redis_url), AnswerLimit(redis_url)
    assert [one.take("sms", ANI, 3), two.take("sms", ANI, 3), one.take("sms", ANI, 3)] == [True] * 3
    assert not two.take("sms", ANI, 3)
    with redis.Redis.from_url(redis_url) as client:
        assert not any(b"8122334455" in key for key in client.scan_iter()), "a number is no key of another program"


def frozen() -> socket.socket:
    """A peer that takes connections and never says a word."""
    return socket.create_server(("127.0.0.1", 0))


def test_a_frozen_redis_is_left_alone_and_this_process_counts():
    now = [0.0]
    with frozen() as peer:
        limit = AnswerLimit(f"redis://127.0.0.1:{peer.getsockname()[1]}/0", lambda: now[0])
        with capture_logs() as logs:
            assert taken(limit, 5) == [True, True, True, False, False]
        assert [each["event"] for each in logs] == ["answers_counted_here_alone"], "it is asked once, not five times"
        now[0] = PAUSE_SECONDS + 1
        with capture_logs() as logs:
            assert taken(limit, 1) == [False]
        assert len(logs) == 1, "after a while it is asked again"


@pytest.mark.needs("redis-server")
def test_what_was_counted_before_redis_went_away_holds(redis_url: str):
    limit = AnswerLimit(redis_url)
    assert taken(limit, 3) == [True, True, True]
    with redis.Redis.from_url(redis_url) as client:
        client.shutdown(nosave=True)
    assert taken(limit, 1) == [False]
