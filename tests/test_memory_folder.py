"""Tests write into memory where it has room, and where nobody named another place."""

import os
import tempfile

import pytest

from tests import memory_folder
from tests.memory_folder import write_into_memory


@pytest.fixture
def unnamed(tmp_path, monkeypatch):
    """As before a run: nobody has said where to write; the folder of the test is there already."""
    monkeypatch.setattr(tempfile, "tempdir", "/elsewhere")
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.delenv("TMPDIR")


def places():
    return os.environ.get("TMPDIR"), tempfile.gettempdir()


@pytest.mark.usefixtures("unnamed")
def test_where_there_is_room_all_goes_there(tmp_path, monkeypatch):
    monkeypatch.setattr(memory_folder, "ROOM", 1)
    write_into_memory(tmp_path)
    assert places() == (str(tmp_path), str(tmp_path))


@pytest.mark.usefixtures("unnamed")
def test_where_there_is_little_room_or_none_it_stays_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(memory_folder, "ROOM", 2**62)
    write_into_memory(tmp_path)
    write_into_memory(tmp_path / "that is not there")
    assert places() == (None, "/elsewhere")


@pytest.mark.usefixtures("unnamed")
def test_a_place_that_somebody_named_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(memory_folder, "ROOM", 1)
    monkeypatch.setenv("TMPDIR", "/named")
    write_into_memory(tmp_path)
    assert places() == ("/named", "/elsewhere")
