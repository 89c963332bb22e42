"""One report as the desk shows it: the parts of its middle, and those of its acts."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.report_file import ReportFile
from layouts.desk.acts import correcting, forwarding, joining, proposals, steps
from layouts.desk.attributes import aria, data
from layouts.desk.config import DeskConfig
from layouts.desk.due import due
from layouts.desk.found import found
from layouts.desk.head import head
from layouts.desk.history import history
from layouts.desk.talk import talk
from layouts.figures.marks import aria_label
from layouts.i18n import Words


def middle(file: ReportFile, config: DeskConfig, words: Words, now: datetime) -> list[Component]:
    """What there is to read: doubtful things are said before the rest."""
    return [
        head(file, config, words, now),
        talk(file, words),
        html.Div([found(file, config, words), map_panel(words)], className="desk-pair"),
        due(file.report, config, words, now),
    ]


def map_panel(words: Words) -> Component:
    """The map, which a script draws."""
    buttons = [
        html.Button(sign, type="button", **data(zoom=step), **aria_label(words(f"desk.map.{name}")))
        for sign, step, name in (("+", "1", "closer"), ("−", "-1", "further"))
    ]
    return html.Section(
        [
            html.Canvas(
                tabIndex=0,
                role="application",
                className="desk-map-canvas",
                **aria_label(words("desk.map.title")),
                **aria(describedby="desk-map-how"),
            ),
            html.Span(words("desk.map.hint"), className="desk-map-hint"),
            html.Span(words("desk.map.keys"), id="desk-map-how", className="unseen"),
            html.Div(buttons, className="desk-zoom"),
            html.Div(className="desk-map-moved", hidden=True),
        ],
        className="desk-panel desk-map",
    )


def aside(file: ReportFile, config: DeskConfig, words: Words, answer: Component) -> list[Component]:
    """What there is to do, and what was done."""
    parts = [
        steps(file, config, words),
        proposals(file, config, words),
        joining(file, config, words),
        forwarding(file, config, words),
        answer,
        correcting(file, config, words),
        history(file, config, words),
    ]
    return [part for part in parts if part is not None]
