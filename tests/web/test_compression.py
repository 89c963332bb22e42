"""What is compressed on its way, and what is not; read back it is the same."""

import gzip

import pytest
from flask import Flask, Response, send_file

from command_center.web.compression import install_compression

TEXT = "laporan warga di Tlogosari " * 400


@pytest.fixture
def client(tmp_path):
    file = tmp_path / "x.js"
    file.write_text(TEXT)
    server = Flask("compression")
    install_compression(server)

    @server.get("/<path:name>")
    def answer(name):
        if name.endswith(".js"):
            return send_file(file, mimetype="text/javascript")
        kind = {"json": "application/json", "png": "image/png"}.get(name.rpartition(".")[2], "text/html")
        return Response("x" if "small" in name else TEXT, mimetype=kind)

    @server.get("/stream")
    def stream():
        return Response((part for part in (TEXT, TEXT)), mimetype="text/html")

    return server.test_client()


@pytest.mark.parametrize(
    ("path", "compressed"),
    [
        ("/panggilan", True),
        ("/_dash-update.json", True),
        ("/assets/x.js", True),
        ("/photo.png", False),
        ("/small", False),
        ("/masuk", False),
        ("/api/v1/reports.json", False),
        ("/open311/v2/requests.json", False),
        ("/hooks/x.json", False),
    ],
)
def test_text_for_browsers_is_compressed_and_nothing_else(client, path, compressed):
    with client.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
        body = answer.data
    assert (answer.headers.get("Content-Encoding") == "gzip") == compressed
    text = gzip.decompress(body) if compressed else body
    assert text.decode() == ("x" if "small" in path else TEXT)


def test_who_takes_no_compression_gets_none(client):
    assert "Content-Encoding" not in client.get("/panggilan").headers


def test_a_file_that_a_browser_has_is_not_sent_again(client):
    with client.get("/assets/x.js", headers={"Accept-Encoding": "gzip"}) as first:
        mark = first.headers["ETag"]
    with client.get("/assets/x.js", headers={"Accept-Encoding": "gzip", "If-None-Match": mark}) as again:
        assert again.status_code == 304


def test_a_stream_arrives_whole(client):
    assert client.get("/stream", headers={"Accept-Encoding": "gzip"}).status_code == 200
    assert client.get("/stream").get_data(as_text=True) == TEXT * 2
