"""Proposals: what a sender corrected after staff had decided it. The desk shows them; nothing changes by itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class ProposedField(StrEnum):
    """What a proposal is about."""

    CATEGORY = "category"
    PLACE = "place"
    OPD = "opd"
    REPORT_CLASS = "report_class"
    VISIBILITY = "visibility"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`old` is what the report has, `proposed` what its sender says now: codes, for a place the facts of a place by name.

    `by` is the code of the channel that said it, `at` when it came (aware).
    """

    field: ProposedField
    old: Any
    proposed: Any
    by: str
    at: datetime
