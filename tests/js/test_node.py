"""The JavaScript of the screens is tested by Node's own tests, each file of this folder in one process, which fails with them."""

import subprocess
from pathlib import Path

import pytest

from tests.servers.programs import find

HERE = Path(__file__).parent


@pytest.mark.needs("node")
@pytest.mark.parametrize("file", sorted(HERE.rglob("*.test.js")), ids=lambda file: file.name)
def test_javascript(file):
    done = subprocess.run([str(find("node")), str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
