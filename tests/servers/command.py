"""A command of manage.py run to its end in a process of its own, forked from one that has imported the program."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.preloaded import preloaded


def run_command(*arguments: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Its exit code and what it said, as a shell in `folder` would see them. Raises subprocess.TimeoutExpired."""
    with TemporaryDirectory() as said:
        out, err = Path(said) / "out", Path(said) / "err"
        code = preloaded().start(arguments, environment, folder, out, err).wait(300)
        return subprocess.CompletedProcess(arguments, code, out.read_text("utf-8"), err.read_text("utf-8"))
