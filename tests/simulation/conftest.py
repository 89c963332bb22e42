"""A writer over the city's own reference files, and the channels with secrets of the tests."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from command_center.reference.load import Reference
from data_sources.channel import Channel
from data_sources.registry import inbound_secrets, load_channels
from simulation.citizens import CitizenWriter
from simulation.senders.sending import Secrets
from simulation.writer import new_writer
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
"""A Wednesday, 10:00 WIB."""


@pytest.fixture(scope="session")
def reference() -> Reference:
    return shipped()


@pytest.fixture(scope="session")
def writer(reference: Reference) -> CitizenWriter:
    return new_writer(reference)


@pytest.fixture(scope="session")
def channels() -> Mapping[str, Channel]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("OPEN311_KEYS", "SMS_TOKEN", "X_CLIENT_SECRET"):
            patch.delenv(name, raising=False)
        return load_channels(lambda name: f"test-{name.lower().replace(' ', '-')}")


@pytest.fixture(scope="session")
def secrets(channels: Mapping[str, Channel]) -> Secrets:
    return Secrets(inbound_secrets(channels))
