"""What moved a deadline after the receipt: kept with the report, so that a deadline can be explained from it alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from command_center.domain.workflow import Stage


class ChangeCause(StrEnum):
    """Why a deadline moved."""

    PAUSE = "pause"
    CALENDAR = "calendar"
    POLICY = "policy"
    REPORT_CLASS = "report_class"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class DueChange:
    """One move of one deadline at `at`: aware UTC before and after, None where the stage had, or has, no deadline.

    `basis` names what it was counted by: for whom it had waited, the version of the calendar, the key of the policy,
    the class of report; "" for the longer term to be settled.
    """

    stage: Stage
    at: datetime
    cause: ChangeCause
    before: datetime | None
    after: datetime | None
    basis: str = ""
