"""Counts of sign-ins over several processes, and while Redis is away."""

import socket
import threading
from contextlib import contextmanager, suppress

import pytest

from tests.servers.ports import free_port
from tests.servers.redis import redis_server
from tests.web.conftest import PASSWORD, sign_in, token_of

pytestmark = pytest.mark.needs("redis-server")


def test_processes_count_together(make_house):
    with redis_server(free_port()) as url:
        one, two = make_house(redis_url=url), make_house(redis_url=url)
        for number in range(10):
            assert sign_in((one, two)[number % 2].client(), "sari", "wrong").status_code == 401
        assert sign_in(one.client(), "sari", "wrong").status_code == 429
        assert sign_in(two.client(), "sari", "wrong").status_code == 429


def test_while_redis_is_away_each_process_counts_for_itself(make_house):
    port = free_port()
    with redis_server(port) as url:
        house = make_house(redis_url=url)
        house.person("p3m", "sari")
        assert sign_in(house.client(), "sari", "wrong").status_code == 401
    for _ in range(10):
        assert sign_in(house.client(), "sari", "wrong").status_code == 401
    assert sign_in(house.client(), "sari", "wrong").status_code == 429
    assert token_of(house.client())


def test_sign_in_works_where_redis_is_away_at_the_start(make_house):
    house = make_house(redis_url=f"redis://127.0.0.1:{free_port()}/0")
    assert house.person("p3m", "sari").get("/wall").status_code == 200


@contextmanager
def frozen(port, patience=3.0):
    """A Redis that takes connections and answers nothing for as long; tells when it gave up a client that waited."""
    waited = threading.Event()

    def hold(connection):
        connection.settimeout(patience)
        with connection:
            try:
                while connection.recv(4096):
                    pass
            except TimeoutError:
                waited.set()

    def serve(server):
        with suppress(OSError):
            while True:
                threading.Thread(target=hold, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", port)) as server:
        threading.Thread(target=serve, args=(server,), daemon=True).start()
        yield f"redis://127.0.0.1:{port}/0", waited


def test_a_frozen_redis_holds_up_no_sign_in(make_house):
    with frozen(free_port()) as (url, waited):
        house = make_house(redis_url=url)
        house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at)
        for _ in range(2):
            assert sign_in(house.client(), "sari").status_code == 303
        for _ in range(10):
            sign_in(house.client(), "nobody", "wrong")
        assert sign_in(house.client(), "nobody", "wrong").status_code == 429, "this process counts for itself"
        assert not waited.is_set(), "every question to Redis was given up before it could have been slow"
