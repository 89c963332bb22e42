"""A base map from a tile server: asked at all its names, told which site asks, and its loss is said on the map."""

import struct
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.messages import send_whatsapp
from tests.e2e.wall_page import open_wall
from tests.servers.command_center import CommandCenter

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]


def picture():
    """A grey PNG of 256 x 256."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x60" * 256 for _ in range(256))
    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class TileServer:
    """Gives a tile to who names a site, as public tile servers do; notes what was asked for."""

    def __init__(self):
        self.asked = []
        self.broken = False
        server, tile = self, picture()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site = self.headers.get("Referer")
                server.asked.append((self.headers["Host"].split(".")[0], site, self.path))
                given = bool(site) and not server.broken
                self.send_response(200 if given else 403)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Content-Type", "image/png")
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                if given:
                    self.wfile.write(tile)

            def log_message(self, *_):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.port = self._http.server_port

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()


@pytest.mark.timeout(300)
def test_tiles_come_from_all_servers_with_our_origin_and_their_loss_is_said(tmp_path, browser):
    # Every name below localhost is this machine.
    with TileServer() as tiles:
        url = f"http://{{s}}.localhost:{tiles.port}/{{z}}/{{x}}/{{y}}.png"
        with CommandCenter(tmp_path, MAP_TILE_URL=url) as center:
            assert send_whatsapp(center, "wamid.tile", "jalan berlubang di Tlogosari Kulon").status_code == 200
            wall = open_wall(browser, center, own_clock=True)
            wall.wait("facts.base === 'there' && facts.points === '1'")
            assert {server for server, _, _ in tiles.asked} == {"a", "b", "c"}
            assert {site for _, site, _ in tiles.asked} == {f"{center.url}/"}, "the origin, and no path or query"
            assert "Peta dasar" not in wall.page.inner_text(".panel-map")

            tiles.broken = True
            wall.page.reload()
            wall.wait("facts.base === 'lost' && facts.points === '1' && text.includes('Peta dasar tidak termuat')")
            tiles.asked.clear()
            tiles.broken = False
            wall.later(15)
            wall.wait("facts.base === 'there' && !text.includes('Peta dasar tidak termuat')")
            until = time.monotonic() + 60
            while len({path for _, _, path in tiles.asked}) < 2:
                assert time.monotonic() < until, "the map asks for its tiles again"
                wall.page.wait_for_timeout(100)
            assert wall.problems == []
            wall.page.context.close()
