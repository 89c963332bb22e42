"""How much a measurement does: as much as its target asks, less, or just enough to show that it works."""

from enum import StrEnum


class Size(StrEnum):
    """`tiny` is part of `make test` and says nothing about speed; `quick` is `--quick`; `full` is what docs/benchmarks.md keeps."""

    TINY = "tiny"
    QUICK = "quick"
    FULL = "full"
