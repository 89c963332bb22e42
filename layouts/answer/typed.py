"""What was typed into a form that could not be taken: it is shown again, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from command_center.domain.acts import Change

MOST_PICTURES = 8
"""Of one answer."""


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture that was taken already: `token` is what the form carries of it, `address` where it is seen, `label` what it shows."""

    token: str
    address: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """One form as it was sent. `act` names the form; `problem` is a word for the sentence that says why it was not taken,
    `values` fill that in. `changes` are what somebody else did meanwhile. `refused` are pictures by name, each with the word for
    what was wrong.
    """

    act: str
    problem: str
    text: str = ""
    status: str = ""
    publish: bool = False
    whole: bool = False
    template: str = ""
    pictures: tuple[KeptPicture, ...] = ()
    refused: Sequence[tuple[str, str]] = ()
    changes: tuple[Change, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
