"""Components written as HTML: as a browser would have drawn them, and nothing in a text becomes markup."""

import json
from typing import Any

import pytest
from dash import dcc, html

from layouts.markup import markup
from layouts.svg import SvgElement


def named(name: str, value: object) -> dict[str, Any]:
    """An attribute whose name is no Python name."""
    return {name: value}


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (None, ""),
        ("a < b & c", "a &lt; b &amp; c"),
        (3.5, "3.5"),
        (True, ""),
        (["a", None, html.B("b")], "a<b>b</b>"),
        (html.Div(), "<div></div>"),
        (html.Br(), "<br>"),
        (html.H2(html.Span("x"), className="a b"), '<h2 class="a b"><span>x</span></h2>'),
        (html.Label("x", htmlFor="y"), '<label for="y">x</label>'),
        (html.Div(hidden=True), "<div hidden></div>"),
        (html.Div(hidden=False, n_clicks=3), "<div></div>"),
        (html.Div(**named("aria-label", '"quoted"')), '<div aria-label="&quot;quoted&quot;"></div>'),
        (html.Div(**named("data-x", 1)), '<div data-x="1"></div>'),
        (html.Div(tabIndex=0), '<div tabindex="0"></div>'),
    ],
)
def test_a_part_is_written_as_html(part, written):
    assert markup(part) == written


def test_a_style_is_written_as_css():
    made = html.Div(style={"gridArea": "side", "--c": "#fff", "clipPath": 'url("x")'})
    assert markup(made) == '<div style="grid-area:side;--c:#fff;clip-path:url(&quot;x&quot;)"></div>'


def test_a_drawing_keeps_the_names_of_svg():
    made = SvgElement("svg", [SvgElement("path", d="M0 0l1 1", stroke_width=2, className="line")], viewBox="0 0 9 9")
    assert markup(made) == '<svg viewBox="0 0 9 9"><path d="M0 0l1 1" stroke-width="2" class="line"></path></svg>'


HOSTILE = ("</div><script>alert(1)</script>", '" onmouseover="alert(1)', "<!--", "]]>", "&lt;b&gt;", "\u2028", "'")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text(text):
    for made in (html.Div(text), html.Div(title=text), html.Div(style={"--c": text}), html.Img(alt=text, src=text)):
        written = markup(made)
        assert written.count("<") == (1 if isinstance(made, html.Img) else 2)
        assert "<script" not in written


@pytest.mark.parametrize("text", HOSTILE)
def test_data_for_scripts_cannot_end_its_element(text):
    written = markup(html.Script(json.dumps({"a": text}), type="application/json", id="x"))
    inner = written.partition(">")[2].rpartition("</script>")[0]
    assert "<" not in inner
    assert json.loads(inner) == {"a": text}


@pytest.mark.parametrize(
    "part",
    [
        html.Script("alert(1)"),
        html.Script("alert(1)", type="module"),
        SvgElement("style", "p {}"),
        html.Div(**named("data-x onclick", "alert(1)")),
        SvgElement("svg", onload="alert(1)"),
        dcc.Graph(),
        object(),
        {"a": 1},
    ],
)
def test_what_could_run_or_needs_a_script_is_refused(part):
    with pytest.raises(TypeError):
        markup(part)
