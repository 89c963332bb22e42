"""What a later version of a briefing says otherwise: figure by figure, and whether any of its parts differs."""

from dataclasses import replace

from command_center.readmodel.briefing_view import Briefing, ChangedFigure


def changed_figures(before: Briefing, after: Briefing) -> tuple[ChangedFigure, ...]:
    """Figures of the ledger that differ in value, in what they are made of, or in their cases, in the order of the ledger.

    A figure that only one of the two has (that of the days off) counts as None in the other.
    """
    old = {entry.key: entry for entry in before.ledger}
    new = {entry.key: entry for entry in after.ledger}
    return tuple(
        ChangedFigure(key, old[key].value if key in old else None, new[key].value if key in new else None)
        for key in dict.fromkeys((*new, *old))
        if old.get(key) != new.get(key)
    )


def differs(before: Briefing, after: Briefing) -> bool:
    """Whether a reader would see a difference: the names behind the figures are no statement of their own."""
    return replace(before, marks=()) != replace(after, marks=())
