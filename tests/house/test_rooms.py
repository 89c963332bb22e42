"""The rooms: two modules at the root, every package under a contract, tests that mirror the rooms they test."""

import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("program", "command_center", "data_sources", "layouts", "callbacks", "simulation")
OF_THEIR_OWN = ("house", "contract", "faults", "e2e", "bench", "servers", "js")
"""Folders of tests that mirror no room: rules of the house, suites over all channels, faults, whole runs, figures."""


def test_the_root_holds_two_modules():
    assert {file.name for file in ROOT.glob("*.py")} == {"app.py", "manage.py"}


def test_every_package_is_under_the_contracts():
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", "utf-8")
    assert tuple(config["importlinter"]["root_packages"].split()) == PACKAGES
    found = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"tests"}
    assert found == set(PACKAGES)


def test_the_contracts_of_layers_are_exhaustive():
    """A room that stands in no layer would be under no contract."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", "utf-8")
    inside = [section for section in config.sections() if config[section].get("containers")]
    assert {config[section]["containers"].strip() for section in inside} == {"command_center", "command_center.web"}
    assert all(config[section].getboolean("exhaustive") for section in inside)


@pytest.mark.parametrize(
    "folder",
    sorted({file.parent.relative_to(ROOT / "tests") for file in (ROOT / "tests").rglob("test_*.py")}),
    ids=str,
)
def test_tests_mirror_the_rooms(folder):
    if not folder.parts or folder.parts[0] in OF_THEIR_OWN:
        return
    assert any((ROOT / room / folder / "__init__.py").exists() for room in ("", "command_center"))
