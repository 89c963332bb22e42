"""How much a measurement does: as much as its target asks, less, or just enough to show that it works."""

from enum import StrEnum


class Size(StrEnum):
    """`tiny` is part of `make test` and says nothing about speed; `quick` is `--quick`; `full` is what docs/benchmarks.md keeps."""

    TINY = "tiny"
    QUICK = "quick"
    FULL = "full"

    @property
    def fresh(self) -> bool:
        """Whether each server starts Python anew, as a user's does. A tiny one is forked from one that has imported the program."""
        return self is not Size.TINY
