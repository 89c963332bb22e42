"""What of alerts is not set up: ways without settings, people of the rota that there are not, or who have no address."""

from collections.abc import Iterator, Sequence

from command_center.casework.alert_recipients import on_this_duty
from command_center.domain.alerts import MESSAGES, ROUTES, AlertRules, AlertState, AlertWay
from command_center.domain.rota import Duty, Rota
from command_center.store.alerts import Alerts
from command_center.store.users import User, Users
from program.core import Core, now


def alert_findings(core: Core) -> Iterator[tuple[str, bool]]:
    """(what it says, whether somebody should act), a line each."""
    rules, people = core.reference.alerts, Users(core.db).everyone()
    counts = Alerts(core.db).counts(now())
    yield (
        f"{len(rules.every)} rules, {counts[AlertState.OPEN]} open, {counts[AlertState.ACKNOWLEDGED]} acknowledged",
        False,
    )
    used = {way for rule in rules.every for way in rule.ways if way in MESSAGES}
    for way in MESSAGES:
        if way in used and (missing := core.outgoing_routes[ROUTES[way]].missing):
            yield f"nobody is told by {way}: {', '.join(missing)} is not set", False
    mail = not core.outgoing_routes[ROUTES[AlertWay.MAIL]].missing
    for rota in rules.rotas.values():
        yield from ((said, True) for said in rota_faults(rota, rules, people, mail=mail))


def rota_faults(rota: Rota, rules: AlertRules, people: Sequence[User], *, mail: bool) -> list[str]:
    """What is wrong with a rota, with the people that there are: an account that there is not, a duty that reaches nobody.

    `mail`: letters can be sent, so that addresses are needed.
    """
    by_mail = mail and any(AlertWay.MAIL in rule.ways for rule in rules.every if rule.rota == rota.key)
    said: list[str] = []
    for number, duty in enumerate(rota.duties, start=1):
        where = f"rota {rota.key}, duty {number}"
        active = {person.name for person in people if person.active}
        said += [
            f"{where}: there is no account {name!r} that may sign in" for name in duty.accounts if name not in active
        ]
        named = [person for person in people if _named(person, duty)]
        without = [person.name for person in named if not person.email and person.name in duty.accounts]
        if by_mail:
            said += [f"{where}: {name} has no mail address" for name in without]
        if by_mail and not duty.mails and not any(person.email for person in named):
            said.append(f"{where}: nobody of it has a mail address, so that it is told nothing by mail")
    return said


def _named(person: User, duty: Duty) -> bool:
    return on_this_duty(person, duty, person.opd)
