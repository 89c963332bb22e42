"""GET requests: what the parameters ask for, and what is refused. Rules: GeoReport v2, GET Service Requests."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.open311.errors import Refused
from command_center.open311.query import read_search, requested_numbers
from command_center.store.public_reports import MAX_ROWS, PublicSearch, Span

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAYS = timedelta(days=90)
CODES = frozenset({"jalan", "lampu", "rob"})
RECENT = Span(NOW - DAYS, NOW)


def search(**values):
    return read_search(
        {name: value if isinstance(value, list) else [value] for name, value in values.items()}, CODES, NOW
    )


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, PublicSearch(received=RECENT)),
        (
            {"start_date": "", "status": " ", "service_code": ",", "page": "", "updated_after": [""]},
            PublicSearch(received=RECENT),
        ),
        ({"service_code": "jalan"}, PublicSearch(received=RECENT, categories=("jalan",))),
        ({"service_code": "jalan,lampu, jalan"}, PublicSearch(received=RECENT, categories=("jalan", "lampu"))),
        ({"service_code": ["rob", "jalan,"]}, PublicSearch(received=RECENT, categories=("rob", "jalan"))),
        ({"status": "open"}, PublicSearch(received=RECENT, closed=False)),
        ({"status": "closed"}, PublicSearch(received=RECENT, open=False)),
        ({"status": "closed,open"}, PublicSearch(received=RECENT)),
        ({"page": "3", "page_size": "50"}, PublicSearch(received=RECENT, skip=100, limit=50)),
        ({"page": "2"}, PublicSearch(received=RECENT, skip=MAX_ROWS, limit=MAX_ROWS)),
        ({"page_size": "1000"}, PublicSearch(received=RECENT)),
        ({"colour": "red"}, PublicSearch(received=RECENT)),
    ],
)
def test_parameters_make_a_search(values, expected):
    assert search(**values) == expected


@pytest.mark.parametrize(
    ("values", "start", "end"),
    [
        ({"start_date": "2026-11-01T00:00:00Z"}, "2026-11-01T00:00:00Z", "2026-11-22T03:00:00Z"),
        ({"start_date": "2026-01-01T00:00:00Z"}, "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"),
        ({"end_date": "2026-04-01T00:00:00Z"}, "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"),
        (
            {"start_date": "2026-11-01T00:00:00+07:00", "end_date": "2026-11-02T00:00:00+07:00"},
            "2026-10-31T17:00:00Z",
            "2026-11-01T17:00:00Z",
        ),
        (
            {"start_date": "2026-11-01T00:00:00 07:00", "end_date": "2026-11-02T00:00Z"},
            "2026-10-31T17:00:00Z",
            "2026-11-02T00:00:00Z",
        ),
        ({"start_date": "2026-11-01T00:00:00.5-08:00"}, "2026-11-01T08:00:00.500Z", "2026-11-22T03:00:00Z"),
        ({"start_date": "2027-01-01T00:00:00Z"}, "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    ],
)
def test_dates_make_a_span_of_at_most_ninety_days(values, start, end):
    assert search(**values).received == Span(at(start), at(end))
    changed = {
        name.replace("start_date", "updated_after").replace("end_date", "updated_before"): text
        for name, text in values.items()
    }
    found = search(**changed)
    assert found.updated == Span(at(start), at(end))
    assert found.received is None, "changes to older requests are found too"


def test_received_and_updated_can_be_asked_together():
    found = search(start_date="2026-11-01T00:00:00Z", updated_after="2026-11-20T00:00:00Z")
    assert (found.received, found.updated) == (
        Span(at("2026-11-01T00:00:00Z"), NOW),
        Span(at("2026-11-20T00:00:00Z"), NOW),
    )


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({"service_code": "jalan,batu,arang"}, 404, "service_code not found: arang, batu"),
        ({"status": "opened"}, 400, "open or closed"),
        ({"status": "Open"}, 400, "open or closed"),
        ({"start_date": "2026-11-01"}, 400, "start_date must be a W3C time with a zone"),
        ({"start_date": "2026-11-01T00:00:00"}, 400, "with a zone"),
        ({"end_date": "yesterday"}, 400, "end_date must be"),
        ({"start_date": "2026-13-01T00:00:00Z"}, 400, "start_date must be"),
        ({"start_date": "2026-11-01T00:00:00+25:00"}, 400, "start_date must be"),
        ({"start_date": "0001-01-01T00:00:00+07:00"}, 400, "start_date"),
        ({"end_date": "0001-01-01T00:00:00Z"}, 400, "beyond the calendar"),
        ({"start_date": "9999-12-31T00:00:00Z"}, 400, "beyond the calendar"),
        ({"start_date": "2026-11-02T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, 400, "must not be after"),
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, 400, "90 days"),
        ({"updated_after": "2026-01-01T00:00:00Z", "updated_before": "2026-11-01T00:00:00Z"}, 400, "90 days"),
        ({"page": "0"}, 400, "page must be"),
        ({"page": "-1"}, 400, "page must be"),
        ({"page": "1.5"}, 400, "page must be"),
        ({"page": "٣"}, 400, "page must be"),
        ({"page": "1000001"}, 400, "page must be"),
        ({"page_size": "1001"}, 400, "page_size must be"),
        ({"page_size": "9" * 5000}, 400, "page_size must be"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_reason(values, code, words):
    with pytest.raises(Refused) as caught:
        search(**values)
    assert caught.value.status == code
    assert words in caught.value.problems[0].description


def test_numbers_may_be_many():
    assert requested_numbers({"service_request_id": ["a,b", " c ,,", ""]}) == ["a", "b", "c"]
    assert requested_numbers({"service_request_id": [""], "status": ["nonsense"]}) == []
    with pytest.raises(Refused, match="at most 200"):
        requested_numbers({"service_request_id": ["x," * 1001]})


NAMES = st.sampled_from(
    ["start_date", "end_date", "updated_after", "updated_before", "status", "service_code", "page", "page_size"]
)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "open",
            "closed",
            "jalan",
            "1",
            "2026-11-01T00:00:00Z",
            "9999-12-31T23:59:59-23:59",
            "0001-01-01T00:00:00+23:59",
        ]
    ),
    st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
)


def attempt(values):
    try:
        return read_search(values, CODES, NOW)
    except Refused as refusal:
        return refusal


@given(st.dictionaries(NAMES, st.lists(TEXTS, max_size=3)))
def test_any_parameters_make_a_bounded_search_or_are_refused(values):
    found = attempt(values)
    if isinstance(found, Refused):
        assert found.status in (400, 404)
        return
    assert 1 <= found.limit <= MAX_ROWS
    assert found.skip <= 10**9
    assert found.received or found.updated
    for span in (found.received, found.updated):
        assert span is None or timedelta(0) <= span.end - span.start <= DAYS
