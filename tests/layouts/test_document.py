"""A page as a document: its parts escaped, its styles in it, its scripts by their addresses and after the page."""

import pytest
from dash import html

from layouts.document import document

PARTS = {
    "title": "Dinding & <peta>",
    "language": "id",
    "theme": "dark",
    "icon": "/mark.svg",
    "styles": "p > b {}",
    "scripts": ["/assets/a.js?m=1"],
}


def test_the_document_has_its_parts():
    made = document(html.Div("a < b"), **PARTS)
    assert made.startswith('<!DOCTYPE html><html lang="id" data-theme="dark">')
    assert "<title>Dinding &amp; &lt;peta&gt;</title>" in made
    assert "<style>p > b {}</style>" in made
    assert '<script src="/assets/a.js?m=1" defer></script>' in made
    assert made.endswith("<body><div>a &lt; b</div></body></html>")


def test_a_stylesheet_that_would_end_its_element_is_refused():
    with pytest.raises(ValueError, match="stylesheet"):
        document(html.Div(), **{**PARTS, "styles": "</style><script>alert(1)</script>"})
