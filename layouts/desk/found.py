"""What the machine suggests of a report: category, department and place, each with its reason, the doubt said first."""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.report import Report
from command_center.domain.report_file import ReportFile
from command_center.places.evidence import with_names
from layouts.because import opd_because, place_because, place_doubts, quoted
from layouts.categories import CategoryStyle
from layouts.desk.config import DeskConfig
from layouts.desk.talk import CATEGORY_MARK, PLACE_MARK
from layouts.figures.marks import mark
from layouts.i18n import Words, label


def found(file: ReportFile, config: DeskConfig, words: Words) -> Component:
    """The panel."""
    report = file.report
    doubt = doubt_of(report, config, words)
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words("desk.found.title")),
                    *([html.Span(["▲ ", doubt], className="desk-doubt")] if doubt else []),
                ],
                className="desk-panel-head",
            ),
            html.Dl(
                [
                    *row(words("desk.found.category"), category(report, config, words)),
                    *row(words("desk.found.opd"), department(report, config, words)),
                    *row(words("desk.found.place"), place(report, config, words)),
                ],
                className="desk-found",
            ),
        ],
        className="desk-panel",
    )


def row(name: str, told: list[Component]) -> list[Component]:
    """A name and what is told of it."""
    return [html.Dt(name), html.Dd(told)]


def doubt_of(report: Report, config: DeskConfig, words: Words) -> str:
    """What a person must decide, "" where the machine is sure."""
    said = report.classification
    if not said.doubtful:
        return ""
    if not said.runner_up:
        return words("desk.found.doubt_little")
    return words(
        "desk.found.doubt",
        one=short(config.categories.of(said.category), words),
        other=short(config.categories.of(said.runner_up), words),
    )


def short(category: CategoryStyle, words: Words) -> str:
    """The short label of a category."""
    return label(category.short or category.labels, words.language)


def category(report: Report, config: DeskConfig, words: Words) -> list[Component]:
    """The category and the next one as buttons to choose, and the words that decided."""
    said = report.classification
    choices = [choice(config.categories.of(said.category), words, chosen=True)]
    if said.runner_up:
        choices.append(choice(config.categories.of(said.runner_up), words, chosen=False))
    told: list[Component] = [html.Div(choices, className="desk-choices")]
    if getattr(said, "chosen_by_staff", False):
        told.append(html.P(words("desk.found.by_staff"), className="desk-reason"))
    elif said.chosen_by_sender:
        told.append(html.P(words("desk.found.by_sender"), className="desk-reason"))
    elif said.words:
        marked = [part for word in said.words for part in (html.Mark(word, className=CATEGORY_MARK), ", ")][:-1]
        told.append(html.P(marked, className="desk-reason"))
    else:
        told.append(html.P(words("desk.found.no_words"), className="desk-reason"))
    return told


def choice(style: CategoryStyle, words: Words, *, chosen: bool) -> Component:
    """One category; pressing another than the present one corrects it."""
    pressed: Mapping[str, Any] = {"aria-pressed": "true" if chosen else "false", "data-category": style.code}
    return html.Button(
        [mark(style, words.language), short(style, words)], type="button", className="desk-choice", **pressed
    )


def department(report: Report, config: DeskConfig, words: Words) -> list[Component]:
    """The department, why, and whether the doubt about the category touches it at all."""
    assignment, said = report.assignment, report.classification
    opd = config.router.by_code.get(assignment.opd)
    full = opd.label.in_language(words.language) if opd is not None else ""
    told: list[Component] = [html.P([html.Strong(config.opd(assignment.opd)), " ", full])]
    told.append(html.P(opd_because(assignment.by, config.router.reason(assignment), words), className="desk-reason"))
    if said.doubtful and said.runner_up:
        other = config.router.assign(said.runner_up, report.location.kecamatan).opd
        if other == assignment.opd:
            told.append(html.P(words("desk.found.same_opd"), className="desk-reason"))
        else:
            told.append(html.P(words("desk.found.other_opd", opd=config.opd(other)), className="desk-reason"))
    return told


def place(report: Report, config: DeskConfig, words: Words) -> list[Component]:
    """The place, what decided it and what speaks against it."""
    where = report.location
    evidence = with_names(where.evidence, config.areas)
    if not (where.kelurahan or where.kecamatan):
        return [html.P(html.Strong(words("desk.found.no_place"))), *doubts(place_doubts(evidence, words))]
    names = [config.place(code) for code in (where.kelurahan, where.kecamatan) if code]
    told: list[Component] = [html.P([html.Strong(names[0]), *[f", {name}" for name in names[1:]]])]
    because: list[Any] = []
    if evidence.words:
        because = [part for each in evidence.words for part in (html.Mark(each, className=PLACE_MARK), ", ")][:-1]
    spoken = place_because(evidence, words)
    if spoken and evidence.words:
        spoken = spoken.removeprefix(words("because.place_words", words=quoted("; ".join(evidence.words)))).lstrip("; ")
    if spoken:
        because += [". " if because else "", spoken]
    if because:
        told.append(html.P(because, className="desk-reason"))
    if not where.exact:
        told.append(html.P(words("desk.found.centre"), className="desk-reason"))
    return [*told, *doubts(place_doubts(evidence, words))]


def doubts(told: list[str]) -> list[Component]:
    """Sentences that speak against it."""
    return [html.P(["▲ ", each], className="desk-doubt") for each in told]
