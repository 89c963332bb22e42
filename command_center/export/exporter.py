"""Exports reports: searches, turns each into columns, and writes them in a format."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from itertools import islice
from typing import Any

from command_center.domain.masking import place_words
from command_center.domain.moments import in_calendar
from command_center.export.files import FORMATS, begun
from command_center.export.rows import export_row
from command_center.reference.load import Reference
from command_center.store.db import Database
from command_center.store.report_search import ReportSearch, names_of, numbers_of, search

PIECE = 500


class Exporter:
    """Writes reports of this installation to files."""

    def __init__(self, db: Database, reference: Reference, zone: tzinfo, language: str = "id") -> None:
        """Times are written in `zone`, reasons in `language`."""
        self._db = db
        self._reference = reference
        self._zone = zone
        self._language = language
        self._places = place_words(reference.areas)

    def rows(self, wanted: ReportSearch, *, masked: bool) -> Iterator[Mapping[str, Any]]:
        """Matching reports as columns, in order of arrival."""
        found = search(self._db, wanted)
        while piece := list(islice(found, PIECE)):
            repeats = [each.possible_duplicate_of for each in piece if each.possible_duplicate_of is not None]
            numbers = numbers_of(self._db, repeats)
            names = names_of(self._db, [each.id for each in piece]) if masked else {}
            for report in piece:
                yield export_row(
                    report,
                    self._reference,
                    self._zone,
                    masked=masked,
                    numbers=numbers,
                    name=names.get(report.id, ""),
                    language=self._language,
                    places=self._places,
                )

    def write(self, form: str, wanted: ReportSearch, *, masked: bool) -> tuple[Iterable[bytes], str]:
        """Bytes of the file, piece by piece, and its content type. Raises KeyError for an unknown format."""
        writer, content_type = FORMATS[form]
        return writer(begun(self.rows(wanted, masked=masked))), content_type


def period(since: str, until: str, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """From two days such as 2026-11-21 ("" for none) to the first moment and the first one after the last day.

    Raises ValueError naming the day that cannot be read.
    """
    first, last = _day(since, "since", zone), _day(until, "until", zone)
    return first, last + timedelta(days=1) if last else None


def _day(text: str, name: str, zone: tzinfo) -> datetime | None:
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=zone)
        if in_calendar(day):
            return day
    except ValueError:
        pass
    raise ValueError(f"{name} takes a day such as 2026-11-21, not {text[:40]!r}")
