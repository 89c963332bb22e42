"""Whatever a stranger sends to the Open311 server, it never answers 5xx, and always in the format asked for."""

import json
from urllib.parse import quote_from_bytes, urlencode
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.contract.open311_posts import FORM, MULTIPART, PLACE, multipart
from tests.open311.server import add_report, app, deps
from tests.property_runs import examples

V2 = "/open311/v2"
many = settings(max_examples=examples(60))


@pytest.fixture
def client(sqlite_db):
    add_report(sqlite_db, 1)
    return app(deps(sqlite_db)).test_client()


def is_well_answered(answer, ending):
    """A document of Open311 in its format, or a refusal in it."""
    assert answer.status_code < 500, answer.data
    if ending == "json":
        assert answer.content_type == "application/json; charset=utf-8"
        found = json.loads(answer.data)
        codes = [each.get("code") for each in found] if isinstance(found, list) else []
    else:
        assert answer.content_type == "text/xml; charset=utf-8"
        codes = [int(each.text or 0) for each in ElementTree.fromstring(answer.data).findall("error/code")]
    if answer.status_code != 200:
        assert codes[0] == answer.status_code


ENDINGS = st.sampled_from(["xml", "json"])
NAMES = st.sampled_from(
    [
        "service_request_id",
        "service_code",
        "status",
        "start_date",
        "end_date",
        "updated_after",
        "updated_before",
        "page",
        "page_size",
        "jurisdiction_id",
        "api_key",
    ]
)
VALUES = st.one_of(
    st.binary(max_size=20),
    st.text(st.characters(codec="utf-8"), max_size=20).map(str.encode),
    st.sampled_from(
        [b"", b"open", b"rob,banjir", b"LH-2026-000001", b"2026-11-01T00:00:00Z", b"1", b"999999", b"1000000"]
    ),
)


@many
@given(ENDINGS, st.lists(st.tuples(NAMES, VALUES), max_size=6))
def test_any_parameters(client, ending, pairs):
    query = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs)
    is_well_answered(client.get(f"{V2}/requests.{ending}?{query}"), ending)


@many
@example("json", "services", b"\n/")
@example("xml", "services", b"\n/")
@example("json", "services", b"/rob")
@given(ENDINGS, st.sampled_from(["services", "requests", "tokens"]), st.binary(min_size=1, max_size=30))
def test_any_path(client, ending, kind, name):
    path = quote_from_bytes(name, safe="")
    answer = client.get(f"{V2}/{kind}/{path}.{ending}")
    assert answer.status_code in (200, 308, 404)
    is_well_answered(answer, ending)


@many
@given(
    ENDINGS,
    st.binary(max_size=300),
    st.sampled_from([FORM, MULTIPART, "", "application/json", "multipart/form-data", "\x7f"]),
)
def test_any_body(client, ending, body, content_type):
    is_well_answered(client.post(f"{V2}/requests.{ending}", data=body, content_type=content_type), ending)


FIELDS = st.dictionaries(
    st.sampled_from(
        [
            "service_code",
            "lat",
            "long",
            "address_string",
            "address_id",
            "description",
            "email",
            "phone",
            "device_id",
            "account_id",
            "first_name",
            "media_url",
            "attribute[visibility]",
            "attribute[class]",
            "attribute[a][]",
            "attribute[]",
            "jurisdiction_id",
            "media",
        ]
    ),
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=30),
        st.sampled_from(["rob", "-6.98", "110.4", "33.74.01.1001", "anonim", "rahasia", "http://a.example/b", "=1+1"]),
    ),
    max_size=8,
)


@many
@given(ENDINGS, FIELDS, st.text(max_size=20), st.booleans())
def test_any_form_of_an_app_with_a_key(client, ending, fields, key, several_parts):
    fields = {**PLACE, **fields, "api_key": "kunci-web"}
    body = multipart(fields) if several_parts else urlencode(fields).encode()
    header = {"Idempotency-Key": key.encode("utf-8", "replace").decode("latin-1").translate({10: " ", 13: " "})}
    content_type = MULTIPART if several_parts else FORM
    answer = client.post(f"{V2}/requests.{ending}", data=body, content_type=content_type, headers=header)
    is_well_answered(answer, ending)
