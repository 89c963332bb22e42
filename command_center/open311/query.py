"""The parameters of GET requests.(xml|json): which reports an app asks for."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from command_center.open311.errors import refused
from command_center.store.public_reports import MAX_ROWS, PublicSearch, Span

MAX_SPAN = timedelta(days=90)
"""The longest stretch of time of one question, and the default (GeoReport v2)."""
MAX_PAGE = 1_000_000

MAX_NUMBERS = 200
"""Tracking numbers of one question: so many fit into an address of 8,000 characters, however they are written."""

Values = Mapping[str, Sequence[str]]
"""Parameter -> its values, as often as it was given."""

_W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)


def listed(values: Values, name: str) -> list[str]:
    """The parts of a parameter that may be given several times or with commas; empty ones count as absent."""
    return [part for value in values.get(name, ()) for piece in value.split(",") if (part := piece.strip())]


def one(values: Values, name: str) -> str:
    """The first value that is not empty; "" where there is none."""
    return next((value.strip() for value in values.get(name, ()) if value.strip()), "")


def requested_numbers(values: Values) -> list[str]:
    """The `service_request_id` asked for; where there are any, all other parameters are without effect."""
    numbers = listed(values, "service_request_id")
    if len(numbers) > MAX_NUMBERS:
        raise refused(400, f"service_request_id: at most {MAX_NUMBERS} at once: ask in pieces")
    return numbers


def read_search(values: Values, categories: frozenset[str], now: datetime) -> PublicSearch:
    """The search that the parameters describe; raises Refused. `categories` are the known service codes."""
    codes = listed(values, "service_code")
    if unknown := sorted(set(codes) - categories):
        raise refused(404, f"service_code not found: {', '.join(unknown)[:200]}")
    wanted = set(listed(values, "status"))
    if not wanted <= {"open", "closed"}:
        raise refused(400, "status must be open or closed, or both with a comma")
    updated = _span(values, "updated_after", "updated_before", now)
    received = _span(values, "start_date", "end_date", now)
    if received is None and updated is None:
        received = Span(now - MAX_SPAN, now)
    size = _count(values, "page_size", MAX_ROWS, MAX_ROWS)
    page = _count(values, "page", 1, MAX_PAGE)
    return PublicSearch(
        received=received,
        updated=updated,
        categories=tuple(dict.fromkeys(codes)),
        open=not wanted or "open" in wanted,
        closed=not wanted or "closed" in wanted,
        skip=(page - 1) * size,
        limit=size,
    )


def _span(values: Values, first: str, last: str, now: datetime) -> Span | None:
    """The stretch between two parameters, None where both are absent; one that is absent lies 90 days off, or now."""
    start, end = _moment(values, first), _moment(values, last)
    try:
        if start is not None:
            span = Span(start, end or min(max(now, start), start + MAX_SPAN))
        elif end is not None:
            span = Span(end - MAX_SPAN, end)
        else:
            return None
    except OverflowError as error:
        raise refused(400, f"{first}, {last}: a date beyond the calendar") from error
    if span.end < span.start:
        raise refused(400, f"{first} must not be after {last}")
    if span.end - span.start > MAX_SPAN:
        raise refused(400, f"{first} to {last} must not span more than {MAX_SPAN.days} days: ask in pieces")
    return span


def _moment(values: Values, name: str) -> datetime | None:
    text = one(values, name)
    if not text:
        return None
    # A plus sign that was not escaped arrives as a blank.
    text = re.sub(r" (?=\d\d:\d\d$)", "+", text)
    try:
        if not _W3C.fullmatch(text):
            raise ValueError
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise refused(
            400, f"{name} must be a W3C time with a zone, like 2026-01-31T00:00:00Z or 2026-01-31T07:00:00+07:00"
        ) from error


def _count(values: Values, name: str, default: int, most: int) -> int:
    text = one(values, name)
    if not text:
        return default
    if not _COUNT.fullmatch(text) or not 1 <= int(text) <= most:
        raise refused(400, f"{name} must be a whole number from 1 to {most}")
    return int(text)
