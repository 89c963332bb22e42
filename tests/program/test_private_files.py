"""What the program keeps is shut for other accounts, however it was started and whoever left it open before."""

import os
import stat
import subprocess
import sys

import pytest

from program.private_files import keep_private
from tests.servers.command_center import ROOT


@pytest.fixture(autouse=True)
def _usual_mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder):
    return {path.name: stat.S_IMODE(path.lstat().st_mode) for path in (folder, *folder.rglob("*"))}


def test_a_folder_left_open_is_shut_with_all_that_lies_in_it(tmp_path):
    folder = tmp_path / "var"
    (folder / "boundaries").mkdir(parents=True)
    (folder / "command_center.sqlite").write_text("")
    (folder / "boundaries" / "a.gpkg").write_text("")
    keep_private(folder)
    (folder / "later").write_text("")
    assert modes(folder) == {
        "var": 0o700,
        "boundaries": 0o700,
        "command_center.sqlite": 0o600,
        "a.gpkg": 0o600,
        "later": 0o600,
    }


def test_a_link_is_not_followed(tmp_path):
    other = tmp_path / "other"
    other.write_text("")
    other.chmod(0o644)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "link").symlink_to(other)
    keep_private(tmp_path / "var")
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


def test_another_wsgi_server_makes_private_files_too(tmp_path):
    code = "import app; app.server; from program.composition import end; end()"
    environment = {"VAR_DIR": str(tmp_path / "var"), "DEMO": "0", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not [name for name, mode in modes(tmp_path / "var").items() if mode & 0o077]
    assert "command_center.sqlite" in modes(tmp_path / "var")
