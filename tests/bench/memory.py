"""What a server takes of the memory: its proportional share (PSS) of every page that its processes hold."""

import os
from pathlib import Path


def pss_mb(group: int) -> float:
    """Megabytes of all processes of a process group together; shared pages count once. Raises OSError for who may not see."""
    return sum(_pss_kb(each) for each in _members(group)) / 1024


def _members(group: int) -> list[Path]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                of = os.getpgid(int(folder.name))
            except ProcessLookupError:
                continue
            if of == group:
                found.append(folder)
    return found


def _pss_kb(process: Path) -> int:
    lines = (process / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
