"""The page of one report for its department: what was said, when it is due, what was done, and the forms to act."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.opd_report import OpdReport
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.places.area_shapes import AreaShapes
from layouts.answer import ids
from layouts.answer.answers import given_answers
from layouts.answer.config import AnswerConfig
from layouts.answer.due import due_card
from layouts.answer.forms import acts
from layouts.answer.said import conversation, history
from layouts.answer.typed import TypedAnswer
from layouts.figures.card import card
from layouts.figures.marks import mark
from layouts.figures.place_map import place_map
from layouts.i18n import Words, label
from layouts.shell import work_frame
from layouts.visit import Visit


def answer_page(
    view: OpdReport,
    config: AnswerConfig,
    visit: Visit,
    *,
    now: datetime,
    token: str,
    shapes: AreaShapes | None,
    typed: TypedAnswer | None,
    done: str,
) -> Component:
    """The page. `token` is that of the session, `typed` a form that was not taken, `done` a word for what was done just now."""
    words = visit.words
    left = [
        conversation(view, config, words),
        html.Div(
            [place_card(view, config, words, shapes), due_card(view.report, config, words, now)],
            className="answer-pair",
        ),
        history(view, config, words),
    ]
    right = [
        *instruction(view, config, words),
        given_answers(view, words, token, now),
        *acts(view, config, words, token, typed, now),
    ]
    body = [
        head(view, config, words),
        *told(done, words),
        html.Div(
            [html.Div(right, className="answer-right"), html.Div(left, className="answer-left")],
            className="answer-both",
        ),
    ]
    return work_frame(body, ids.ROOT, visit, "office answer")


def no_report(code: str, number: str, config: AnswerConfig, visit: Visit) -> Component:
    """That the department has no such report, and where its queue is."""
    words = visit.words
    body = html.Section(
        [
            html.H1(words("answer.none.title", number=number[:40])),
            html.P(words("answer.none.text", opd=config.opd(code))),
            html.A(words("answer.none.queue"), href=f"/opd/{code}?tab=antrean", className="work-button"),
        ],
        className="card office-none",
        role="alert",
    )
    return work_frame([body], ids.ROOT, visit, "office answer")


def head(view: OpdReport, config: AnswerConfig, words: Words) -> Component:
    """Which report it is, how it stands, and the way back to the queue."""
    report = view.report
    badges = [html.Span(words(f"answer.status.{report.status}"), className="office-badge")]
    if report.report_class is not ReportClass.COMPLAINT:
        badges.append(html.Span(words(f"answer.class.{report.report_class}"), className="office-badge"))
    if report.visibility is not Visibility.PUBLIC:
        badges.append(
            html.Span(words(f"answer.visibility.{report.visibility}"), className="office-badge office-badge-strong")
        )
    if report.simulated:
        badges.append(html.Span(words("app.simulation"), className="office-badge"))
    style = config.categories.of(report.classification.category)
    channel = config.channels.get(report.origin.channel)
    facts = [
        label(style.labels, words.language),
        config.place(report.location.kelurahan or report.location.kecamatan) or words("answer.no_place"),
        label(channel, words.language) if channel else report.origin.channel,
        words("answer.received", moment=words.moment(report.received_at)),
    ]
    return html.Header(
        [
            html.A(
                words("answer.back", opd=config.opd(report.assignment.opd)),
                href=f"/opd/{report.assignment.opd}?tab=antrean",
                className="office-back",
            ),
            html.Div([mark(style, words.language), html.H1(report.number), *badges], className="office-title"),
            html.P(" · ".join(facts), className="office-facts"),
        ],
        className="office-head",
    )


def told(done: str, words: Words) -> list[Component]:
    """That something was done just now."""
    if not done:
        return []
    return [html.P(words(f"answer.done.{done}"), className="office-told", role="status", id=ids.TOLD)]


def instruction(view: OpdReport, config: AnswerConfig, words: Words) -> list[Component]:
    """What the citizen says is still wrong, what P3M asks, and what the mayor asks about this report."""
    parts: list[Component] = []
    reopened, asked = view.reopened, view.asked_by_p3m
    if reopened is not None:
        parts.append(
            html.Div(
                [
                    html.P(
                        [html.Strong(words("answer.instruction.reopened")), " ", reopened.note],
                        className="answer-asked",
                    ),
                    html.P(words("answer.instruction.at", moment=words.moment(reopened.at)), className="office-hint"),
                ]
            )
        )
    if asked is not None:
        parts.append(
            html.Div(
                [
                    html.P(asked.note or words("answer.instruction.none"), className="answer-asked"),
                    html.P(words("answer.instruction.at", moment=words.moment(asked.at)), className="office-hint"),
                ]
            )
        )
    parts += [
        html.Div(
            [
                html.P([html.Strong(words("answer.instruction.mayor")), " ", each.text], className="answer-asked"),
                html.P(
                    [
                        words("answer.instruction.at", moment=words.moment(each.at)),
                        " · ",
                        html.A(words("answer.instruction.open"), href=f"/opd/{each.opd}/arahan#arahan-{each.id}"),
                    ],
                    className="office-hint",
                ),
            ]
        )
        for each in view.instructions
        if each.opd == view.report.assignment.opd
    ]
    return [card("instruction", words("answer.instruction.title"), parts, words)] if parts else []


def place_card(view: OpdReport, config: AnswerConfig, words: Words, shapes: AreaShapes | None) -> Component:
    """Where it is, on a small map, with the address as it was said and a link to coordinates for a telephone's map."""
    report = view.report
    place = report.location
    name = config.place(place.kelurahan or place.kecamatan)
    lines: list[Component] = []
    if place.position is None or shapes is None:
        lines.append(html.P(words("answer.place.unknown"), className="office-hint"))
    else:
        lat, lon = place.position.lat, place.position.lon
        names = {area.code: area.name for area in config.areas.kelurahan}
        key = "answer.place.map" if place.exact else "answer.place.map_about"
        lines.append(
            place_map(
                lat,
                lon,
                place.kelurahan,
                shapes.kelurahan,
                names,
                words(key, name=name, point=f"{lat:.5f}, {lon:.5f}"),
                exact=place.exact,
                scale="500 m",
            )
        )
        if place.exact:
            lines.append(
                html.P(
                    html.A(words("answer.place.open", point=f"{lat:.5f}, {lon:.5f}"), href=f"geo:{lat:.6f},{lon:.6f}")
                )
            )
        if shapes.approximate:
            lines.append(html.P(words("answer.place.approximate"), className="office-hint"))
    if report.content.address and not view.masked:
        lines.append(html.P(words("answer.place.said", address=report.content.address)))
    return card("place", name or words("answer.no_place"), lines, words)
