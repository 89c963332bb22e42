"""One document, two forms: XML and JSON say the same, and both can be read whatever a citizen wrote."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.open311.xml import render

DOCUMENTS = [
    ("services", [], "<services/>"),
    (
        "services",
        [{"code": "a"}, {"code": "b"}],
        "<services><service><code>a</code></service><service><code>b</code></service></services>",
    ),
    ("service_requests", [{"token": None}], "<service_requests><request><token/></request></service_requests>"),
    (
        "errors",
        [{"code": 404, "description": "a < b & c"}],
        "<errors><error><code>404</code><description>a &lt; b &amp; c</description></error></errors>",
    ),
    (
        "discovery",
        {"endpoints": [{"formats": ["text/xml", "application/json"]}]},
        "<discovery><endpoints><endpoint><formats><format>text/xml</format><format>application/json</format></formats></endpoint></endpoints></discovery>",
    ),
    (
        "service_definition",
        {"variable": True, "required": False, "order": 1},
        "<service_definition><variable>true</variable><required>false</required><order>1</order></service_definition>",
    ),
    (
        "service_requests",
        [{"lat": -6.98412, "long": 110.0}],
        "<service_requests><request><lat>-6.98412</lat><long>110.0</long></request></service_requests>",
    ),
]


@pytest.mark.parametrize(("name", "value", "xml"), DOCUMENTS)
def test_a_document_in_both_forms(name, value, xml):
    assert render(name, value, "xml").decode() == f'<?xml version="1.0" encoding="utf-8"?>\n{xml}\n'
    assert json.loads(render(name, value, "json")) == value


def test_text_is_utf8_in_both_forms():
    value = [{"description": "Banjir 🌊 ꦢꦭꦤ꧀"}]
    assert "🌊".encode() in render("service_requests", value, "json")
    assert "🌊".encode() in render("service_requests", value, "xml")


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "a\uffffb", "a\x1fb"])
def test_what_xml_cannot_hold_is_replaced_in_both(text):
    value = [{"description": text}]
    assert (
        ElementTree.fromstring(render("service_requests", value, "xml")).findtext("request/description") == "a\ufffdb"
    )
    assert json.loads(render("service_requests", value, "json")) == [{"description": "a\ufffdb"}]


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_comes_out_of_both_forms_the_same(text):
    value = [{"description": text}]
    (from_json,) = json.loads(render("service_requests", value, "json"))
    from_xml = ElementTree.fromstring(render("service_requests", value, "xml")).findtext("request/description") or ""
    assert from_xml == from_json["description"]


@given(st.text())
def test_text_cannot_leave_its_element(text):
    root = ElementTree.fromstring(render("errors", [{"code": 400, "description": text}], "xml"))
    assert [element.tag for element in root.iter()] == ["errors", "error", "code", "description"]
