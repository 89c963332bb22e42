"""An alert in sentences: what it is about, why it fired, and when it is told again. Pure functions of the alert."""

from datetime import datetime

from command_center.domain.alerts import Alert, AlertCause, AlertDimension, AlertState
from command_center.domain.working_days import wib_day
from layouts.alerts.config import AlertConfig
from layouts.i18n import Words

_ORDER = tuple(AlertDimension)


def rule_name(alert: Alert, config: AlertConfig, words: Words) -> str:
    """What its rule is called; the key of a rule that the city has no more."""
    rule = config.rules.find(alert.rule)
    return rule.words.in_language(words.language) if rule is not None else alert.rule


def group_name(alert: Alert, config: AlertConfig, words: Words) -> str:
    """Which group it is about: "Banjir · Kecamatan Genuk"."""
    said = [
        _of_dimension(AlertDimension(name), alert.group[name], alert, config, words)
        for name in sorted(alert.group, key=lambda each: _ORDER.index(AlertDimension(each)))
    ]
    return words("alerts.group.between").join(said)


def title(alert: Alert, config: AlertConfig, words: Words) -> str:
    """Rule and group."""
    return f"{rule_name(alert, config, words)}: {group_name(alert, config, words)}"


def _of_dimension(dimension: AlertDimension, code: str, alert: Alert, config: AlertConfig, words: Words) -> str:
    if dimension is AlertDimension.INCIDENT:
        return _incident(alert, config, words)
    if dimension is AlertDimension.OPD and not code:
        return words("alerts.group.opd_none")
    return words(f"alerts.group.{dimension}", name=config.name(dimension, code, words.language))


def _incident(alert: Alert, config: AlertConfig, words: Words) -> str:
    figures = alert.figures
    category = config.name(AlertDimension.CATEGORY, str(figures.get("category", "")), words.language)
    place = config.kelurahan.get(str(figures.get("kelurahan", ""))) or config.labels[AlertDimension.KECAMATAN].get(
        str(figures.get("kecamatan", "")), {}
    ).get(words.language, "")
    if not place:
        return words("alerts.group.incident_nowhere", category=category)
    return words("alerts.group.incident", category=category, place=place)


def why(alert: Alert, config: AlertConfig, words: Words) -> str:
    """Why it fired, in figures; the key of its rule where the city has that no more."""
    rule = config.rules.find(alert.rule)
    if rule is None:
        return alert.rule
    figures, n = alert.figures, alert.count
    if rule.cause is AlertCause.BREACH:
        oldest = _moment(figures["oldest_due"])
        days = config.rules.hours.calendar.working_days_over(oldest, alert.seen_at)
        return words(f"alerts.why.{'breach' if days else 'breach_fresh'}", n=n, oldest=words.moment(oldest), days=days)
    if rule.cause is AlertCause.NEAR:
        oldest = _moment(figures["oldest_due"])
        return words("alerts.why.near", n=n, oldest=words.moment(oldest), percent=words.percent(rule.percent, 100))
    if rule.cause is AlertCause.SURGE:
        begin = _moment(figures.get("begin", alert.seen_at.isoformat()))
        over_midnight = wib_day(begin) < wib_day(alert.seen_at)
        return words(
            "alerts.why.surge_night" if over_midnight else "alerts.why.surge",
            n=n,
            **({"begin": words.moment(begin)} if over_midnight else {}),
            clock=words.clock(alert.seen_at),
            mean=figures["mean"],
            high=figures["high"],
            days=figures["days"],
            coverage=_exact_percent(figures["coverage"], words),
        )
    if rule.cause is AlertCause.INCIDENT:
        since = words.moment(_moment(figures["since"]))
        return words("alerts.why.incident", n=n, hours=figures["hours"], whole=figures["whole"], since=since)
    if rule.cause is AlertCause.SILENCE:
        return words(
            "alerts.why.silence",
            last=words.moment(_moment(figures["last_at"])),
            expected=figures["expected"],
            chance=words.percent(figures["chance"]),
        )
    return words(f"alerts.why.{rule.cause}", n=n)


def named(alert: Alert, words: Words) -> list[str]:
    """Which reports it is about, as far as they may be named, and how many may not."""
    numbers, confidential = alert.figures.get("numbers", []), alert.figures.get("confidential", 0)
    key = "named_all" if len(numbers) == alert.count else "named"
    said = [words(f"alerts.why.{key}", numbers=", ".join(map(str, numbers)))] if numbers else []
    return said + ([words("alerts.why.confidential", n=confidential)] if confidential else [])


def again(alert: Alert, config: AlertConfig, words: Words, now: datetime) -> list[str]:
    """When it is told next, or why it is not."""
    rule, state = config.rules.find(alert.rule), alert.state(now)
    grows = rule.grown_by if rule is not None else 0
    if state is AlertState.ENDED and alert.ended_at is not None:
        said = [words("alerts.again.ended", moment=words.moment(alert.ended_at))]
        return said + ([words("alerts.again.end_told", moment=words.moment(alert.tell_at))] if alert.tell_at else [])
    if state is AlertState.ACKNOWLEDGED and alert.acknowledged_at is not None:
        at = words.moment(alert.acknowledged_at)
        more = {"n": grows} if grows else {}
        return [
            words(f"alerts.again.acknowledged{'_grow' if grows else ''}", name=alert.acknowledged_by, moment=at, **more)
        ]
    if state is AlertState.SILENCED and alert.silenced_until is not None:
        return [words("alerts.again.silenced", moment=words.moment(alert.silenced_until))]
    if alert.tell_at is None:
        return [words("alerts.again.never_grow", n=grows) if grows else words("alerts.again.never")]
    escalates = alert.escalate_at is not None and alert.escalate_at <= alert.tell_at
    key = "first" if not alert.told else "escalate" if escalates else "repeat"
    said = [words(f"alerts.again.{key}", moment=words.moment(alert.tell_at))]
    if alert.told and not escalates and alert.escalate_at is not None:
        said.append(words("alerts.again.escalate_later", moment=words.moment(alert.escalate_at)))
    return said


def _moment(said: object) -> datetime:
    return datetime.fromisoformat(str(said))


def _exact_percent(share: float, words: Words) -> str:
    """A share close to one, with the decimals that it has."""
    return f"{share * 100:.6g}".replace(".", words.entries["calendar.decimal"]) + "%"
