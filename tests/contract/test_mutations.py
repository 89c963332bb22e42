"""Every channel, one suite: random bytes and spoiled payloads give items that hold, or a BadMessage, and nothing else.

The examples are the same in every `make test`; `make faults` looks further (see `tests/property_runs.py`).
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources.channel import Hook
from tests.contract.cases import RECEIVED_AT, Case, items_of
from tests.contract.checks import holds
from tests.contract.suite import CASES, channel_for, every, speaks_json
from tests.long_run import LONG_RUN
from tests.property_runs import examples

ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    2**63,
    10**400,
    1e308,
    float("1e-320"),
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e",
    "0",
    "-1",
    "1e999",
    "nan",
    "٣",
    "x" * 5000,
    "2026-11-22T02:28:00",
    "9999-12-31T23:59:59.999999+00:00",
    "0001-01-01T00:00:00+14:00",
    "<script>",
    [],
    {},
    [None],
    [[]],
    [{}],
    {"": ""},
    {"id": {}},
    {"\ud800": "\ud800"},
]
"""JSON values that fields do not expect."""

values = st.sampled_from(ODD) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
quick = settings(max_examples=examples(30), suppress_health_check=list(HealthCheck))


def look(code: str, case: Case, body: bytes) -> None:
    """What the inbox and its worker would do with these bytes; any error but BadMessage, and nothing at all, fails."""
    channel = channel_for(code, case)
    if isinstance(channel, Hook):
        request = CASES[code].signed(CASES[code].request(case, body), channel.settings)
        assert channel.deliver(request).delivery_id
        if case.method == "GET":
            channel.deliver(replace(request, query_string=body))
    payload = replace(CASES[code].payload(channel, case), body=body, received_at=RECEIVED_AT)
    items, error = items_of(channel, payload)
    for item in items:
        holds(channel, payload, item)
    assert error is None or str(error)
    assert items or error or channel.may_be_silent, "every delivery ends as an item or as an error"


def recorded(code: str) -> list[tuple[Case, bytes]]:
    """Each recorded case with the bytes that the inbox keeps of it."""
    return [(case, CASES[code].payload(channel_for(code, case), case).body) for case in CASES[code].recorded()]


@pytest.mark.hypothesis
@every()
def test_random_bytes(code: str):
    case = CASES[code].of("happy")[0]

    @settings(parent=quick)
    @given(st.binary(max_size=400))
    def run(body: bytes) -> None:
        look(code, case, body)

    run()


@pytest.mark.hypothesis
@every()
def test_spoiled_bytes(code: str):
    cases = recorded(code)

    @settings(parent=quick)
    @given(
        st.sampled_from(cases),
        st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 4)), max_size=8),
    )
    def run(chosen: tuple[Case, bytes], cuts: list[tuple[float, bytes, int]]) -> None:
        case, body = chosen
        for where, new, gone in cuts:
            start = int(where * len(body))
            body = body[:start] + new + body[start + gone :]
        look(code, case, body)

    run()


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every node of a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield from nodes(child, (*path, key))


def spoiled(document: Any, path: tuple[Any, ...], value: Any, how: str) -> Any:
    """The document with the node at `path` replaced, taken away or doubled."""
    if not path:
        return value
    document = copy.deepcopy(document)
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    if how == "drop":
        del parent[path[-1]]
    elif how == "double" and isinstance(parent, list):
        parent.append(copy.deepcopy(parent[path[-1]]))
    else:
        parent[path[-1]] = value
    return document


@pytest.mark.hypothesis
@every(speaks_json)
def test_spoiled_json(code: str):
    documents = [
        (case, document, list(nodes(document))) for case, body in recorded(code) for document in [json.loads(body)]
    ]

    @settings(parent=quick, max_examples=examples(70))
    @given(st.sampled_from(documents), st.data())
    def run(chosen: tuple[Case, Any, list[tuple[Any, ...]]], data: st.DataObject) -> None:
        case, document, paths = chosen
        path = data.draw(st.sampled_from(paths))
        how = data.draw(st.sampled_from(["replace", "replace", "replace", "drop", "double"]))
        look(code, case, json.dumps(spoiled(document, path, data.draw(values), how)).encode())

    run()


@every(speaks_json)
def test_every_field_with_every_odd_value(code: str):
    """The happy payload, field by field: no combination is left to chance. In every run each field has a few of the values,
    the next field the next ones; the long run has all.
    """
    step = 1 if LONG_RUN else 6
    for case in CASES[code].of("happy")[:1]:
        document = json.loads(CASES[code].bytes_of(case))
        for nth, path in enumerate(nodes(document)):
            for value in ODD[nth % step :: step]:
                look(code, case, json.dumps(spoiled(document, path, value, "replace")).encode())
            if path:
                look(code, case, json.dumps(spoiled(document, path, None, "drop")).encode())
