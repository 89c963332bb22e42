"""Ids of the briefing's components."""

ROOT = "briefing-root"
PRINT = "briefing-print"


def figure(number: int) -> str:
    """Id of the ledger's entry with this footnote number."""
    return f"briefing-figure-{number}"
