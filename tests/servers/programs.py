"""Which programs the tests can start on this machine, and why not where they cannot."""

import shutil
from functools import cache
from pathlib import Path


@cache
def find(program: str) -> str | None:
    """Path of a program by the name that `needs` uses, or None."""
    if program == "postgres":
        newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
        return str(newest[-1]) if newest else shutil.which("postgres")
    if program == "kannel":
        return shutil.which("bearerbox") and shutil.which(
            "fakesmsc", path="/usr/lib/kannel/test:/usr/local/bin:/usr/bin"
        )
    if program == "chromium":
        return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program == "chromium-headless-shell":
        # The same engine without windows, each of which is drawn by a process of its own: a new context costs a tenth.
        return shutil.which(program) or find("chromium")
    if program == "nginx":
        # Where no user's PATH looks.
        return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    return shutil.which(program)


def missing(program: str) -> str:
    """Why a program cannot be used, "" where it can."""
    return "" if find(program) else f"{program} is not installed: run tests/install_programs.sh as root"
