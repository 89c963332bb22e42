"""Routes on which a person does what is to be done: calls back, or takes a file to another system."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from command_center.domain.outgoing import (
    PAGE,
    Addressee,
    Begin,
    HandedIn,
    HandIn,
    Outgoing,
    Reach,
    ReachWay,
    SaidWords,
    Trouble,
)
from command_center.domain.text_length import TextLimit

NOTES = TextLimit(4000)
"""Characters of what a person says or writes in the other system."""


@dataclass(frozen=True)
class ToldByPerson:
    """The route of a channel whose reporters a person tells: `way` says how. An empty contact cannot be told."""

    code: str
    way: ReachWay
    repeatable: bool = False
    by_person: bool = True
    missing: tuple[str, ...] = ()

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """Whoever left where to reach them; the other system knows its reports itself."""
        if self.way is ReachWay.CALL and not (to.answerable and to.contact):
            return Reach(PAGE, ReachWay.PAGE, NOTES, trouble=Trouble.NO_ADDRESS)
        return Reach(self.code, self.way, NOTES)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """The text, and the other side's own id of what is answered."""
        return {"text": words.text, "message": to.message}

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """Nothing leaves by itself."""
        return HandedIn(HandIn.LATER, trouble=Trouble.NO_WAY)
