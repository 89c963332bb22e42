"""The house: small files with one subject, said in the first line; layers kept; pages that say what the code does."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from program.settings_page import settings_page
from tests.house.sources import ROOMS, ROOT, text_of

LONGEST = 400
SUBJECT = re.compile(r'(?:#.*\n|\s)*r?"""\s*\S')
"""How a module begins: comments, then words about it."""
IMPORT = re.compile(r"^\s*(?:from ([\w.]+) import\b|import ([\w.]+)(?: as \w+)?$)", re.MULTILINE)


@cache
def files(*endings: str) -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [Path(name.decode()) for name in listed.split(b"\0") if name]
    return tuple(name for name in names if name.suffix in endings and (ROOT / name).exists())


def python_files():
    return [file for file in files(".py") if text_of(file).strip()]


def test_a_file_is_at_most_400_lines():
    """A longer one has two subjects: make it two files."""
    lines = {str(file): len(text_of(file).splitlines()) for file in files(".py", ".js", ".css")}
    assert {file: count for file, count in lines.items() if count > LONGEST} == {}


def test_a_module_says_its_subject_in_its_first_line():
    assert [str(file) for file in python_files() if not SUBJECT.match(text_of(file))] == []


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [str(file) for file in python_files() if drawers & {part.removesuffix(".py") for part in file.parts}] == []


def test_layers_are_kept():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_settings_page_is_the_one_that_the_settings_write():
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == settings_page(), (
        "run manage.py settings > docs/settings.md"
    )


def test_what_is_imported_is_pinned():
    """Every library that the program imports stands in requirements.txt by its own name."""
    from importlib.metadata import packages_distributions

    by_module = packages_distributions()
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    own = {"app", "tests", *ROOMS}
    missing, imported = set[str](), set[str]()
    for file in python_files():
        if file.parts[0] == "tests":
            continue
        names = ["".join(name) for name in IMPORT.findall(text_of(file))]
        imported |= {name.partition(".")[0] for name in names}
        for top in {name.partition(".")[0] for name in names} - own - set(sys.stdlib_module_names):
            found = {each.lower().replace("_", "-") for each in by_module.get(top, [top])}
            if not found & pinned:
                missing.add(f"{file}: {top}")
    assert {"dash", "duckdb", "weasyprint"} <= imported, "what the pattern must find"
    assert not missing
