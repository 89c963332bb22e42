"""No run of more than twelve lines stands twice: what is the same is written once. Tables of cases do not count."""

import subprocess
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 12
THIN = {"", "(", ")", "[", "]", "{", "}", "),", "],", "},", "});", "else:", "try:", "pass", "*/"}
CASES = ("(", '"', "'", "{", "[", "@pytest")
"""How a line of a table of cases begins."""


def lines_of(file):
    """(number, text) of the lines that say something."""
    for number, line in enumerate((ROOT / file).read_text("utf-8").splitlines(), start=1):
        text = line.strip()
        if text in THIN or text.startswith(("import ", "from ", "#", "//", *CASES)):
            continue
        yield number, text


def test_no_run_of_lines_stands_twice():
    listed = subprocess.run(
        ["git", "ls-files", "*.py", "*.js", "*.css", "*.html"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    places = defaultdict(list)
    for file in listed:
        lines = list(lines_of(file)) if (ROOT / file).exists() else []
        for start in range(len(lines) - LONGEST):
            run = tuple(text for _, text in lines[start : start + LONGEST + 1])
            places[run].append(f"{file}:{lines[start][0]}")
    assert [where for where in places.values() if len(where) > 1] == []
