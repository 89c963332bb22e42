"""What an operator can do with a report: its steps, forwarding, joining, proposals, and corrections."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.proposals import ProposedField
from command_center.domain.report import Report
from command_center.domain.report_file import NearReport, ReportFile
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status, may_follow, may_return
from layouts.desk.attributes import data
from layouts.desk.config import DeskConfig
from layouts.desk.found import short
from layouts.desk.head import channel
from layouts.desk.talk import span
from layouts.figures.marks import aria_label, mark
from layouts.i18n import Words

WITH_REASON = ("defer", "not_ours", "archive", "return", "extend")
"""Steps that say why, in the order of their buttons."""
LEVELS = {"other": "", "province": "province", "nation": "nation"}
"""Word of the level -> its code: whose a report is that is not the city's."""


def steps(file: ReportFile, config: DeskConfig, words: Words) -> Component:
    """The steps that the flow allows now; verifying says what it accepts."""
    report = file.report
    buttons: list[Component] = []
    if may_follow(report.status, Status.VERIFIED):
        accepted = ", ".join(
            filter(
                None,
                (
                    short(config.categories.of(report.classification.category), words),
                    config.opd(report.assignment.opd),
                    config.place(report.location.kelurahan or report.location.kecamatan),
                ),
            )
        )
        buttons.append(act("verify", [words("desk.act.verify", accepted=accepted), "\u00a0", key("v")], main=True))
    elif report.status.closed:
        buttons.append(act("reopen", words("desk.act.reopen"), ask=True, main=True))
    possible = allowed(report, config)
    reasons = [act(each, words(f"desk.act.{each}"), ask=True) for each in WITH_REASON if each in possible]
    if report.state.breach is not None and report.state.breach.seen_at is None:
        reasons.append(act("acknowledge", words("desk.act.acknowledge")))
    if reasons:
        buttons.append(html.Div(reasons, className="desk-buttons"))
    buttons.append(reason_form(words))
    return html.Section(buttons, className="desk-panel desk-steps", **aria_label(words("desk.act.title")))


def allowed(report: Report, config: DeskConfig) -> frozenset[str]:
    """The steps with a reason that the flow, and for a longer term the policy, allow."""
    steps = {"defer": Status.DEFERRED, "not_ours": Status.NOT_OURS, "archive": Status.ARCHIVED}
    found = {name for name, status in steps.items() if may_follow(report.status, status)}
    if not report.status.closed and not report.status.rule.at_p3m and may_return(report.status, Status.VERIFIED):
        found.add("return")
    policy = config.policies.find(report.deadlines.policy)
    longer = policy is not None and policy.terms[report.report_class].settle_extended is not None
    if longer and not report.deadlines.extended and not report.status.closed:
        found.add("extend")
    return frozenset(found)


def act(name: str, told: Any, *, ask: bool = False, main: bool = False, **data: str) -> Component:
    """A button that does something; `ask` first opens the field for the reason."""
    attributes: dict[str, Any] = {"data-ask" if ask else "data-act": name}
    attributes |= {f"data-{each}": value for each, value in data.items()}
    return html.Button(told, type="button", className="desk-button desk-main" if main else "desk-button", **attributes)


def key(letter: str) -> Component:
    """The key that does the same."""
    return html.Kbd(letter)


def reason_form(words: Words) -> Component:
    """The field for the reason of a step, shut until one asks for it."""
    levels = [html.Option(words(f"desk.level.{each}"), value=code) for each, code in LEVELS.items()]
    return html.Form(
        [
            html.Label(words("desk.reason.label"), htmlFor="desk-reason"),
            html.Textarea(id="desk-reason", rows=2, maxLength=2000, required=True),
            html.Label(
                [words("desk.reason.level"), html.Select(levels, **data(field="level"))],
                className="desk-level",
            ),
            html.Div(
                [
                    html.Button(words("desk.reason.do"), type="submit", className="desk-button desk-main"),
                    html.Button(words("desk.cancel"), type="button", className="desk-button", **data(shut="reason")),
                ],
                className="desk-buttons",
            ),
        ],
        className="desk-form",
        hidden=True,
        **data(form="reason"),
    )


def forwarding(file: ReportFile, config: DeskConfig, words: Words) -> Component | None:
    """To whom, with which instruction; None where the flow does not allow it."""
    report = file.report
    if not may_follow(report.status, Status.FORWARDED):
        return None
    stage_due = report.deadlines.due
    answer = next((due for stage, due in stage_due.items() if stage == "answer"), None)
    hint = words("desk.forward.until", date=words.date_short(answer.date())) if answer is not None else ""
    return html.Section(
        [
            html.Div(
                [html.H2([words("desk.forward.title"), key("d")]), html.Span(hint, className="desk-hint")],
                className="desk-panel-head",
            ),
            html.Form(
                [
                    html.Select(
                        departments(config, words, report.assignment.opd),
                        id="desk-forward-opd",
                        **data(field="opd"),
                        **aria_label(words("desk.forward.opd")),
                    ),
                    html.Textarea(
                        rows=2,
                        maxLength=2000,
                        placeholder=words("desk.forward.instruction"),
                        **data(field="note"),
                        **aria_label(words("desk.forward.instruction")),
                    ),
                    html.Button(words("desk.forward.do"), type="submit", className="desk-button"),
                ],
                className="desk-form desk-forward",
                **data(form="forward"),
            ),
        ],
        className="desk-panel",
    )


def departments(config: DeskConfig, words: Words, chosen: str) -> list[Component]:
    """The departments that there are, the chosen one even where it is gone."""
    known = [each for each in config.router.every if each.active or each.code == chosen]
    return [
        html.Option(
            f"{each.short} · {each.label.in_language(words.language)}", value=each.code, selected=each.code == chosen
        )
        for each in known
    ]


def joining(file: ReportFile, config: DeskConfig, words: Words) -> Component:
    """Its incident, and other reports that may be about the same, with the reason."""
    parts: list[Component] = []
    incident = file.incident
    if incident is not None and incident.reports > 1:
        style = config.categories.of(incident.category)
        told = words("desk.incident.own", n=incident.reports, moment=words.moment(incident.opened_at))
        parts.append(html.P([mark(style, words.language), " ", html.Strong(told)]))
        others = [number for number in incident.numbers if number != file.report.number]
        parts.append(html.P(links(others, words), className="desk-reason"))
        parts.append(html.Div(act("split", words("desk.incident.split")), className="desk-buttons"))
    parts += [near(each, config, words) for each in file.near]
    if not parts:
        parts.append(html.P(words("desk.incident.none"), className="desk-hint"))
    return html.Section(
        [
            html.Div(
                [
                    html.H2([words("desk.incident.title"), key("g")]),
                    *([html.Span(words("desk.incident.proposed"), className="desk-hint")] if file.near else []),
                ],
                className="desk-panel-head",
            ),
            *parts,
        ],
        className="desk-panel",
        id="desk-incident",
    )


def links(numbers: Sequence[str], words: Words) -> list[Component | str]:
    """Numbers as links within the desk, the first few."""
    shown = [html.A(number, href=f"?laporan={number}", **data(open=number)) for number in numbers[:6]]
    more = len(numbers) - len(shown)
    parts: list[Component | str] = [part for each in shown for part in (each, " ")]
    return [*parts, words("desk.incident.more", n=more)] if more > 0 else parts


def near(each: NearReport, config: DeskConfig, words: Words) -> Component:
    """Another report, why it may be about the same, and what to do."""
    return html.Div(
        [
            html.P(
                [
                    mark(config.categories.of(each.category), words.language),
                    " ",
                    html.A(each.number, href=f"?laporan={each.number}", **data(open=each.number)),
                    f" · {channel(each.channel, config, words)}",
                    *([" · ", words("desk.near.others", n=each.others)] if each.others else []),
                ]
            ),
            html.P(each.line, className="desk-near-line"),
            html.P(reason(each, words), className="desk-reason"),
            html.Div(
                [
                    act(
                        "merge",
                        words("desk.incident.merge_into" if each.incident_id else "desk.incident.merge"),
                        other=str(each.id),
                    ),
                    act("apart", words("desk.incident.apart"), other=str(each.id)),
                ],
                className="desk-buttons",
            ),
        ],
        className="desk-near",
    )


def reason(each: NearReport, words: Words) -> str:
    """What speaks for the same thing."""
    told = []
    if each.resent:
        told.append(words("desk.near.resent"))
    told.append(words("desk.near.same" if each.same_category else "desk.near.other"))
    if each.metres is not None:
        told.append(words("desk.near.metres", n=round(each.metres)))
    told.append(
        words("desk.near.later" if each.seconds > 0 else "desk.near.earlier", age=span(int(each.seconds), words))
    )
    if each.likeness > 0:
        told.append(words("desk.near.likeness", share=words.percent(each.likeness)))
    return ", ".join(told) + "."


def proposals(file: ReportFile, config: DeskConfig, words: Words) -> Component | None:
    """What the sender corrected after staff had decided it; None where there is nothing."""
    if not file.proposals:
        return None
    return html.Section(
        [
            html.H2(words("desk.proposal.title")),
            *[
                html.Div(
                    [
                        html.P(
                            words(
                                "desk.proposal.told",
                                who=channel(each.by, config, words),
                                field=words(f"desk.proposal.{each.field}"),
                                old=proposed(each.field, each.old, config, words),
                                new=proposed(each.field, each.proposed, config, words),
                                moment=words.moment(each.at),
                            )
                        ),
                        html.Div(
                            [
                                act("take_proposal", words("desk.proposal.take"), field=str(each.field)),
                                act("drop_proposal", words("desk.proposal.drop"), field=str(each.field)),
                            ],
                            className="desk-buttons",
                        ),
                    ],
                    className="desk-near",
                )
                for each in file.proposals
            ],
        ],
        className="desk-panel",
    )


def proposed(name: ProposedField, value: Any, config: DeskConfig, words: Words) -> str:
    """What a proposal is about, in words."""
    if name is ProposedField.CATEGORY:
        return short(config.categories.of(str(value)), words)
    if name is ProposedField.PLACE:
        code = value.get("kelurahan") or value.get("kecamatan") if isinstance(value, dict) else str(value)
        return config.place(str(code or "")) or words("desk.found.no_place")
    if name is ProposedField.OPD:
        return config.opd(str(value))
    return words(f"desk.{name}.{value}")


def correcting(file: ReportFile, config: DeskConfig, words: Words) -> Component:
    """Fields for what a person knows better; the map's pin is the one for the point."""
    report = file.report
    fields = [
        selected("category", words("desk.found.category"), categories(report, config, words)),
        selected("kelurahan", words("desk.correct.kelurahan"), kelurahan(report, config, words)),
        selected("opd", words("desk.found.opd"), departments(config, words, report.assignment.opd)),
        selected(
            "report_class",
            words("desk.correct.class"),
            [
                html.Option(words(f"desk.report_class.{each}"), value=str(each), selected=each is report.report_class)
                for each in ReportClass
            ],
        ),
        selected(
            "visibility",
            words("desk.correct.visibility"),
            [
                html.Option(words(f"desk.visibility.{each}"), value=str(each), selected=each is report.visibility)
                for each in Visibility
            ],
        ),
        selected("policy", words("desk.correct.policy"), policies(report, config, words)),
    ]
    return html.Details(
        [
            html.Summary(words("desk.correct.title")),
            html.Form(
                [*fields, html.Button(words("desk.correct.do"), type="submit", className="desk-button")],
                className="desk-form",
                **data(form="correct"),
            ),
        ],
        className="desk-panel desk-correct",
    )


def policies(report: Report, config: DeskConfig, words: Words) -> list[Component]:
    """The policy that the report has, and the newest version of every other."""
    own = report.deadlines.policy
    known = config.policies
    newest = [found for code in dict.fromkeys(each.code for each in known.every) if (found := known.find(code))]
    named = {each.key: each.label.in_language(words.language) for each in newest}
    mine = known.find(own)
    labels = {own: mine.label.in_language(words.language) if mine is not None else own} | named
    return [html.Option(label, value=key, selected=key == own) for key, label in labels.items()]


def selected(name: str, told: str, options: list[Component]) -> Component:
    """A field with its label."""
    return html.Label([html.Span(told), html.Select(options, **data(field=name))])


def categories(report: Report, config: DeskConfig, words: Words) -> list[Component]:
    """Every category."""
    return [
        html.Option(short(each, words), value=each.code, selected=each.code == report.classification.category)
        for each in config.categories.every
    ]


def kelurahan(report: Report, config: DeskConfig, words: Words) -> list[Component]:
    """Every kelurahan by name, with its kecamatan, which tells namesakes apart; none where none is known."""
    areas = config.areas
    here = report.location.kelurahan
    rows = sorted(areas.kelurahan, key=lambda each: each.name)
    return [
        *([] if here else [html.Option(words("desk.found.no_place"), value="", selected=True)]),
        *[
            html.Option(
                f"{each.name} · {areas.kecamatan_by_code[each.kecamatan].name}",
                value=each.code,
                selected=each.code == here,
            )
            for each in rows
        ],
    ]
