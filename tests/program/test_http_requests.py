"""What two readers of a request could understand differently is refused, and what is refused is said in words."""

import gc
import socket
from contextlib import closing

import pytest
from flask import Flask, request

from command_center.web.security.machine_errors import install_machine_errors
from program.http_requests import Request
from tests.long_run import LONG_RUN
from tests.servers.own_server import OwnServer

POST = b"POST / HTTP/1.1\r\nHost: a\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n"
NEXT = b"GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


def application():
    app = Flask("read")
    install_machine_errors(app)

    @app.route("/", methods=["GET", "POST"])
    def view():
        return f"body of {len(request.get_data())}"

    @app.get("/next")
    def next_():
        return "the next"

    return app


@pytest.fixture(scope="module")
def served():
    with OwnServer(application(), threads=4) as server:
        yield server


def answered(server, text):
    """Everything that comes back until the connection ends."""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=30)) as connection:
        connection.sendall(text)
        found = b""
        while piece := connection.recv(65_536):
            found += piece
        return found


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", id="both lengths"),
        pytest.param(CHUNKED + b"Content-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n", id="both lengths, turned round"),
        pytest.param(POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", id="two lengths"),
        pytest.param(POST + b"Content-Length:\r\n 5\r\n\r\nhello", id="a folded length"),
        pytest.param(POST + b"X-A: a\r\n\tTransfer-Encoding: chunked\r\n\r\n", id="a folded header"),
        pytest.param(POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", id="a length of 5,000 digits"),
        pytest.param(POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", id="chunked twice"),
        pytest.param(CHUNKED + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", id="chunked twice, in two headers"),
        pytest.param(POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n", id="a coding that is none"),
        pytest.param(
            b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n",
            id="chunked in HTTP/1.0",
        ),
        pytest.param(CHUNKED + b"\r\n0\r\n\n\r\n\r\n", id="a bare line feed after the last chunk"),
        pytest.param(CHUNKED + b"\r\n0\r\nGET /next HTTP/1.1\r\n\r\n", id="a request after the last chunk"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="no host"),
        pytest.param(b"GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", id="another host in the address"),
        pytest.param(b"GET http://a:99999999/ HTTP/1.1\r\nHost: a\r\n\r\n", id="an impossible port"),
        pytest.param(b"GET http://[::1/ HTTP/1.1\r\nHost: a\r\n\r\n", id="half an IPv6 address"),
        pytest.param(b"GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", id="another protocol"),
        pytest.param(b"GET /#next HTTP/1.1\r\nHost: a\r\n\r\n", id="a fragment"),
        pytest.param(b"GET ?a=b HTTP/1.1\r\nHost: a\r\n\r\n", id="no path"),
        pytest.param(b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", id="no address"),
    ],
)
def test_what_could_be_two_requests_is_refused_and_ends_the_connection(served, sent):
    answer = answered(served, sent + NEXT)
    assert answer.split(b" ", 2)[1] in (b"400", b"501")
    assert b"the next" not in answer


@pytest.mark.parametrize(
    "first", [b"GET /", b"GET / HTTP/0.9", b"GET / HTTP/1.2", b"GET / HTTP/2.0", b"PRI * HTTP/2.0"]
)
def test_another_version_is_said_to_be_none_of_ours(served, first):
    assert b" 505 " in answered(served, first + b"\r\nHost: a\r\n\r\n" + NEXT).partition(b"\r\n")[0]


def test_too_long_a_head_is_said_to_be_so(served):
    head = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 8000) for number in range(9))
    assert b" 431 " in answered(served, b"GET / HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n").partition(b"\r\n")[0]


def test_many_chunks_that_bring_little_are_refused_before_they_are_much_work(served):
    answer = answered(served, CHUNKED + b"\r\n" + b"1\r\nx\r\n" * 2000 + b"0\r\n\r\n" + NEXT)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"the next" not in answer


def test_small_chunks_with_extensions_and_headers_behind_them_are_taken(served):
    body = b"10;name=value\r\n0123456789abcdef\r\n" * 200 + b"0\r\nX-Sum: 1\r\n\r\n"
    answer = answered(served, CHUNKED + b"\r\n" + body + NEXT)
    assert b"body of 3200" in answer
    assert answer.endswith(b"the next")


def test_the_whole_address_of_this_host_is_understood(served):
    answer = answered(served, b"GET http://a/next HTTP/1.1\r\nHost: A\r\nConnection: close\r\n\r\n")
    assert answer.endswith(b"the next")


def test_requests_one_behind_the_other_are_all_answered_in_their_order(served):
    """Also with bodies of both kinds between them, in one piece or cut anywhere."""
    many = (
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 3 + POST + b"Content-Length: 5\r\n\r\nhello")
        + (CHUNKED + b"\r\n2\r\nab\r\n0\r\n\r\n")
    ) * 20
    answer = answered(served, many + NEXT)
    found = [int(part.split(b"HTTP/")[0]) for part in answer.split(b"body of ")[1:]]
    assert found == [0, 0, 0, 5, 2] * 20
    assert answer.endswith(b"the next")


MANY = 1000 if LONG_RUN else 150


def test_of_many_requests_at_once_the_others_are_kept_unread(served):
    """What is read of them would be kept for each: a piece of 64 kB would become thousands of requests."""
    connection = socket.create_connection(("127.0.0.1", served.port), timeout=30)
    with closing(connection):
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * MANY + NEXT)
        found = b""
        while not found.endswith(b"the next"):
            found += connection.recv(65_536)
            assert sum(isinstance(each, Request) for each in gc.get_objects()) < 10
    assert found.count(b"body of 0") == MANY


def test_leave_to_send_a_body_is_given_only_where_one_comes_that_is_taken(served):
    wanted = b"Expect: 100-continue\r\n"
    assert not answered(served, POST + wanted + b"Content-Length: 50000000\r\n\r\n").startswith(b"HTTP/1.1 100")
    answer = answered(served, b"GET / HTTP/1.1\r\nHost: a\r\n" + wanted + b"\r\n" + NEXT)
    assert b"100 Continue" not in answer
    assert answer.endswith(b"the next")


@pytest.mark.parametrize("header", [b"close, keep-alive", b"Keep-Alive, CLOSE", b"x,close"])
def test_a_connection_that_is_to_end_ends(served, header):
    answer = answered(served, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: " + header + b"\r\n\r\n" + NEXT)
    assert b"body of 0" in answer
    assert b"the next" not in answer
