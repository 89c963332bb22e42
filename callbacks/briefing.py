"""The briefing's page and its files: the sheet as PDF, and the map of one file."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from dash import Dash
from dash.development.base_component import Component
from flask import Response, jsonify, request
from flask_wtf.csrf import generate_csrf

from callbacks.page import Page, Sources
from command_center.casework.briefing_reading import TODAY
from command_center.readmodel.briefing_view import BriefingEdition, BriefingReading
from command_center.web.security.identity import Identity
from layouts.briefing.config import BriefingConfig, briefing_config
from layouts.briefing.kept_files import Busy, KeptFiles
from layouts.briefing.kept_sheets import KeptSheets
from layouts.briefing.movable_map import NoMovableMap, movable_map, movable_map_there
from layouts.briefing.page import FILES, briefing_page, told
from layouts.briefing.paper import NoPaper, paper
from layouts.briefing.screened import Screened
from layouts.i18n import words_for
from layouts.visit import Visit

KINDS = {"pdf": "application/pdf", "html": "text/html"}


@dataclass(frozen=True)
class BriefingSource:
    """What the page asks: a morning and a version, as they stand in the address. `seen` gives those of
    the numbers of reports that the mayor has seen; `language` holds where none is asked.
    """

    read: Callable[[str, str], BriefingReading]
    seen: Callable[[Sequence[str]], Collection[str]]
    identity: Callable[[], Identity]
    config: BriefingConfig
    language: str
    files: KeptFiles = field(default_factory=KeptFiles)
    sheets: KeptSheets = field(default_factory=KeptSheets)


def source(sources: Sources) -> BriefingSource:
    """The briefings that are kept."""
    config = briefing_config(
        sources.reference, sources.settings, approximate=sources.locator.approximate, movable_map=movable_map_there()
    )
    seen = sources.office.screening.seen
    return BriefingSource(sources.briefings.read, seen, sources.identity, config, sources.settings.language)


def layout(briefing: BriefingSource, visit: Visit) -> Component:
    """The page."""
    asked = visit.variables
    reading = briefing.read(str(asked.get("date", "")), str(asked.get("versi", "")))
    return briefing_page(reading, briefing.config, visit, briefing.sheets, screened_of(briefing, reading, visit))


def screened_of(briefing: BriefingSource, reading: BriefingReading, visit: Visit) -> Screened | None:
    """What the mayor has seen by now of the reports to read on a sheet; None where there is no sheet. Raises StoreUnavailable."""
    if reading.edition is None:
        return None
    numbers = [row.number for row in reading.edition.briefing.queue.rows]
    marks = "mayor" in briefing.identity().roles
    return Screened(
        numbers=numbers,
        seen=frozenset(briefing.seen(numbers)),
        token=generate_csrf() if marks else "",
        done=visit.variables.get("selesai") == "lihat",
    )


def register(app: Dash, briefing: BriefingSource) -> None:
    """The files; the page itself asks nothing after it was opened, since what it shows does not change."""

    @app.server.get(f"{FILES}/<day>.<kind>")  # type: ignore[untyped-decorator]  # Dash does not say what its server is
    def briefing_file(day: str, kind: str) -> Response:
        if kind not in KINDS:
            return refused(404, "not_found", f"there is no format {kind[:40]!r}: use {' or '.join(KINDS)}")
        reading = briefing.read(day, request.args.get("versi", ""))
        if reading.edition is None or reading.instead:
            return refused(404, "not_found", f"there is no briefing of {day[:40]!r}: a day reads like 2026-11-27")
        try:
            content = made(reading.edition, reading, kind, briefing, request.args.get("bahasa"))
        except (NoPaper, NoMovableMap) as error:
            return refused(503, "unavailable", str(error))
        except Busy:
            response = refused(503, "busy", "sheets are being made for others: try again in half a minute")
            response.headers["Retry-After"] = "30"
            return response
        name = f"laporan-pagi-{reading.edition.briefing.day.isoformat()}-v{reading.edition.version}.{kind}"
        # A page with scripts of its own is for the disk: it is not opened under this address.
        where = "inline" if kind == "pdf" else "attachment"
        return Response(content, mimetype=KINDS[kind], headers={"Content-Disposition": f'{where}; filename="{name}"'})


def made(
    edition: BriefingEdition, reading: BriefingReading, kind: str, briefing: BriefingSource, language: object
) -> bytes:
    """The file's content. Raises NoPaper, NoMovableMap, Busy."""
    words = words_for(language, briefing.language)

    def make() -> bytes:
        if kind == "pdf":
            return paper(edition, reading.excerpts, briefing.config, words)
        return movable_map(edition, briefing.config, words).encode()

    return briefing.files.of((told(reading, edition), kind, words.language), make)


def refused(status: int, error: str, message: str) -> Response:
    """What a program gets: a word to test for, and what to do."""
    response = jsonify(error=error, message=message)
    response.status_code = status
    return response


PAGE = Page(
    path="/briefing/<date>",
    key="briefing",
    title="briefing.page_name",
    roles=("mayor", "diskominfo", "admin"),
    layout=layout,
    register=register,
    source=source,
    entry=f"/briefing/{TODAY}",
    begins=("mayor",),
)
