"""The workflow of a report as one table: an entry a status says all that depends on it.

A new status is one entry here, and its words in reference/statuses.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from command_center.domain.acting import Actor
from command_center.domain.report_kinds import ReportClass


class Stage(StrEnum):
    """What a deadline asks for, in the order in which it is asked."""

    FORWARD = "forward"
    ANSWER = "answer"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Rule:
    """What depends on a status. Statuses are named by their values.

    `leads_to` are the statuses that may follow it; `follows` those that it may follow in addition to the ones that
    lead to it by their own entry. `closed`: nobody has to act any more. `meets` are the stages whose deadlines it
    meets. `at_p3m`: P3M still decides which OPD acts, so that a corrected text may change it. `progress` is its place
    on the way from receipt to settlement, None off that way: another system may report a later place without the
    steps between. `names_opd`: the step says which OPD the report goes to. `clock_stands`: it is the citizen's turn, so
    that no deadline is asked for meanwhile (docs/decisions/clock-stands-for-the-citizen.md). `returns_to` are statuses that
    a person here may bring it back to; another system's word is not enough for that. `actors` may bring a report into the
    status; `needs_reason`: not without saying why. `names_level`: the step may say which level of government the report is passed to, whose time runs until it comes back.
    `of_class` are statuses that may follow it too where the report is of a class: what P3M knows itself needs no department
    (docs/decisions/p3m-answers-questions-itself.md).
    """

    leads_to: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    closed: bool = False
    meets: tuple[Stage, ...] = ()
    at_p3m: bool = False
    progress: int | None = None
    names_opd: bool = False
    clock_stands: bool = False
    returns_to: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = (Actor.P3M,)
    needs_reason: bool = False
    names_level: bool = False
    of_class: Mapping[ReportClass, tuple[str, ...]] = field(default_factory=dict)


class Status(StrEnum):
    """Where a report stands in the flow, with its `rule`."""

    rule: Rule

    def __new__(cls, value: str, rule: Rule = Rule()) -> Self:
        """A member is its value, and carries its rule."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.rule = rule
        return member

    RECEIVED = (
        "received",
        Rule(leads_to=("verified", "deferred", "not_ours", "archived", "forwarded"), at_p3m=True, progress=0),
    )
    VERIFIED = (
        "verified",
        Rule(
            leads_to=("deferred", "not_ours", "archived", "forwarded"),
            at_p3m=True,
            progress=10,
            of_class={ReportClass.INFORMATION: ("answered", "settled")},
        ),
    )
    DEFERRED = (
        "deferred",
        Rule(leads_to=("verified", "not_ours", "archived", "forwarded"), at_p3m=True, needs_reason=True),
    )
    INCOMPLETE = (
        "incomplete",
        Rule(
            leads_to=("verified", "deferred", "not_ours", "archived", "forwarded", "answered", "settled"),
            follows=("received", "verified", "deferred", "forwarded", "answered"),
            at_p3m=True,
            clock_stands=True,
            actors=(Actor.P3M, Actor.OPD),
            needs_reason=True,
        ),
    )
    NOT_OURS = (
        "not_ours",
        Rule(leads_to=("forwarded",), returns_to=("verified",), closed=True, needs_reason=True, names_level=True),
    )
    ARCHIVED = (
        "archived",
        Rule(leads_to=("verified",), closed=True, needs_reason=True),
    )
    FORWARDED = (
        "forwarded",
        Rule(
            leads_to=("forwarded", "answered", "settled", "not_ours"),
            meets=(Stage.FORWARD,),
            progress=20,
            names_opd=True,
            returns_to=("verified",),
        ),
    )
    ANSWERED = (
        "answered",
        Rule(
            leads_to=("forwarded", "answered", "settled"),
            returns_to=("verified",),
            meets=(Stage.ANSWER,),
            progress=30,
            actors=(Actor.P3M, Actor.OPD),
        ),
    )
    SETTLED = (
        "settled",
        Rule(
            leads_to=("forwarded",),
            returns_to=("verified",),
            closed=True,
            meets=(Stage.ANSWER, Stage.SETTLE),
            progress=40,
            actors=(Actor.P3M, Actor.OPD),
        ),
    )

    @property
    def closed(self) -> bool:
        """Whether nobody has to act any more."""
        return self.rule.closed

    @property
    def is_verified(self) -> bool:
        """Whether it is verified, or further on the way: what was forwarded or answered was looked at before."""
        return self.rule.progress is not None and self.rule.progress >= (Status.VERIFIED.rule.progress or 0)


def _steps() -> Mapping[Status, frozenset[Status]]:
    """Status -> statuses that may follow it. Raises ValueError where an entry names a status that there is not."""
    found: dict[Status, set[Status]] = {status: set() for status in Status}
    for status in Status:
        found[status] |= {Status(name) for name in status.rule.leads_to}
        for names in status.rule.of_class.values():
            # A name that there is not is refused here too.
            list(map(Status, names))
        for name in status.rule.follows:
            found[Status(name)].add(status)
    return MappingProxyType({status: frozenset(following) for status, following in found.items()})


STEPS = _steps()
"""Status -> statuses that may follow it."""

CLOSED = frozenset(status for status in Status if status.closed)
"""Statuses in which nobody has to act any more."""

OPEN = frozenset(Status) - CLOSED


def may_follow(status: Status, following: Status, kind: ReportClass | None = None) -> bool:
    """Whether the flow allows the step from one status to the other, of a report of class `kind` where one is given."""
    if following in STEPS[status]:
        return True
    return kind is not None and following in status.rule.of_class.get(kind, ())


def may_return(status: Status, following: Status) -> bool:
    """Whether a person may bring a report from one status to the other: a step of the flow, or one back."""
    return may_follow(status, following) or following in status.rule.returns_to


def leads_on(status: Status, said: Status) -> bool:
    """Whether what another system says is a step of the flow, or several of them that we did not see.

    From an open status off the way (deferred, say) any place on it may have been reached, but for the receipt.
    """
    if said is status:
        return False
    here, there = status.rule.progress, said.rule.progress
    if here is None and not status.closed:
        here = 0
    return (here is not None and there is not None and there > here) or may_follow(status, said)


def next_on_the_way(status: Status) -> Status | None:
    """The usual next step: the nearest place towards settlement that may follow; None where the way ends."""
    here = -1 if status.rule.progress is None else status.rule.progress
    ahead = [each for each in STEPS[status] if each.rule.progress is not None and each.rule.progress > here]
    return min(ahead, key=lambda each: each.rule.progress or 0, default=None)


def reached_after(reached: Mapping[Stage, datetime], status: Status, at: datetime | None) -> Mapping[Stage, datetime]:
    """When each stage was reached, after a step to `status` at `at`; None where nobody knows when it was taken.

    Only the first forwarding and the first answer count; a settlement counts from its last time, and is undone by a
    status that does not meet it. A stage that was met at an unknown time is not in the mapping.
    """
    after = dict(reached)
    after.pop(Stage.SETTLE, None)
    if at is not None:
        for stage in status.rule.meets:
            after.setdefault(stage, at)
    return after


def verified_after(verified_at: datetime | None, status: Status, at: datetime | None) -> datetime | None:
    """Since when a report is verified or further, after a step to `status` at `at`; only the first such step counts.

    `at` is None where nobody knows when the step was taken: then the next one whose time is known counts.
    """
    return at if verified_at is None and status.is_verified else verified_at


def next_deadline(
    status: Status, dues: Mapping[Stage, datetime], reached: Mapping[Stage, datetime]
) -> tuple[Stage, datetime] | None:
    """The earliest deadline of an open report that is not met yet; None for closed reports, while it is the citizen's
    turn, and where none is left.

    `dues` and `reached` hold aware times by stage. A later stage meets the earlier ones: an answered report needs no
    forwarding any more. What the status itself meets is met, also where nobody knows since when.
    """
    if status.closed or status.rule.clock_stands:
        return None
    stages = list(Stage)
    met = {*reached, *status.rule.meets}
    waiting = [
        (due, stage) for stage, due in dues.items() if not any(later in met for later in stages[stages.index(stage) :])
    ]
    if not waiting:
        return None
    due, stage = min(waiting, key=lambda pair: (pair[0], stages.index(pair[1])))
    return stage, due
