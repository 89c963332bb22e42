"""How long P3M and the OPD take, and what they note: the staff file, checked when read."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from command_center.domain.workflow import Status
from command_center.errors import BadReferenceData

STAFF = Path(__file__).parent / "staff.toml"
_NOTES = frozenset({*map(str, Status), "passed_on"})
"""What notes are for: the steps by the status they lead to, and passing a report on to another department."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Medians in minutes or working days, shares 0 to 1; `answer` weighs soon, middle, last_day, late.

    `late_times` is code of an OPD -> how many times as often it is late as the others. `shared_with` is category -> codes of OPD that answer it beside the usual one, in the `shared` part of its reports.
    """

    verify_minutes: float
    forward_minutes: float
    archived: float
    not_ours: float
    deferred: float
    passed_on: float
    shared: float
    settled_with_answer: float
    settle_working_days: float
    answer: Mapping[str, float]
    late_working_days: tuple[int, int]
    late_times: Mapping[str, float]
    shared_with: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]

    def within(self, known: Collection[str]) -> "Habits":
        """The habits in a city that has these OPD."""
        shared = {name: tuple(code for code in codes if code in known) for name, codes in self.shared_with.items()}
        return replace(self, shared_with=shared)

    def other_opd(self, rng: Random, category: str) -> str:
        """The OPD that P3M sends a report of this category to where it is not the usual one, "" where it is that."""
        others = self.shared_with.get(category, ())
        return rng.choice(others) if others and rng.random() < self.shared else ""


def load_habits(file: Path = STAFF) -> Habits:
    """Read and check the staff file. Raises BadReferenceData."""
    try:
        table: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
        answer = dict(table.pop("answer"))
        first, last = answer.pop("late_working_days")
        notes = {name: tuple(texts) for name, texts in table["notes"].items()}
        del table["notes"]
        shared_with = {category: tuple(codes) for category, codes in table.pop("shared_with").items()}
        habits = Habits(answer=answer, late_working_days=(first, last), notes=notes, shared_with=shared_with, **table)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadReferenceData(file, None, f"cannot be read as habits of the staff: {error!r}") from error
    if (
        set(answer) != {"soon", "middle", "last_day", "late"}
        or not all(notes.values())
        or min((*answer.values(), *habits.late_times.values())) < 0
    ):
        raise BadReferenceData(
            file,
            None,
            "answer weighs soon, middle, last_day and late, late_times their late part; every note needs a text",
        )
    if not notes.keys() <= _NOTES or "passed_on" not in notes:
        raise BadReferenceData(file, None, f"notes are for {', '.join(sorted(_NOTES))}; passed_on must be there")
    return habits
