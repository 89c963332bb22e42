"""Components become HTML as a browser would draw them, and nothing in them becomes markup."""

import pytest
from dash import dcc, html

from layouts.briefing.component_html import as_html


def test_elements_attributes_and_texts():
    made = html.Div(
        [html.Span("a & b", className="x", style={"--c": "#fff", "marginLeft": "2px"}), html.Br(), 3, None],
        id="top",
        **{"aria-label": '"quoted"'},
    )
    assert as_html(made) == (
        '<div id="top" aria-label="&quot;quoted&quot;"><span class="x" style="--c:#fff;margin-left:2px">a &amp; b</span>'
        "<br>3</div>"
    )


def test_texts_are_no_markup():
    assert as_html(html.P("<script>alert(1)</script>")) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_cells_keep_their_spans():
    assert as_html(html.Td("x", colSpan=3, n_clicks=0)) == '<td colspan="3">x</td>'


def test_what_only_a_screen_can_draw_is_refused():
    with pytest.raises(TypeError, match="Graph"):
        as_html(html.Div(dcc.Graph()))
