"""The briefing's page: the sheet with what can be done with it, or why there is none."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import BriefingEdition, BriefingReading
from layouts.briefing import ids
from layouts.briefing.config import BriefingConfig
from layouts.briefing.kept_sheets import KeptSheets
from layouts.briefing.parts import screen_room
from layouts.briefing.screened import Screened, screened_strip
from layouts.briefing.sheet import sheet
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.icons import icon
from layouts.shell import current, work_frame
from layouts.visit import Visit

FILES = "/api/v1/briefing"
"""Where the sheet as PDF and the map of one file are: /api/v1/briefing/2026-11-27.pdf and .html."""


def briefing_page(
    reading: BriefingReading,
    config: BriefingConfig,
    visit: Visit,
    sheets: KeptSheets | None = None,
    screened: Screened | None = None,
) -> Component:
    """The whole page; the sheet is taken from `sheets` where it was drawn before. `screened`: what was seen of its reports."""
    words = visit.words
    if reading.edition is None:
        body = [absent(reading, words)]
    else:
        edition, excerpts, theme = reading.edition, reading.excerpts, visit.theme
        drawn = (sheets or KeptSheets()).of(
            (told(reading, edition), words.language, theme),
            lambda: sheet(edition, excerpts, config, words, theme, screen_room(edition.briefing)),
        )
        strip = screened_strip(edition.briefing.day, screened, words) if screened is not None else []
        body = [tools(reading, edition, config, words), *notes(reading, edition, words), *strip, drawn]
    return work_frame(body, ids.ROOT, visit, "briefing")


def told(reading: BriefingReading, edition: BriefingEdition) -> Hashable:
    """All that a sheet or file of an edition says, but for language, theme and settings."""
    excerpts = tuple(sorted(reading.excerpts.items()))
    return edition.briefing.day, edition.version, edition.versions, edition.fingerprint, excerpts


def tools(reading: BriefingReading, edition: BriefingEdition, config: BriefingConfig, words: Words) -> Component:
    """Other mornings, versions, paper, and the map to hand on."""
    day = edition.briefing.day
    file = f"{FILES}/{day.isoformat()}"
    asked = f"?versi={edition.version}&bahasa={words.language}"
    left = [
        _step(reading.before, "before", "chevron-left", words),
        _step(reading.after, "after", "chevron-right", words),
    ]
    if len(edition.versions) > 1:
        left.append(
            html.Span(
                [
                    html.A(
                        words("briefing.tools.version", n=version),
                        href=f"/briefing/{day.isoformat()}?versi={version}",
                        className="work-button",
                        **current(version == edition.version),
                    )
                    for version in edition.versions
                ],
                className="brief-versions",
                role="group",
                **aria_label(words("briefing.tools.versions")),
            )
        )
    right: list[Component] = [
        html.A(words("briefing.tools.own"), href="/wali", className="work-button"),
        html.A(
            [icon("download"), words("briefing.tools.pdf")],
            href=f"{file}.pdf{asked}",
            download=f"laporan-pagi-{day.isoformat()}-v{edition.version}.pdf",
            className="work-button",
        ),
        # The same sheet beside this page: it is one page, whatever the browser would make of the screen.
        html.A(
            [icon("print"), words("briefing.tools.print")],
            href=f"{file}.pdf{asked}",
            target="_blank",
            rel="noopener",
            className="work-button",
        ),
    ]
    if config.movable_map:
        right.append(
            html.A(
                [icon("map"), words("briefing.tools.map")],
                href=f"{file}.html{asked}",
                title=words("briefing.tools.map_title"),
                className="work-button",
            )
        )
    return html.Nav(
        [html.Div(left, className="brief-tools-left"), html.Div(right, className="brief-tools-right")],
        className="brief-tools",
        **aria_label(words("briefing.tools.label")),
    )


def _step(day: date | None, key: str, drawing: str, words: Words) -> Component:
    """A link to the morning beside this one; where there is none it stands there shut."""
    name = words(f"briefing.tools.{key}")
    if day is None:
        shut: dict[str, Any] = {"aria-disabled": "true"}
        return html.Span([icon(drawing)], className="work-button brief-shut", role="link", **shut, **aria_label(name))
    parts: list[Component | str] = [icon(drawing), words.date_short(day)]
    return html.A(
        parts if key == "before" else parts[::-1],
        href=f"/briefing/{day.isoformat()}",
        className="work-button",
        title=name,
    )


def notes(reading: BriefingReading, edition: BriefingEdition, words: Words) -> list[Component]:
    """That this is not today's, or not the last version."""
    found = []
    if reading.instead and reading.comes_at is not None:
        found.append(
            words(
                "briefing.note.instead_late" if reading.overdue else "briefing.note.instead",
                day=words.date_long(edition.briefing.day),
                clock=words.clock(reading.comes_at),
            )
        )
    if edition.version != edition.versions[-1]:
        found.append(words("briefing.note.older", n=edition.version, last=edition.versions[-1]))
    return [html.P(text, className="brief-banner", role="status") for text in found]


def absent(reading: BriefingReading, words: Words) -> Component:
    """Why there is no briefing here, and where there is one."""
    day = reading.day
    first_told = reading.first
    told = {
        "day": words.date_long(first_told if reading.absent == "too_early" and first_told else day) if day else "",
        "iso": day.isoformat() if day else "",
        "clock": words.clock(reading.comes_at) if reading.comes_at else "",
        "first": words.date_long(date.fromordinal(first_told.toordinal() - 1)) if first_told else "",
    }
    title = words(f"briefing.absent.title_{reading.absent}", day=words.date_long(day) if day else "")
    links = []
    if reading.newest is not None:
        links.append(
            html.A(
                words("briefing.absent.newest", day=words.date_long(reading.newest)),
                href=f"/briefing/{reading.newest.isoformat()}",
                className="work-button",
            )
        )
    return html.Section(
        [html.H1(title), html.P(words(f"briefing.absent.{reading.absent}", **told)), *links],
        className="brief-absent",
    )
