"""Safe reading: what is accepted, what is refused, and what becomes storable."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.inbound import Item, NoReport, Position
from data_sources import reading
from data_sources.errors import BadMessage, PartlyBad

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"halo", "not valid JSON"),
        (b"\xff\xfe\xfd", "not valid JSON"),
        (b'{"a": NaN}', "NaN is not JSON"),
        (b"[" * 100_000, "deep"),
        (b"[" * 101 + b"]" * 101, "deep"),
        (b'{"a":' * 101 + b"1" + b"}" * 101, "deep"),
        (b"9" * 5000, "not valid JSON"),
    ],
)
def test_what_is_no_json_is_refused_with_the_reason(body: bytes, reason: str):
    with pytest.raises(BadMessage, match=reason):
        reading.read_json(body)


@pytest.mark.parametrize("depth", [1, 50, 99])
def test_nesting_that_a_payload_may_have(depth: int):
    assert reading.read_json(b"[" * depth + b"]" * depth) is not None


def test_many_brackets_are_not_deep():
    assert reading.read_json(json.dumps([{"a": []}] * 1000).encode()) == [{"a": []}] * 1000


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("jalan rusak", "jalan rusak"),
        ("a\x00b", "a\ufffdb"),
        ("\ud83d sendiri", "\ufffd sendiri"),
        ("\U0001f6a7 utuh", "\U0001f6a7 utuh"),
        ("\u202e\u200b\n\t", "\u202e\u200b\n\t"),
    ],
)
def test_only_what_no_database_takes_is_replaced(text: str, kept: str):
    assert reading.storable(text) == kept


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("abc", "abc"),
        (" abc ", "abc"),
        (42, "42"),
        (-1001234567890, "-1001234567890"),
        (True, ""),
        (4.2, ""),
        (None, ""),
        ({}, ""),
        ("a\x00b", "a\ufffdb"),
        ("x" * 200, "x" * 200),
    ],
)
def test_ids(value: object, found: str):
    assert reading.identifier(value) == found


def test_a_long_id_becomes_its_hash():
    one, other = reading.identifier("x" * 201), reading.identifier("x" * 202)
    assert one.startswith("sha256:")
    assert len(one) == len(other) <= reading.MAX_IDENTIFIER
    assert one != other
    assert reading.identifier("\ud800" * 500).startswith("sha256:")


@pytest.mark.parametrize(
    ("value", "found"),
    [(1, 1.0), ("-6.5", -6.5), (" 7 ", 7.0), (True, None), ("1e999", None), ("nan", None), (10**400, None), ([], None)],
)
def test_numbers_are_finite(value: object, found: float | None):
    assert reading.number(value) == found


@pytest.mark.parametrize(
    ("lat", "lon", "place"),
    [
        (-6.99, 110.42, Position(-6.99, 110.42)),
        ("-6.99", "110.42", Position(-6.99, 110.42)),
        (0, 0, Position(0, 0)),
        (90.1, 0, None),
        (0, -180.1, None),
        (None, 110.42, None),
        (float("inf"), 0, None),
        ("nan", 0, None),
        (True, 0, None),
        ([], {}, None),
    ],
)
def test_positions(lat: object, lon: object, place: Position | None):
    assert reading.position(lat, lon) == place


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        (1795314480, "2026-11-22T02:28:00+00:00"),
        ("1795314480", "2026-11-22T02:28:00+00:00"),
        (1795314480372, "2026-11-22T02:28:00.372000+00:00"),
        ("2026-11-22T02:28:00.000Z", "2026-11-22T02:28:00+00:00"),
        ("2026-11-22T09:28:00+07:00", "2026-11-22T02:28:00+00:00"),
        ("2026-11-22T09:28:00+0700", "2026-11-22T02:28:00+00:00"),
    ],
)
def test_times(value: object, iso: str):
    found = reading.moment(value)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize("value", [None, "", "kemarin", "2026-11-22T02:28:00", 1e300, "9" * 400, [], True])
def test_what_is_no_time(value: object):
    assert reading.moment(value) is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (RECEIVED - timedelta(days=7), True),
        (RECEIVED + timedelta(hours=23), True),
        (RECEIVED + timedelta(hours=25), False),
        (datetime(2004, 12, 31, tzinfo=UTC), False),
        (datetime(2005, 1, 1, tzinfo=UTC), True),
        (None, False),
    ],
)
def test_a_time_that_cannot_be_true_is_replaced_by_the_receipt(sent: datetime | None, kept: bool):
    assert reading.plausible(sent, RECEIVED) == (sent if kept else RECEIVED)


def bad(reason: str) -> reading.Part:
    return reason, reading.refused("is bad")


def test_each_gives_the_good_parts_then_names_the_bad_ones():
    found: list[Item] = []
    parts: list[reading.Part] = [bad("part 0"), ("part 1", reading.known("sms", "receipt")), bad("part 2")]
    with pytest.raises(PartlyBad, match=r"^part 0: is bad; part 2: is bad$"):
        found.extend(reading.each(parts))
    assert list(reading.each(parts[1:2])) == [NoReport("sms", "receipt")]


def test_each_takes_a_part_that_gives_nothing_for_a_bad_one():
    with pytest.raises(PartlyBad, match=r"^part 1: nothing in it is known$"):
        list(reading.each([("part 0", reading.known("sms", "receipt")), ("part 1", lambda: [])]))


def test_each_of_no_part_is_a_bad_message():
    with pytest.raises(BadMessage, match="nothing in the payload is known"):
        list(reading.each([]))


def test_what_says_nothing_is_no_field():
    node = {"a": None, "b": False, "c": "", "d": [], "e": {}, "f": 0, "j": 0.0, "g": "0", "h": True, "i": [None]}
    assert reading.stated(node) == {"g": "0", "h": True, "i": [None]}


def test_names_in_an_error_can_be_stored_and_are_few():
    assert reading.named({"b", "a\x00", "\ud800"}) == r"'\ud800', 'a\x00', 'b'"
    assert reading.named([]) == "no field"
    assert len(reading.named(f"name {number:02}" for number in range(99)).split(",")) == reading.MAX_NAMED


def test_each_without_any_good_part_is_a_bad_message():
    with pytest.raises(BadMessage) as caught:
        list(reading.each([bad(f"part {number}") for number in range(25)]))
    assert not isinstance(caught.value, PartlyBad)
    assert str(caught.value).endswith("and 5 more")
