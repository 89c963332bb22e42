"""An alert as people look at it: which are asked for, by which messages it was told, what a message says, and all of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from command_center.domain.alerts import Alert, AlertAct, AlertState, AlertWay
from command_center.domain.outgoing import SendState, Trouble


@dataclass(frozen=True, slots=True)
class AlertMessage:
    """A message by which an alert was told: to whom, and what became of it."""

    way: AlertWay
    who: str
    made_at: datetime
    state: SendState
    trouble: Trouble
    told: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """Which alerts are asked for: states (none: all), severity, rule, and a code that the group holds; "" for all."""

    states: frozenset[AlertState] = frozenset()
    severity: str = ""
    rule: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class AlertText:
    """What a message says: `data` are the same facts for machines, as JSON values."""

    subject: str
    text: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AlertStory:
    """One alert with all that happened to it, oldest first, and the messages by which people were told."""

    alert: Alert
    acts: Sequence[AlertAct]
    messages: Sequence[AlertMessage]


@dataclass(frozen=True, slots=True)
class AlertsView:
    """The page of alerts as of a moment: how many stand in each state, those that were asked for, and the one that is read.

    `number` is that of the one, 0 for none; `story` is None where there is none of that number. `may_act`: who looks may
    acknowledge and silence. `morning` is the next working morning.
    """

    counts: Mapping[AlertState, int]
    asked: AlertFilter
    alerts: Sequence[Alert]
    number: int
    story: AlertStory | None
    may_act: bool
    morning: datetime
    as_of: datetime
