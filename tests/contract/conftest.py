"""The suite sees the settings that a case gives, and none of the machine it runs on."""

from pathlib import Path

import pytest

from tests.contract.suite import CHANNELS


@pytest.fixture(autouse=True)
def only_recorded_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No environment variable and no `.env` of the developer's reaches a channel."""
    monkeypatch.chdir(tmp_path)
    for cls in CHANNELS.values():
        for field in cls.Settings.model_fields:
            name = cls.Settings.environment_name(field)
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.lower(), raising=False)
