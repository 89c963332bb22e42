"""One running installation for the tests that can share it, and a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter


@pytest.fixture(scope="package")
def center(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandCenter]:
    """An installation that began empty, running: other files may have written reports and people into it."""
    with CommandCenter(tmp_path_factory.mktemp("center")) as running:
        yield running


@pytest.fixture(scope="module")
def empty_center(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandCenter]:
    """An empty installation of the file's own, running: for tests that count from one, or end the server."""
    with CommandCenter(tmp_path_factory.mktemp("center")) as running:
        yield running


@pytest.fixture(scope="package")
def chromium_of_all() -> Iterator[Browser]:
    """Chromium, started once for the files that a process runs one after the other."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def browser(chromium_of_all: Browser) -> Iterator[Browser]:
    """Chromium without a page; those that the file leaves open are closed after it."""
    yield chromium_of_all
    for context in chromium_of_all.contexts:
        context.close()
