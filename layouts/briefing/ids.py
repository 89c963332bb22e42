"""Ids of the briefing's components."""

ROOT = "briefing-root"


def figure(number: int) -> str:
    """Id of the ledger's entry with this footnote number."""
    return f"briefing-figure-{number}"
