"""The head of a report: number, where it stands, who sent it with a masked contact, and who else has it open."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.report_file import ReportFile
from command_center.domain.report_kinds import ReportClass, Visibility
from layouts.desk.attributes import data
from layouts.desk.config import DeskConfig
from layouts.figures.marks import aria_label, mark
from layouts.i18n import Words, label


def head(file: ReportFile, config: DeskConfig, words: Words, now: datetime) -> Component:
    """The panel. The names of colleagues are written into it by the script, which hears of them all the time."""
    report = file.report
    style = config.categories.of(report.classification.category)
    badges = [html.Span(words(f"desk.status.{report.status}"), className="desk-badge")]
    if report.report_class is not ReportClass.COMPLAINT:
        badges.append(html.Span(words(f"desk.report_class.{report.report_class}"), className="desk-badge"))
    if report.visibility is not Visibility.PUBLIC:
        badges.append(
            html.Span(words(f"desk.visibility.{report.visibility}"), className="desk-badge desk-badge-strong")
        )
    if report.simulated:
        badges.append(html.Span(words("app.simulation"), className="desk-badge"))
    breach = report.state.breach
    if breach is not None:
        badges.append(html.Span(words("desk.head.breached"), className="desk-badge desk-badge-over"))
    return html.Header(
        [
            html.Div(
                [
                    html.Button(words("desk.back_to_list"), type="button", className="desk-back", **data(go="list")),
                    mark(style, words.language),
                    html.H1(report.number, className="desk-number", tabIndex=-1),
                    *badges,
                    html.Span(className="desk-colleagues", role="status"),
                ],
                className="desk-head-row",
            ),
            html.Div(
                [
                    html.Span(channel(report.origin.channel, config, words), className="desk-channel"),
                    *([html.Span(file.name)] if file.name else []),
                    *contact(file, words),
                    html.Span(words("desk.head.received", moment=words.moment(report.received_at))),
                    *([html.Span(words("desk.head.earlier", n=file.earlier))] if file.earlier else []),
                ],
                className="desk-head-facts",
            ),
        ],
        className="desk-panel desk-head",
        **aria_label(words("desk.head.title", number=report.number)),
    )


def channel(code: str, config: DeskConfig, words: Words) -> str:
    """Label of a channel; one that is gone shows its code."""
    return label(config.channels[code], words.language) if code in config.channels else code


def contact(file: ReportFile, words: Words) -> list[Component]:
    """The masked contact with the way to see it, which is noted."""
    if not file.contact:
        return [html.Span(words("desk.head.no_contact"))]
    reveal = html.Button(words("desk.head.reveal"), type="button", className="desk-link", **data(act="reveal"))
    return [html.Span(file.contact, className="desk-contact"), reveal]
