"""The page of methods: for each method what it answers, how it is counted, an example, and what it does not say."""

from dash import html
from dash.development.base_component import Component

from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.methods import ids
from layouts.methods.sections import ANCHORS, FIGURES, example_values
from layouts.methods.sources import SOURCES
from layouts.shell import work_frame
from layouts.visit import Visit


def methods_page(visit: Visit) -> Component:
    """The whole page."""
    words = visit.words
    head = html.Header(
        [html.H1(words("methods.heading")), html.P(words("methods.lead"), className="methods-lead")],
        className="methods-head",
    )
    sections = html.Div([section(anchor, words) for anchor in ANCHORS], className="methods-sections")
    return work_frame([head, contents(words), sections], ids.ROOT, visit, "methods")


def contents(words: Words) -> Component:
    """Links to the sections, in their order."""
    links = [html.Li(html.A(words(f"methods.{anchor}.title"), href=f"#{anchor}")) for anchor in ANCHORS]
    return html.Nav(
        [html.H2(words("methods.contents")), html.Ol(links)],
        id=ids.CONTENTS,
        className="methods-contents",
        **aria_label(words("methods.contents")),
    )


def section(anchor: str, words: Words) -> Component:
    """One method; its id is the anchor that charts link to."""
    drawn = [FIGURES[anchor](words)] if anchor in FIGURES else []
    example = words(f"methods.{anchor}.example", **example_values(words)[anchor])
    return html.Section(
        [
            html.H2(words(f"methods.{anchor}.title")),
            html.P(words(f"methods.{anchor}.answers"), className="methods-answers"),
            html.H3(words("methods.how")),
            *[html.P(paragraph) for paragraph in words(f"methods.{anchor}.how").split("|")],
            html.Div(
                [html.H3(words("methods.example")), html.P(example), *drawn],
                className="methods-example",
            ),
            html.H3(words("methods.limits")),
            html.P(words(f"methods.{anchor}.limits")),
            *sources(anchor, words),
        ],
        id=anchor,
        className="methods-section",
    )


def sources(anchor: str, words: Words) -> list[Component]:
    """What the method stands on; nothing where it is arithmetic."""
    listed = list(SOURCES[anchor])
    if anchor == "hari-kerja":
        listed.append(words("methods.source_rules"))
    if not listed:
        return []
    return [
        html.Div(
            [html.H3(words("methods.source")), html.Ul([html.Li(each) for each in listed])], className="methods-sources"
        )
    ]
