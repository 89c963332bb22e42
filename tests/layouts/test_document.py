"""A page as a document: its parts escaped, its styles and its script in it, the script after the page."""

import pytest
from dash import html

from layouts.document import document

PARTS = {
    "title": "Dinding & <peta>",
    "language": "id",
    "theme": "dark",
    "icon": "/mark.svg",
    "styles": "p > b {}",
    "script": "a && b();",
}


def test_the_document_has_its_parts():
    made = document(html.Div("a < b"), **PARTS)
    assert made.startswith('<!DOCTYPE html><html lang="id" data-theme="dark">')
    assert "<title>Dinding &amp; &lt;peta&gt;</title>" in made
    assert "<style>p > b {}</style>" in made
    assert made.endswith("<body><div>a &lt; b</div><script>a && b();</script></body></html>")


def test_a_stylesheet_that_would_end_its_element_is_refused():
    with pytest.raises(ValueError, match="stylesheet"):
        document(html.Div(), **{**PARTS, "styles": "</style><script>alert(1)</script>"})


@pytest.mark.parametrize("script", ["a('</script>')", "a('</SCRIPT >')", "a('<!-- b')"])
def test_a_script_that_would_end_its_element_is_refused(script):
    with pytest.raises(ValueError, match="script"):
        document(html.Div(), **{**PARTS, "script": script})
