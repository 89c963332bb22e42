"""A part as one text of HTML: every text escaped, and left alone where a script draws in it."""

from dash import dcc, html

from layouts.written import written


def test_a_part_is_one_component_with_its_texts_escaped():
    part = written(html.Section([html.B("<img src=x onerror=alert(1)>"), "Rob & banjir"], className="card"))
    assert getattr(part, "children", None) is None
    assert getattr(part, "data-html") == (
        '<section class="card"><b>&lt;img src=x onerror=alert(1)&gt;</b>Rob &amp; banjir</section>'
    )


def test_what_a_script_draws_in_stays_components():
    part = html.Section(dcc.Graph(figure={}))
    assert written(part) is part
    assert written("12") == "12"
