"""The citizens of a demo take what they are sent, and send the receipts that a platform would; now and then it does not arrive."""

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from command_center.domain.outgoing import (
    CITIZENS,
    Addressee,
    Begin,
    HandedIn,
    HandIn,
    Outgoing,
    Reach,
    ReachWay,
    SaidWords,
    SendReceipt,
    SendState,
    Trouble,
)
from command_center.domain.text_length import TextLimit

DELIVERED_AFTER, READ_AFTER = timedelta(seconds=2), timedelta(seconds=20)
NOT_REACHED, READERS = 3, 60
"""Of a hundred citizens, whose telephone is off; and who read what they get."""
LOOK_SECONDS = 0.5
MOST_WAITING = 5000


class AnsweredCitizens:
    """The route of simulated reports. Nothing that it is given leaves the program."""

    code: ClassVar[str] = CITIZENS
    repeatable: ClassVar[bool] = True
    by_person: ClassVar[bool] = False
    missing: ClassVar[tuple[str, ...]] = ()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._receipts: deque[SendReceipt] = deque(maxlen=MOST_WAITING)

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """Asked for nobody: the limits are those of the channel that a citizen wrote on."""
        return Reach(CITIZENS, ReachWay.DIRECT, TextLimit(4000))

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """The text."""
        return {"text": words.text}

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """Taken; what becomes of it is told later."""
        if not begin():
            return HandedIn(HandIn.LATER, trouble=Trouble.BUSY)
        now, chance = self._clock(), int(hashlib.sha256(outgoing.key.encode()).hexdigest()[:8], 16) % 100
        if chance < NOT_REACHED:
            self._tell(outgoing.key, SendState.FAILED, now + DELIVERED_AFTER, Trouble.NOT_THERE)
        else:
            self._tell(outgoing.key, SendState.DELIVERED, now + DELIVERED_AFTER)
            if chance < NOT_REACHED + READERS:
                self._tell(outgoing.key, SendState.READ, now + READ_AFTER)
        return HandedIn(HandIn.TAKEN)

    def _tell(self, key: str, state: SendState, at: datetime, trouble: Trouble = Trouble.NONE) -> None:
        self._receipts.append(SendReceipt(CITIZENS, state, at, key=key, trouble=trouble))

    def tell(self, receipt: Callable[[SendReceipt], object], stop: threading.Event) -> None:
        """Tell the receipts at their time until `stop` is set."""
        while not stop.wait(LOOK_SECONDS):
            for _ in range(len(self._receipts)):
                each = self._receipts.popleft()
                if each.at <= self._clock():
                    receipt(each)
                else:
                    self._receipts.append(each)
