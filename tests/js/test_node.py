"""The JavaScript of the screens is tested by Node's own test runner, each file of this folder."""

import subprocess
from pathlib import Path

import pytest

from tests.servers.programs import find

HERE = Path(__file__).parent


@pytest.mark.needs("node")
@pytest.mark.parametrize("file", sorted(HERE.rglob("*.test.js")), ids=lambda file: file.name)
def test_javascript(file):
    done = subprocess.run([str(find("node")), "--test", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
