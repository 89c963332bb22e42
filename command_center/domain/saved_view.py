"""A view of the analysis that somebody keeps under a name."""

from dataclasses import dataclass
from datetime import datetime

MOST_VIEWS = 40
"""Views of one person."""
LONGEST_NAME = 60
LONGEST_QUERY = 4000


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view: its name, and the query of its address."""

    id: int
    name: str
    query: str
    created_at: datetime
