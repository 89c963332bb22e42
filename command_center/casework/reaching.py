"""How the reporter of a report is reached: by the route of their channel, of the demo's citizens, or on the status page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from command_center.domain.outgoing import (
    CITIZENS,
    PAGE,
    Addressee,
    HandedIn,
    HandIn,
    Outgoing,
    OutgoingRoute,
    Reach,
    ReachWay,
    SaidWords,
    SendState,
    Trouble,
)
from command_center.domain.outgoing import Begin as BeginSending
from command_center.domain.text_length import TextLimit

PAGE_LIMIT = TextLimit(4000)
"""Characters of an answer on the status page."""


_SENT = (ReachWay.DIRECT, ReachWay.TEMPLATE, ReachWay.MAIL)
"""Ways on which something leaves the house by itself."""


class StatusPage:
    """The route of what no channel takes: it is handed over by standing on the status page of its report."""

    code = PAGE
    repeatable = True
    by_person = False
    missing: tuple[str, ...] = ()

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """Always there."""
        return Reach(PAGE, ReachWay.PAGE, PAGE_LIMIT)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, str]:
        """Nothing to keep: the answer itself is read."""
        return {}

    def send(self, outgoing: Outgoing, begin: BeginSending) -> HandedIn:
        """It stands there."""
        return HandedIn(HandIn.TAKEN, state=SendState.PUBLISHED) if begin() else HandedIn(HandIn.LATER)


class Reaching:
    """Finds the route of an addressee: `by_channel` those of channels, `mail` letters, `citizens` those of a demo, else None."""

    def __init__(
        self, by_channel: Mapping[str, OutgoingRoute], mail: OutgoingRoute, citizens: OutgoingRoute | None
    ) -> None:
        self._by_channel, self._mail, self._citizens, self._page = by_channel, mail, citizens, StatusPage()

    @property
    def routes(self) -> Mapping[str, OutgoingRoute]:
        """Every route by its code."""
        found = {route.code: route for route in self._by_channel.values()}
        extra = (self._page, self._mail, *([self._citizens] if self._citizens is not None else []))
        return found | {route.code: route for route in extra}

    @property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """Channel -> settings that it needs before anybody is answered on it, of those that need some."""
        return {code: route.missing for code, route in self._by_channel.items() if route.missing}

    def reach(self, to: Addressee, at: datetime, *, publish: bool = False) -> Reach:
        """Whether and how; `publish` asks for the status page whatever the channel could do."""
        route = self._by_channel.get(to.channel)
        if publish or route is None:
            return replace(self._page.reach(to, at), trouble=Trouble.NONE if publish else Trouble.NO_WAY)
        reach = route.reach(to, at)
        if reach.way not in _SENT:
            return reach
        if to.simulated:
            # A simulated citizen is never written to on a real channel.
            return replace(reach, route=CITIZENS) if self._citizens is not None else _shut(reach, Trouble.SIMULATED)
        return reach if not route.missing else replace(_shut(reach, Trouble.NOT_CONFIGURED), missing=route.missing)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """What the outbox keeps to send these words by this reach."""
        route = self.routes.get(reach.route)
        return route.payload(to, reach, words) if route is not None else {"text": words.text}


def _shut(reach: Reach, trouble: Trouble) -> Reach:
    return replace(reach, way=ReachWay.NONE, trouble=trouble, instead=ReachWay.PAGE)
