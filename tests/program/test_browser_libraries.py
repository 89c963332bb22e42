"""What npm brings for browsers: served to everybody, of the version that the Python side writes for."""

import re

import plotly.offline
import pytest
from flask import Flask

from program.browser_libraries import BROWSER_LIBRARIES, MODULES, browser_libraries, tags_of


@pytest.fixture
def client():
    server = Flask("libraries")
    server.register_blueprint(browser_libraries())
    return server.test_client()


def test_the_charts_are_drawn_by_the_version_that_python_writes_for():
    whole = re.search(r"plotly\.js v([\d.]+)", plotly.offline.get_plotlyjs())
    asked = re.search(r'"plotly\.js-cartesian-dist-min": "([\d.]+)"', (MODULES.parent / "package.json").read_text())
    assert whole
    assert asked
    assert whole[1] == asked[1]


@pytest.mark.parametrize("library", BROWSER_LIBRARIES.values(), ids=lambda library: library.name)
def test_a_library_that_is_installed_is_sent_and_kept_by_browsers(client, library):
    assert library.there, "run npm ci"
    with client.get(re.search(r'src="([^"]+)"', library.tag)[1]) as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "text/javascript"
        assert answer.cache_control.max_age == 365 * 86400
        assert answer.content_length == library.path.stat().st_size


def test_a_page_names_what_it_needs_and_gets_nothing_else(client):
    assert tags_of(()) == ""
    assert tags_of(("grid", "plotly")).count("<script") == 1
    assert client.get("/libraries/axe.js").status_code == 404
    assert client.get("/libraries/..%2Fpackage.json.js").status_code == 404
