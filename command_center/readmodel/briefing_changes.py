"""What a later version of a briefing says otherwise: figure by figure, and which of its parts."""

from dataclasses import dataclass

from command_center.readmodel.briefing_view import Briefing

PARTS = ("late", "due", "map", "days", "decisions", "queue", "main")
"""Parts that may differ where no figure of the ledger does."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of the ledger in the version before and in this one; equal values mean that its cases differ."""

    key: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class BriefingChanges:
    """`figures` that differ in value or cases, and `parts` that do where none of their figures does."""

    figures: tuple[FigureChange, ...]
    parts: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.figures or self.parts)


def changes(before: Briefing, after: Briefing) -> BriefingChanges:
    """What differs between two versions of the same morning. `marks` are no statement of their own."""
    figures = tuple(
        FigureChange(new.key, old.value, new.value)
        for old, new in zip(before.ledger, after.ledger, strict=True)
        if old != new
    )
    changed = {figure.key for figure in figures}
    told = {"map": "mapped", "due": "expected", "days": "received"}
    parts = tuple(
        part
        for part in PARTS
        if getattr(before, part) != getattr(after, part)
        and told.get(part, part) not in changed
        and not (part == "main" and changed)
    )
    return BriefingChanges(figures, parts)
