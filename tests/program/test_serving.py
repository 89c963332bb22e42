"""The web server over real connections: what a client may do wrong, and that nobody else notices."""

import re
import socket
import threading
import time
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest
from flask import Flask, request
from structlog.testing import capture_logs
from waitress.adjustments import Adjustments

from command_center.web.security.machine_errors import install_machine_errors
from program import connections, pace
from program.connections import capacity
from program.fair_queue import FairThreads
from program.running_server import address
from program.serving import listen
from tests.servers.own_server import OwnServer
from tests.web.conftest import settings_for

LARGE = 8 * 1024 * 1024
ONE = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\n"
"""A request of one byte, without the byte."""


def application():
    app = Flask("served")
    install_machine_errors(app)
    app.config["MAX_CONTENT_LENGTH"] = 10 * 1024 * 1024

    @app.route("/", methods=["GET", "POST"])
    def view():
        return f"{request.remote_addr} {len(request.get_data())}"

    @app.get("/large")
    def large():
        return b"x" * LARGE

    @app.get("/stream")
    def stream():
        return (b"x" * 65_536 for _ in range(1024))

    return app


@pytest.fixture(scope="module")
def served():
    with OwnServer(application(), threads=4) as server:
        yield server


def opened(server, text):
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    connection.sendall(text)
    return closing(connection)


def elsewhere(server):
    """A connection from another address."""
    return closing(socket.create_connection(("127.0.0.1", server.port), timeout=30, source_address=("127.0.0.2", 0)))


def everything(connection):
    pieces = []
    try:
        while piece := connection.recv(65_536):
            pieces.append(piece)
    except ConnectionResetError:
        pass
    return b"".join(pieces)


def test_half_requests_take_no_thread(served):
    with ExitStack() as open_:
        request_ = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 9\r\n\r\n1234"
        half = [open_.enter_context(opened(served, request_)) for _ in range(40)]
        assert httpx.get(served.url, timeout=30).status_code == 200
        for connection in half:
            connection.sendall(b"56789")
            assert everything(connection).endswith(b" 9"), "and are answered once they are whole"


def test_answers_that_nobody_reads_take_no_thread(served):
    with ExitStack() as open_:
        request_ = b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n"
        idle = [open_.enter_context(opened(served, request_)) for _ in range(12)]
        assert httpx.get(served.url, timeout=30).status_code == 200
        assert len(everything_of(idle[0], LARGE)) >= LARGE, "and are there when they are read"


def everything_of(connection, least):
    found = b""
    while len(found) < least and (piece := connection.recv(1 << 20)):
        found += piece
    return found


def test_answers_larger_than_what_is_kept_do_not_take_all_threads(served):
    with ExitStack() as open_:
        for _ in range(12):
            open_.enter_context(opened(served, b"GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"))
        assert httpx.get(served.url, timeout=30).status_code == 200
    answer = httpx.get(f"{served.url}/stream", timeout=60)
    assert len(answer.content) == 1024 * 65_536


@pytest.fixture
def in_a_hurry(monkeypatch):
    """Times of a second and less."""

    def overdue(phase, seconds, moved):
        return seconds > (5.0 if phase is pace.Phase.QUIET and moved else 0.8)

    monkeypatch.setattr(connections, "overdue", overdue)


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHo", b"HTTP/1.1 408 "),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1234", b"HTTP/1.1 408 "),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12", b"HTTP/1.1 408 "),
    ],
)
def test_who_takes_too_long_is_told_and_let_go(served, in_a_hurry, sent, answer):
    with opened(served, sent) as connection:
        found = everything(connection)
    assert found.startswith(answer)
    assert (b"send it again" in found) == bool(answer)


def test_who_does_not_read_is_let_go_in_time(served, in_a_hurry):
    with opened(served, b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n") as connection:
        time.sleep(4)
        assert len(everything(connection)) < LARGE


def test_a_body_that_is_too_large_is_refused_and_the_client_reads_it(served):
    """Also one that sends on without looking: the answer must not be lost with the connection."""
    with opened(served, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 12000000\r\n\r\n") as connection:
        for _ in range(12):
            connection.sendall(b"x" * 1_000_000)
        assert everything(connection).startswith(b"HTTP/1.1 413 ")
    chunk = b"F4240\r\n" + b"x" * 1_000_000 + b"\r\n"
    with opened(served, b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n") as connection:
        for _ in range(12):
            connection.sendall(chunk)
        assert everything(connection).startswith(b"HTTP/1.1 413 ")


def test_exactly_as_much_as_is_allowed_is_taken(served):
    assert httpx.post(served.url, content=b"x" * (10 * 1024 * 1024), timeout=60).text.endswith(f" {10 * 1024 * 1024}")


@pytest.mark.parametrize(
    "line",
    [
        b"Transfer-Encoding: chunked\r\n\r\n" + b"1" * 20_000,
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X-A: " + b"1" * 20_000,
    ],
)
def test_a_line_without_an_end_in_a_chunked_body_is_refused(served, line):
    with opened(served, b"POST / HTTP/1.1\r\nHost: a\r\n" + line) as connection:
        assert everything(connection).startswith(b"HTTP/1.1 400 ")


def test_a_client_that_waits_for_leave_to_send_gets_it(served):
    with opened(
        served, b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
    ) as connection:
        assert connection.recv(4096).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"abc")
        assert everything(connection).endswith(b" 3")


def test_a_crowd_from_one_address_makes_room_and_the_others_stay(monkeypatch):
    monkeypatch.setattr(connections, "CONNECTIONS", 80)
    with OwnServer(application(), threads=4) as server, ExitStack() as open_:
        patient = open_.enter_context(elsewhere(server))
        patient.sendall(ONE)
        begun = time.monotonic()
        with capture_logs() as lines:
            for _ in range(200):
                open_.enter_context(opened(server, b""))
            assert httpx.get(server.url, timeout=30).status_code == 200
            patient.sendall(b"x")
            assert everything(patient).endswith(b"127.0.0.2 1")
            time.sleep(1)
            looks = (time.monotonic() - begun) / connections.LOOK_SECONDS
        told = [line["count"] for line in lines if line["event"] == "connections_closed"]
        assert sum(told) >= 100
        assert len(told) <= looks + 1, "told once a look, not once a connection"


def test_too_much_that_is_held_makes_room(monkeypatch):
    monkeypatch.setattr(connections, "HELD_BYTES", 3_000_000)
    with OwnServer(application(), threads=4) as server, ExitStack() as open_:
        head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n"
        held = [open_.enter_context(opened(server, head + b"x" * 1_000_000)) for _ in range(6)]
        time.sleep(2.5)
        with elsewhere(server) as other:
            other.sendall(ONE + b"x")
            assert everything(other).endswith(b"127.0.0.2 1")
        ended = 0
        for connection in held:
            connection.settimeout(0.2)
            try:
                ended += connection.recv(1) == b""
            except ConnectionResetError:
                ended += 1
            except TimeoutError:
                pass
        assert 3 <= ended < 6


def test_those_who_wait_are_accepted_together_and_not_one_a_round():
    """Behind a thousand connections that all work, a round of the loop takes a tenth of a second."""
    listening = listen("127.0.0.1", 0)
    where = listening.getsockname()
    front = connections.FrontServer(
        application(),
        {},
        True,
        listening,
        dispatcher=FairThreads(),
        adj=Adjustments(),
        bind_socket=False,
        sockinfo=(listening.family, listening.type, listening.proto, where),
        capacity=200,
        patience=1,
    )
    with closing(front), ExitStack() as open_:
        for _ in range(connections.ACCEPTED_AT_ONCE + 6):
            open_.enter_context(closing(socket.create_connection(where, timeout=30)))
        front.handle_accept()
        assert len(front.active_channels) == connections.ACCEPTED_AT_ONCE
        front.handle_accept()
        assert len(front.active_channels) == connections.ACCEPTED_AT_ONCE + 6
        front.handle_accept()
        for each in list(front.active_channels.values()):
            each.handle_close()


def test_an_ipv6_address_is_listened_on_and_printed_in_brackets(tmp_path):
    if not socket.has_ipv6:
        pytest.skip("no IPv6 on this machine")
    with OwnServer(application(), host="::1") as server:
        assert server.url.startswith("http://[::1]:")
        assert httpx.get(server.url, timeout=30).text == "::1 0"
    settings = settings_for(tmp_path, host="::1", port=8051)
    assert (settings.url, address(settings)) == ("http://[::1]:8051", "http://[::1]:8051")


def test_all_addresses_are_of_both_kinds_and_an_ipv4_client_stays_one():
    if not socket.has_dualstack_ipv6():
        pytest.skip("no IPv6 on this machine")
    with OwnServer(application(), host="::") as server:
        assert httpx.get(f"http://127.0.0.1:{server.port}", timeout=30).text == "127.0.0.1 0"
        assert httpx.get(f"http://[::1]:{server.port}", timeout=30).text == "::1 0"


def test_a_port_in_use_is_an_error():
    with listen("127.0.0.1", 0) as taken, pytest.raises(OSError):
        listen("127.0.0.1", taken.getsockname()[1])


def test_room_is_asked_of_the_system_before_it_is_promised():
    assert 64 <= capacity(200) <= connections.CONNECTIONS


def test_the_end_lets_what_is_at_work_finish():
    app, begun, go = Flask("slow"), threading.Event(), threading.Event()

    @app.get("/")
    def view():
        begun.set()
        go.wait(2)
        return "done"

    answers = []
    with OwnServer(app) as server:
        asking = threading.Thread(target=lambda: answers.append(httpx.get(server.url, timeout=30).text))
        asking.start()
        assert begun.wait(30)
        threading.Timer(0.5, go.set).start()
    asking.join()
    assert answers == ["done"]


def test_nginx_lets_a_quiet_connection_go_before_the_server_does():
    """The other way round it would now and then send a request into a connection that is just being closed."""
    conf = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text("utf-8")
    (seconds,) = re.findall(r"upstream command_center \{[^}]*keepalive_timeout (\d+)s;", conf)
    assert int(seconds) < pace.Phase.QUIET.value
