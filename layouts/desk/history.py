"""Who did what with a report: steps, what the log tells of it, and who looked at a contact."""

from dash import html
from dash.development.base_component import Component

from command_center.domain.events import EventKind
from command_center.domain.report_file import Deed, DeedKind, ReportFile
from layouts.desk.config import DeskConfig
from layouts.desk.found import short
from layouts.i18n import Words

MOST = 60
FACTS = ("category", "kelurahan", "opd", "report_class", "visibility", "incident_id")
"""Facts whose change is told, in this order."""


def history(file: ReportFile, config: DeskConfig, words: Words) -> Component:
    """The panel, newest first."""
    lines = [line(each, config, words) for each in file.history[:MOST]]
    return html.Section(
        [
            html.Div(
                [html.H2(words("desk.history.title")), html.Span(words("desk.history.kept"), className="desk-hint")],
                className="desk-panel-head",
            ),
            html.Ol(lines, className="desk-history"),
        ],
        className="desk-panel",
    )


def line(deed: Deed, config: DeskConfig, words: Words) -> Component:
    """One deed: when, who, what."""
    who = config.channels[deed.by].get(words.language, deed.by) if deed.by in config.channels else deed.by
    who = words("desk.history.system") if deed.by in ("system", "") else who
    who = words("desk.history.citizen") if deed.by_citizen else who
    parts: list[Component | str] = [html.Strong(who), " ", told(deed, config, words)]
    if deed.note:
        parts.append(html.Span(f"“{deed.note}”", className="desk-note"))
    return html.Li(
        [html.Time(words.moment(deed.at), dateTime=deed.at.isoformat()), html.Span(parts)],
        className="desk-undone" if deed.facts.get("undone") else "",
    )


def told(deed: Deed, config: DeskConfig, words: Words) -> str:
    """What was done, in words."""
    if deed.citizens_step:
        return words(f"desk.did.citizen_{deed.citizens_step}")
    if deed.kind is DeedKind.STEP:
        key = f"desk.did.{deed.what}"
        return words(key, opd=config.opd(deed.opd)) if deed.opd else words(key, opd="")
    if deed.kind is DeedKind.AUDIT:
        said = words.entries.get(f"desk.did.{deed.what}", deed.what)
        others = ", ".join(deed.facts.get("with", ()))
        return f"{said} {others}" if others else said
    if deed.what == EventKind.PROPOSED and deed.by not in config.channels:
        return words("desk.did.proposal_dropped")
    changed = changes(deed, config, words) if deed.what != EventKind.RECEIVED else ""
    key = f"desk.did.{deed.what}"
    said = words(key) if key in words.entries else deed.what
    return f"{said}: {changed}" if changed else said


def changes(deed: Deed, config: DeskConfig, words: Words) -> str:
    """The facts that an event set, in words."""
    return ", ".join(fact(name, deed.facts[name], config, words) for name in FACTS if name in deed.facts)


def fact(name: str, value: object, config: DeskConfig, words: Words) -> str:
    """One fact in words."""
    said = str(value or "")
    if name == "category":
        return short(config.categories.of(said), words)
    if name == "kelurahan":
        return config.place(said) or words("desk.found.no_place")
    if name == "opd":
        return config.opd(said)
    if name == "incident_id":
        return words("desk.history.incident" if value else "desk.history.no_incident")
    return words(f"desk.{name}.{said}")
