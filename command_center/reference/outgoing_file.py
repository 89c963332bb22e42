"""Reads outgoing.toml: how fast and how often what goes out is sent, and when nothing is acknowledged."""

from collections.abc import Collection
from datetime import timedelta

from command_center.domain.acknowledging import AcknowledgingRules
from command_center.domain.alerts import TELEGRAM_ROUTE, WEBHOOK_ROUTE
from command_center.domain.outgoing import CITIZENS, MAIL, PAGE, OutgoingRules, RouteRules
from command_center.reference.tables import Table, refuse_duplicates


def read_outgoing(top: Table, channels: Collection[str]) -> tuple[OutgoingRules, AcknowledgingRules]:
    """The rules of all routes, and those of acknowledgements. Raises BadReferenceData."""
    sending = top.table("sending")
    usual = RouteRules(
        per_minute=sending.whole("per_minute"),
        pauses=_pauses(sending),
        unsure=timedelta(minutes=sending.whole("unsure_minutes")),
        expires=timedelta(minutes=sending.whole("expires_minutes")),
    )
    held = timedelta(seconds=sending.whole("held_seconds", least=35))
    sending.done()
    tables = top.tables("route", required=False)
    codes = [table.code("code") for table in tables]
    refuse_duplicates(tables, codes)
    known = (*channels, MAIL, PAGE, CITIZENS, TELEGRAM_ROUTE, WEBHOOK_ROUTE)
    for table, code in zip(tables, codes, strict=True):
        if code not in known:
            table.refuse(f'"{code}" is no route; routes are {", ".join(known)}', "code")
    routes = {code: _route(table, usual) for table, code in zip(tables, codes, strict=True)}
    acknowledging = top.table("acknowledging")
    acknowledged = AcknowledgingRules(
        per_hour=acknowledging.whole("per_sender_per_hour", least=0),
        quiet=timedelta(minutes=acknowledging.whole("quiet_minutes", least=0)),
        marks=tuple(mark.casefold() for mark in acknowledging.texts("marks")),
    )
    acknowledging.done()
    top.done()
    return OutgoingRules(usual, held, routes), acknowledged


def _route(table: Table, usual: RouteRules) -> RouteRules:
    rules = RouteRules(
        per_minute=table.whole("per_minute", usual.per_minute),
        pauses=_pauses(table) if "pauses_seconds" in table.names() else usual.pauses,
        unsure=timedelta(minutes=table.whole("unsure_minutes", round(usual.unsure.total_seconds() / 60))),
        expires=timedelta(minutes=table.whole("expires_minutes", round(usual.expires.total_seconds() / 60))),
    )
    table.done()
    return rules


def _pauses(table: Table) -> tuple[timedelta, ...]:
    pauses = table.wholes("pauses_seconds")
    if not pauses or list(pauses) != sorted(pauses):
        table.refuse('"pauses_seconds" must be seconds that do not shrink, one at least', "pauses_seconds")
    return tuple(timedelta(seconds=each) for each in pauses)
