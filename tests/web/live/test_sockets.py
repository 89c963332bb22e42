"""Who gets a socket, asked by a Socket.IO client over a real server."""

import threading

import pytest
import requests
import socketio
from werkzeug.serving import make_server

from tests.web.conftest import token_of


@pytest.fixture
def served(house):
    """The house on a port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, house.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def cookies_of(client):
    return {cookie.key: cookie.value for cookie in client._cookies.values()}


def connects(url, cookies, **headers):
    """Whether a Socket.IO client gets onto the namespace of the wall."""
    http = requests.Session()
    http.cookies.update(cookies)
    http.headers.update(headers)
    origin = headers.pop("Origin", None)
    asked = {"origin": origin} if origin else {"suppress_origin": True}
    client = socketio.Client(reconnection=False, http_session=http, websocket_extra_options=asked | {"header": headers})
    try:
        client.connect(url, headers=headers, transports=["websocket"], namespaces=["/wall"], wait_timeout=60)
    except socketio.exceptions.ConnectionError:
        return False
    finally:
        client.disconnect()
        http.close()
    return True


def test_sockets_open_for_devices_and_people_from_our_own_pages_only(house, served):
    device, person = cookies_of(house.wall()), cookies_of(house.person("p3m"))
    assert connects(served, device)
    assert connects(served, person, Origin=served)
    assert house.passed == ["connected wall layar kiri", "connected user sari-p3m"]
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    for cookies, headers in (
        ({}, {}),
        ({"session_x": "1"}, {}),
        ({}, {"Origin": served}),
        (device, {"Origin": "https://evil.example"}),
        (person, {"Origin": "null"}),
        (person, {"Origin": served.replace("http:", "https:")}),
        (person, {"Origin": served, "Sec-Fetch-Site": "cross-site"}),
        (person, {"Origin": "https://evil.example", **forwarded}),
    ):
        assert not connects(served, cookies, **headers), headers
    assert len(house.passed) == 2


@pytest.mark.parametrize("path", ["/socket.io/", "/socket.io", "/socket.io/x", "/socket.iox"])
def test_nobody_gets_a_thread_for_a_socket(shared, path):
    answer = shared.everybody["nobody"].get(f"{path}?EIO=4&transport=polling")
    assert (answer.status_code, answer.json["error"]) == (401, "sign_in_required")


def test_who_was_let_in_once_is_told_that_it_is_over(house, served):
    """A browser shows a page nothing of an answer 401 to a WebSocket: the wall could not say that its link is gone."""
    device, person = cookies_of(house.wall()), cookies_of(house.person("p3m", "sari"))
    house.links.revoke(1, house.clock.at)
    house.accounts.disable("sari", house.clock.at)
    house.clock.forward(10)
    for cookies in (device, person):
        refused: list[object] = []
        client = socketio.Client(reconnection=False, http_session=requests.Session())
        client.eio.http.cookies.update(cookies)
        client.on("connect_error", refused.append, namespace="/wall")
        with pytest.raises(socketio.exceptions.ConnectionError):
            client.connect(served, transports=["websocket"], namespaces=["/wall"], wait_timeout=60)
        client.disconnect()
        client.eio.http.close()
        assert refused
    assert house.passed == []


def test_the_form_of_the_sign_in_page_is_no_ticket_for_a_socket(house):
    client = house.client()
    token_of(client)
    assert client.get("/socket.io/?EIO=4&transport=polling").status_code == 401


def test_a_role_is_needed_for_a_socket(house, served):
    client = house.person("p3m", "tamu")
    house.users.set_roles(house.users.named("tamu").id, [], "")
    assert not connects(served, cookies_of(client))
    assert house.passed == []
