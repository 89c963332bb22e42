"""The file lists under "Patterns" in CONTRIBUTING.md, and copies of the program with a part added just as they say."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = (
    "app.py",
    "manage.py",
    "program",
    "command_center",
    "data_sources",
    "layouts",
    "callbacks",
    "assets",
    "simulation",
)


def places_of(pattern: str) -> tuple[str, ...]:
    """The places that CONTRIBUTING lists for a pattern ("channel", "page", ...), as it names them.

    A heading reads ``### A channel: 2 places``; below it stands one line for each, ``- `path`: what is written there``.
    """
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = re.search(rf"^### An? {pattern}: (\d+) places?\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, f"CONTRIBUTING.md has no heading '### A {pattern}: N places'"
    places = tuple(re.findall(r"^- `([^`]+)`", section[2], re.MULTILINE))
    assert len(places) == int(section[1]), f"the heading says {section[1]} places and {len(places)} are listed"
    return places


def copy_with(folder: Path, changes: Mapping[str, str | tuple[str, str]]) -> Path:
    """A copy of the program in `folder` with a part added. What Python compiled goes along: it holds for what stays as it is.

    A path with a text is a new file; one that ends with ``+`` a file that gets the text at its end; one with a pair
    (before, text) a file that gets the text in front of the one place where `before` stands.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copyfile(source, folder / name)
    for name, change in changes.items():
        file = folder / name.removesuffix("+")
        if isinstance(change, tuple):
            before, text = change
            there = file.read_text("utf-8")
            assert there.count(before) == 1, f"{before!r} stands {there.count(before)} times in {name}"
            file.write_text(there.replace(before, text + before), "utf-8")
        elif name.endswith("+"):
            file.write_text(file.read_text("utf-8") + change, "utf-8")
        else:
            assert not file.exists(), f"{name} is there already"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(change, "utf-8")
    return folder


def run_in(folder: Path, script: str) -> str:
    """What a Python script prints in the copy; fails with its errors where it does not end well."""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
