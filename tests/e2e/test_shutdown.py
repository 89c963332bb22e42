"""The end of the server: in order and quickly, also with walls open; and a start that cannot be."""

import socket
import subprocess
import sys
import time
from contextlib import closing

import httpx
import pytest

from tests.servers.command_center import CommandCenter, sign_in
from tests.servers.empty_database import with_tables

PASSWORD = "sandi untuk uji saja 2026"
VIEWER = """
import sys, socketio
viewer = socketio.Client(reconnection=False)
viewer.connect(sys.argv[1], namespaces=["/wall"], transports=["websocket"], headers={"Cookie": sys.argv[2]})
print("connected", flush=True)
viewer.wait()
"""


@pytest.mark.timeout(120)
def test_a_service_manager_ends_it_in_order_with_a_wall_open(tmp_path):
    # Only the server is to be a Python of its own: its end is looked at.
    with_tables(tmp_path / "var")
    CommandCenter(tmp_path).manage("user", "add", "petugas", "--role", "p3m", "--password", PASSWORD)
    with CommandCenter(tmp_path, fresh=True) as center:
        with closing(httpx.Client(base_url=center.url, follow_redirects=True, timeout=60)) as client:
            sign_in(client, "petugas", PASSWORD)
            cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        viewer = subprocess.Popen([sys.executable, "-c", VIEWER, center.url, cookies], stdout=subprocess.PIPE)
        assert viewer.stdout is not None
        assert viewer.stdout.readline() == b"connected\n"
        begun = time.monotonic()
        assert center.stop() == 0
        assert time.monotonic() - begun < 40, "it does not wait for the wall to go"
        viewer.kill()
        viewer.communicate()
        for word in ("Traceback", "SIGKILL", "leaked"):
            assert word not in center.log()


def test_a_port_in_use_is_said_before_anything_else(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        center = CommandCenter(tmp_path, PORT=str(taken.getsockname()[1]))
        with pytest.raises(RuntimeError, match="cannot listen on"):
            center.manage("serve")
