"""What is no good HTTP, sent to the real web server: refused in words, never with a page and never as our own fault."""

import socket

import pytest

LONG = b"x" * 9000


def send(center, line, headers=b"Host: x\r\n", body=b""):
    """(status, headers, body) of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", center.port), timeout=60) as connection:
        connection.sendall(line + b" HTTP/1.1\r\n" + headers + b"Connection: close\r\n\r\n" + body)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), head.decode("latin-1").lower(), body.decode()


@pytest.mark.parametrize(
    ("line", "headers", "body", "status", "kind"),
    [
        (b"GET /open311/v2/requests.json?status=\xff", b"", b"", 400, "text/plain"),
        (b"GET /hooks/\x01", b"", b"", 400, "text/plain"),
        (b"G@T /hooks/sms", b"", b"", 400, "text/plain"),
        (b"GET /hooks/a b", b"", b"", 400, "text/plain"),
        (b"GET /open311/v2/" + LONG + b".json", b"", b"", 414, "text/plain"),
        (b"GET /hooks/sms", b"X: " + LONG + b"\r\n", b"", 431, "text/plain"),
        (b"POST /hooks/sms", b"Content-Length: -1\r\n", b"", 400, "text/plain"),
        (b"POST /hooks/sms", b"Transfer-Encoding: gzip\r\n", b"", 501, "text/plain"),
        (b"POST /hooks/telegram", b"Transfer-Encoding: chunked\r\n", b"zz\r\n", 400, "text/plain"),
        (b"POST /hooks/telegram", b"Transfer-Encoding: chunked\r\n", b"3\r\nabcdefg", 400, "text/plain"),
        (b"POST /open311/v2/requests.json", b"Transfer-Encoding: chunked\r\n", b"zz\r\n", 400, "application/json"),
        (b"POST /open311/v2/requests.xml", b"Transfer-Encoding: chunked\r\n", b"zz\r\n", 400, "text/xml"),
        (b"GET /open311/v2/" + LONG[:8000] + b".json", b"", b"", 404, "application/json"),
        (b"GET /hooks/sms", b"Host: a b\r\n", b"", 400, "text/plain"),
        (b"GET http://x/open311/v2/nothing.json", b"", b"", 404, "application/json"),
        (b"GET http://other.example/open311/v2/nothing.json", b"", b"", 400, "text/plain"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_it_is_refused_in_words(center, line, headers, body, status, kind):
    found = send(center, line, b"Host: x\r\n" + headers, body)
    assert found[0] == status, found
    assert f"content-type: {kind}" in found[1]
    assert "<html" not in found[2]
    assert len(found[2]) > 20


def test_the_server_goes_on_and_calls_none_of_it_its_fault(center):
    assert send(center, b"GET /healthz")[0] == 200
    assert "Traceback" not in center.log()
