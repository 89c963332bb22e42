"""Deadline policies: what each asks for by stage and class of report, and the deadlines fixed on a report at intake.

Every term runs from the receipt of the report on the working-day clock; none waits for the stage before it, so all
deadlines are known at intake (docs/decisions/deadlines-from-receipt.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from command_center.domain.findings import Deadlines
from command_center.domain.pauses import Pause, PauseReason, PauseRule, count_pauses
from command_center.domain.report_kinds import ReportClass
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage
from command_center.domain.working_days import Calendar, start_of_day, wib_day

THRESHOLDS = (50, 80, 100)
"""Percents of a term of which the deadline watch tells where the city names none."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a stage may take: working days, or hours that run on working days; exactly one of them is above 0."""

    days: int = 0
    hours: int = 0

    def __post_init__(self) -> None:
        """Refuse a term that is empty, negative or of both kinds."""
        if min(self.days, self.hours) < 0 or (self.days > 0) == (self.hours > 0):
            raise ValueError(f"a term takes days or hours above 0, not days={self.days}, hours={self.hours}")

    def due(self, calendar: Calendar, received_at: datetime) -> datetime:
        """When the term ends, aware UTC."""
        if self.days:
            return calendar.due(received_at, self.days)
        return calendar.due_after_hours(received_at, self.hours)

    def begins(self, received_at: datetime) -> datetime:
        """When its clock begins to run, aware UTC: hours with the receipt, days when the day of receipt has ended."""
        return start_of_day(wib_day(received_at) + timedelta(days=1)) if self.days else received_at


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of one class of report; None where the policy asks for nothing.

    `settle_extended` replaces `settle` for the reports that `DeadlinePolicy.extended` names.
    """

    forward: Term | None = None
    answer: Term | None = None
    settle: Term | None = None
    settle_extended: Term | None = None

    def settlement(self, extended: bool) -> Term | None:
        """The term for settling an ordinary or an extended report."""
        return (self.settle_extended or self.settle) if extended else self.settle

    def of(self, stage: Stage, extended: bool) -> Term | None:
        """The term of a stage; that for settling depends on whether the report is an extended one."""
        if stage is Stage.SETTLE:
            return self.settlement(extended)
        return self.forward if stage is Stage.FORWARD else self.answer


@dataclass(frozen=True, slots=True, eq=False)
class DeadlinePolicy:
    """One version of a deadline policy. `terms` has an entry for every class of report.

    `extended` names the reports with a longer settlement (None where the policy knows none): in `sp4n` complaints
    about the conduct of officials. `source` says where the rule is written. `pauses` says what the time does in which a
    report waits for somebody else; a reason that it does not name adds nothing. `reopen_days` are the working days in which
    its citizen may reopen a settled report, 0 where nobody may.
    """

    code: str
    version: int
    label: Wording
    source: str
    terms: Mapping[ReportClass, Terms]
    extended: Wording | None = None
    reopen_days: int = 0
    pauses: Mapping[PauseReason, PauseRule] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """``code@version``, as it is kept on a report."""
        return f"{self.code}@{self.version}"


@dataclass(frozen=True, slots=True)
class Policies:
    """All policies of the city, old versions included.

    `thresholds` are the percents of a term of which the deadline watch tells; above 100 they lie after the deadline.
    """

    every: tuple[DeadlinePolicy, ...]
    default: DeadlinePolicy
    thresholds: tuple[int, ...] = THRESHOLDS
    _by_key: Mapping[str, DeadlinePolicy] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index by code (newest version) and by ``code@version``."""
        by_key: dict[str, DeadlinePolicy] = {}
        for policy in sorted(self.every, key=lambda p: p.version):
            by_key[policy.code] = by_key[policy.key] = policy
        object.__setattr__(self, "_by_key", MappingProxyType(by_key))

    def find(self, code: str) -> DeadlinePolicy | None:
        """The newest version for a code, the very version for ``code@version``, None for an unknown one."""
        return self._by_key.get(code)

    def choose(self, *wishes: str) -> DeadlinePolicy:
        """The first known policy of `wishes` (what the sender says, what the channel has), else the default."""
        return next((self._by_key[wish] for wish in wishes if wish in self._by_key), self.default)


def fix_deadlines(
    policy: DeadlinePolicy,
    calendar: Calendar,
    received_at: datetime,
    report_class: ReportClass = ReportClass.COMPLAINT,
    *,
    extended: bool = False,
    pauses: Sequence[Pause] = (),
    reached: Mapping[Stage, datetime] = MappingProxyType({}),
) -> Deadlines:
    """The deadlines of a report received at an aware datetime; they stay as they are when policy or calendar change.

    `extended` is for the reports that `policy.extended` names. `pauses` and `reached` are those of a report that is
    counted anew: each pause that has ended is counted for every stage. Raises ValueError for a naive datetime.
    """
    terms = policy.terms[report_class]
    longer = extended and terms.settle_extended is not None
    asked = {stage: term for stage in Stage if (term := terms.of(stage, longer)) is not None}
    due, counted = count_pauses(
        {stage: term.due(calendar, received_at) for stage, term in asked.items()},
        [replace(each, counted=frozenset()) for each in pauses],
        policy.pauses,
        {stage: term.begins(received_at) for stage, term in asked.items()},
        reached,
        calendar,
    )
    return Deadlines(policy=policy.key, calendar=calendar.version, due=due, extended=longer, pauses=counted)
