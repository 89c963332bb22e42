"""Our answers have the shape of the specification's own examples, where those are at hand (open311_spec)."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from command_center.open311.body import read_form
from tests.contract.open311_posts import FORM, form
from tests.open311.pipeline import pipeline
from tests.open311.server import NOW, add_report, app, deps

SPEC = Path(__file__).parents[3] / "shared" / "data" / "payloads" / "open311_spec"
pytestmark = pytest.mark.skipif(not SPEC.is_dir(), reason=f"the specification's examples are not at {SPEC}")

V2 = "/open311/v2"
NOT_OURS = {"media_url"}
"""Pictures are not published."""


def example(number):
    (file,) = SPEC.glob(f"georeport_v2_spec_{number:02d}*")
    return file.read_text("utf-8")


def xml_shape(element):
    """Element -> its children's shapes, entries of a list once."""
    return {child.tag: xml_shape(child) for child in element}


def json_shape(value):
    """Key -> shape, for an array that of its first entry in a list of one."""
    if isinstance(value, list):
        return [json_shape(value[0])]
    return {key: json_shape(each) for key, each in value.items()} if isinstance(value, dict) else None


@pytest.fixture
def client(sqlite_db):
    add_report(sqlite_db, 900_001, received_at=NOW, lat=-6.98, lon=110.4, exact=True)
    return app(deps(sqlite_db)).test_client()


@pytest.mark.parametrize(
    ("number", "path"),
    [
        (1, f"{V2}/services.xml"),
        (3, f"{V2}/services/jalan_rusak.xml"),
        (10, f"{V2}/requests.xml"),
        (12, f"{V2}/requests/LH-2026-900001.xml"),
    ],
)
def test_xml_has_the_elements_of_the_example(client, number, path):
    theirs = ElementTree.fromstring(example(number).encode())
    answer = client.get(path)
    assert answer.data.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    ours = ElementTree.fromstring(answer.data)
    assert ours.tag == theirs.tag
    expected = xml_shape(theirs)
    if "request" in expected:
        expected["request"] = {name: each for name, each in expected["request"].items() if name not in NOT_OURS}
    assert xml_shape(ours) == expected


def test_json_has_the_members_of_the_example(client):
    assert json_shape(client.get(f"{V2}/services/rob.json").get_json()) == json_shape(json.loads(example(4)))


@pytest.mark.parametrize(("number", "path"), [(2, "services"), (11, "requests"), (13, "requests/LH-2026-900001")])
def test_json_says_what_xml_says_where_the_example_is_not_even_json(client, number, path):
    with pytest.raises(json.JSONDecodeError):
        json.loads(example(number))
    root = ElementTree.fromstring(client.get(f"{V2}/{path}.xml").data)
    entries = client.get(f"{V2}/{path}.json").get_json()
    assert [list(entry) for entry in entries] == [[child.tag for child in entry] for entry in root]


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_a_post_is_answered_as_in_the_example(sqlite_db, client, ending):
    body = form(api_key="kunci-web", service_code="rob", address_string="Jl. Ronggowarsito", description="Rob")
    path = f"{V2}/requests.{ending}"
    token = client.post(path.replace("xml", "json"), data=body, content_type=FORM).get_json()[0]["token"]
    pipeline(sqlite_db, lambda: NOW).run_once()
    answers = (client.post(path, data=body, content_type=FORM), client.get(f"{V2}/tokens/{token}.{ending}"))
    for answer, number in zip(answers, (6, 8) if ending == "xml" else (7, 9), strict=True):
        if ending == "xml":
            ours, theirs = ElementTree.fromstring(answer.data), ElementTree.fromstring(example(number).encode())
            assert (ours.tag, xml_shape(ours)) == (theirs.tag, xml_shape(theirs))
        else:
            assert json_shape(answer.get_json()) == json_shape(json.loads(example(number)))


def test_the_example_post_is_read_whole(sqlite_db, client):
    body = example(5).strip().partition("\n\n")[2].encode()
    found = read_form(body, FORM)
    assert found.first("address_string") == "1234 5th street"
    assert found.attributes() == {"WHISPAWN": ("123456",), "WHISDORN": ("COISL001",)}
    refused = client.post(f"{V2}/requests.xml", data=body, content_type=FORM)
    assert refused.status_code == 403
    ours = (
        body.replace(b"api_key=xyz", b"api_key=kunci-ios").replace(b"=city.gov", b"=").replace(b"=001", b"=jalan_rusak")
    )
    assert client.post(f"{V2}/requests.xml", data=ours, content_type=FORM).status_code == 200


@pytest.mark.parametrize("file", sorted(SPEC.glob("*")), ids=lambda file: file.name)
def test_no_example_as_a_body_breaks_the_server(client, file):
    for content_type in (FORM, "application/json", "multipart/form-data; boundary=x"):
        assert (
            400
            <= client.post(f"{V2}/requests.json", data=file.read_bytes(), content_type=content_type).status_code
            < 500
        )
