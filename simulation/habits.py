"""How long P3M and the OPD take, and what they note: the staff file, checked when read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from command_center.domain.workflow import Status
from command_center.errors import BadReferenceData

STAFF = Path(__file__).parent / "staff.toml"
_NOTES = frozenset({*map(str, Status), "passed_on"})
"""What notes are for: the steps by the status they lead to, and passing a report on to another department."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Medians in minutes or working days, shares 0 to 1; `answer` weighs soon, middle, last_day, late."""

    verify_minutes: float
    forward_minutes: float
    archived: float
    not_ours: float
    deferred: float
    passed_on: float
    settled_with_answer: float
    settle_working_days: float
    answer: Mapping[str, float]
    late_working_days: tuple[int, int]
    notes: Mapping[str, tuple[str, ...]]


def load_habits(file: Path = STAFF) -> Habits:
    """Read and check the staff file. Raises BadReferenceData."""
    try:
        table: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
        answer = dict(table.pop("answer"))
        first, last = answer.pop("late_working_days")
        notes = {name: tuple(texts) for name, texts in table["notes"].items()}
        del table["notes"]
        habits = Habits(answer=answer, late_working_days=(first, last), notes=notes, **table)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadReferenceData(file, None, f"cannot be read as habits of the staff: {error!r}") from error
    if set(answer) != {"soon", "middle", "last_day", "late"} or not all(notes.values()) or min(answer.values()) < 0:
        raise BadReferenceData(file, None, "answer weighs soon, middle, last_day and late; every note needs a text")
    if not notes.keys() <= _NOTES or "passed_on" not in notes:
        raise BadReferenceData(file, None, f"notes are for {', '.join(sorted(_NOTES))}; passed_on must be there")
    return habits
