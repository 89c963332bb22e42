"""Examines an installation: what works, what does not, and what to do about it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from command_center.casework import recount
from command_center.casework.briefing_post import place_of
from command_center.domain.outgoing import SendState
from command_center.domain.working_days import WIB
from command_center.errors import BadSetting
from command_center.settings import Settings
from command_center.store.briefing_mails import BriefingLetter, BriefingMails, LetterState
from command_center.store.briefings import Briefings
from command_center.web.api.health import STALLED_SECONDS
from command_center.web.security.forwarded import DO
from data_sources.open311_form import keys_of
from data_sources.registry import inbound_secrets, listeners, load_channels, unlisted
from layouts.briefing.paper import why_no_paper
from program.alert_doctor import alert_findings
from program.briefings import recipients_of
from program.browser_libraries import BROWSER_LIBRARIES
from program.core import Core, now, opened
from program.running_server import Figures, NotTold, address, ask_figures
from program.unknown_settings import unknown_in


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; `bad` where somebody should act."""

    what: str
    says: str
    bad: bool = False

    @property
    def line(self) -> str:
        """As the command prints it."""
        return f"{'✗' if self.bad else '✓'} {self.what}: {self.says}"


def examined(settings: Settings) -> list[Finding]:
    """All findings of an installation. Where there is none yet, of an empty one that is gone afterwards: looking makes nothing."""
    if settings.database_url or settings.var_dir.exists():
        with opened(settings) as core:
            return examine(core)
    with TemporaryDirectory() as empty, opened(settings.model_copy(update={"var_dir": Path(empty)})) as core:
        told = f"{settings.url}, DEMO={int(settings.demo)}, no data yet: `manage.py serve` begins it in {settings.var_dir.resolve()}"
        return [Finding("settings", told), *(each for each in examine(core) if each.what != "settings")]


def examine(core: Core) -> list[Finding]:
    """All findings, in the order of the data's way."""
    return list(_findings(core))


def _findings(core: Core) -> Iterator[Finding]:
    settings, reference = core.settings, core.reference
    yield Finding("settings", f"{settings.url}, DEMO={int(settings.demo)}, data in {settings.var_dir.resolve()}")
    for told in unknown_in():
        yield Finding(".env", told, bad=True)
    yield _space(core)
    yield Finding("database", f"{core.db.dialect}, {core.reports.count()} reports, log head {core.event_log.head()}")
    yield Finding(
        "reference data",
        f"{len(reference.channels)} channels, {len(reference.router.every)} OPD, {len(reference.areas.kelurahan)} kelurahan, "
        f"calendar {reference.calendar.version} complete until {reference.calendar.complete_until}",
    )
    if moves := recount.preview(core.reports, reference.policies, reference.calendar).moved:
        yield Finding(
            "deadlines",
            f"{len(moves)} of open reports would lie elsewhere by the calendar of today: "
            "`manage.py calendar apply --dry-run` shows them",
            bad=True,
        )
    given = inbound_secrets(load_channels())
    for name, value in inbound_secrets(core.channels).items():
        says = "set" if given[name] else "made for this demo" if value else "not set: nothing is taken that needs it"
        yield Finding(name, says, bad=not value)
    for code in unlisted(reference):
        yield Finding("channel", f"{code} takes nothing: channels.toml does not list it", bad=True)
    yield from _channel_settings(core)
    for code, known in core.channels.items():
        yield from (Finding("channel", f"{code}: {fault}", bad=True) for fault in known.faults())
    yield Finding("inbox", f"{core.inbox.waiting()} deliveries wait")
    for channel, count in core.inbox.quarantined().items():
        yield Finding(
            "quarantine", f"{count} deliveries of {channel}: see `manage.py quarantine list`, then retry", bad=True
        )
    yield from _outgoing(core)

    for library in BROWSER_LIBRARIES.values():
        says = "installed" if library.there else f"not installed: {library.instead}. `npm ci --omit=dev` brings it"
        yield Finding(f"{library.name} for browsers", says)
    yield from _briefing(core)
    yield from (Finding("alerts", said, bad=bad) for said, bad in alert_findings(core))
    yield from _learned(core)
    yield from _no_reports(core)
    yield from _server(core)


LETTERS_SINCE = timedelta(days=7)
"""How long ago a letter may have failed and is told of still."""


def _briefing(core: Core) -> Iterator[Finding]:
    """Whether the sheet can be made, and letters that did not arrive."""
    missing = why_no_paper()
    yield Finding("briefing as PDF", missing or "can be made", bad=bool(missing))
    mails, kept = BriefingMails(core.db), Briefings(core.db)
    recipients = recipients_of(core.settings)
    for letter in mails.troubled(now() - LETTERS_SINCE):
        issued = kept.find(letter.briefing_id)
        day = issued.day.isoformat() if issued else "a briefing"
        yield letter_finding(letter, day, place_of(letter.recipient, recipients))


def _outgoing(core: Core) -> Iterator[Finding]:
    """Channels that nobody can be answered on, and what did not arrive."""
    for code, missing in core.reaching.missing.items():
        yield Finding("answers", f"none go out by {code}: set {', '.join(missing)}")
    for (route, state), count in core.outgoing_standing().items():
        if state in (SendState.FAILED, SendState.UNSURE):
            do = "the desk shows which, and what to do"
            yield Finding("answers", f"{count} of a week by {route} are {state}: {do}", bad=True)


def _learned(core: Core) -> Iterator[Finding]:
    model = core.learned.current()
    if model is not None:
        yield Finding("learned", f"from {model.examples} reports, for {', '.join(sorted(model.speaks_for))}")
    elif core.learned.problem:
        yield Finding("learned", f"the rules decide alone: {core.learned.problem}", bad=True)


def letter_finding(letter: BriefingLetter, day: str, number: int) -> Finding:
    """What became of a letter that did not arrive; `number` is the place of its recipient in the settings, 0 for none."""
    whom = f"address {number} of BRIEFING_RECIPIENTS" if number else "an address that BRIEFING_RECIPIENTS has no more"
    do = f"mend it, then `manage.py briefing {day} --send`"
    if letter.state is LetterState.WAITING:
        tries = "once" if letter.attempts == 1 else f"{letter.attempts} times"
        do = f"tried {tries}, again at {letter.try_at.astimezone(WIB):%H:%M} WIB by itself"
    said = f"that of {day} to {whom} is {letter.state} ({letter.problem or 'without a word'}): {do}"
    return Finding("letter", said, bad=True)


def _channel_settings(core: Core) -> Iterator[Finding]:
    """Settings that a server would refuse when it starts, since it uses them then."""
    for check in (lambda: listeners(core.channels, core.inbox.put), lambda: keys_of(core.channels)):
        try:
            check()
        except BadSetting as error:
            yield Finding("setting", f"a server does not start with it: {error}", bad=True)
    settings = core.settings
    if settings.map_tile_url and not settings.map_tile_attribution:
        yield Finding(
            "map",
            "MAP_TILE_URL is set and MAP_TILE_ATTRIBUTION is not: public tile servers allow no map that does not name them",
            bad=True,
        )


def _no_reports(core: Core) -> Iterator[Finding]:
    """What came and was no report, a line a channel, so that every delivery is accounted for."""
    kinds: dict[str, list[str]] = {}
    for (channel, kind), amount in core.inbox.no_reports().items():
        kinds.setdefault(channel, []).append(f"{amount} {kind}")
    for channel, counted in kinds.items():
        yield Finding("no reports", f"{channel}: {', '.join(counted)}")


def _server(core: Core) -> Iterator[Finding]:
    """Whether a server runs, and how far each of its followers of the event log is: only the server itself knows."""
    try:
        figures = ask_figures(core.settings)
    except NotTold as reason:
        yield Finding("server", str(reason), bad=reason.bad)
        return
    yield Finding("server", f"one runs at {address(core.settings)}, log head {figures['log_head']['']:.0f}")
    if forwarded := figures.get("forwarded_untrusted", {}).get("", 0):
        yield Finding("proxy", f"{forwarded:.0f} requests came through a proxy that is not trusted: {DO}", bad=True)
    for name in figures.get("follower_lag_events", {}):
        yield follower_finding(name, figures)
    for name in figures.get("transport_connected", {}):
        yield transport_finding(name, figures)


def transport_finding(name: str, figures: Figures) -> Finding:
    """How a transport that listens by itself is: the switchboard, the watched folder."""
    since = figures["transport_state_seconds"][name]
    heard = figures.get("transport_heard_seconds", {}).get(name)
    last = "nothing heard yet" if heard is None else f"last heard {heard:.0f} s ago"
    for label, weight in figures.get("transport_trouble", {}).items():
        if label.startswith(f"{name}: "):
            whose = "somebody must act" if weight > 1 else "it is tried again by itself"
            return Finding(name, f"{label.removeprefix(f'{name}: ')}, for {since:.0f} s ({whose}; {last})", bad=True)
    if figures["transport_connected"][name]:
        return Finding(name, f"connected for {since:.0f} s, {last}")
    return Finding(name, f"not connected, for {since:.0f} s", bad=True)


def follower_finding(name: str, figures: Figures) -> Finding:
    """How far a follower is behind, and what to do about one that stands."""
    lag, stalled, errors = (
        figures[f"follower_{figure}"][name] for figure in ("lag_events", "stalled_seconds", "errors_total")
    )
    age = figures.get("follower_batch_age_seconds", {}).get(name)
    taken = "no events since the server started" if age is None else f"the last events {age:.0f} s ago"
    failed = f", {errors:.0f} failures since the server started" if errors else ""
    if stalled > STALLED_SECONDS:
        says = (
            f"{lag:.0f} events behind, and has not followed the log for {stalled:.0f} s{failed}: the server's log says why "
            "(follower_failed, follower_waits_for_database). It tries again by itself; restart the server where the cause is gone"
        )
        return Finding(name, says, bad=True)
    if lag:
        return Finding(name, f"{lag:.0f} events behind and catching up, took {taken}{failed}: ask again in a minute")
    return Finding(name, f"has all events, took {taken}{failed}")


def _space(core: Core) -> Finding:
    free = shutil.disk_usage(core.settings.var_dir).free
    if free >= 1 << 30:
        return Finding("disk", f"{free >> 30} GiB free")
    says = f"{free >> 20} MiB free: make room; once it is full nothing is taken (503), and all goes on by itself when there is room"
    return Finding("disk", says, bad=True)
