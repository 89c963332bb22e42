"""Browsers and systems, as their headers say them."""

import pytest

from command_center.web.security.browsers import browser_family

ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(("header", "family"), [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Windows"),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge · Windows"),
    (f"{ANDROID}Chrome/141.0 Mobile Safari/537.36", "Chrome · Android"),
    (f"{ANDROID}SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36", "Samsung Internet · Android"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1", "Safari · iOS"),
    ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1 CriOS/141.0 Mobile Safari/604.1", "Chrome · iPadOS"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 (KHTML, like Gecko) Version/18 Safari/605.1", "Safari · macOS"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
    ("curl/8.5.0", ""),
    ("", ""),
    ("\x00<script>" * 9000, ""),
])  # fmt: skip
def test_the_family_that_a_person_knows_it_by(header, family):
    assert browser_family(header) == family
