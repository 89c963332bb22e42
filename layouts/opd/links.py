"""What a link of the OPD pages says of itself to those who do not see it."""

from typing import Any


def here(is_here: bool, kind: str = "true") -> dict[str, Any]:
    """Attributes of the link to what is shown: `kind` is "page" for a tab or page, "true" for a choice."""
    return {"aria-current": kind} if is_here else {}
