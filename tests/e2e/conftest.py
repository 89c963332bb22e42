"""One running installation for the tests of a file, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter


@pytest.fixture(scope="module")
def center(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandCenter]:
    """An empty installation, running."""
    folder: Path = tmp_path_factory.mktemp("center")
    with CommandCenter(folder) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as running:
        yield running
