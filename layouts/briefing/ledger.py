"""The ledger: every figure once, with how it is made, its cut-off, and on the screen the reports behind it."""

from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import WIB
from command_center.readmodel.briefing_view import BriefingEdition, LedgerEntry
from layouts.briefing import ids
from layouts.briefing.parts import SheetContext, labelled, last_digits, short_name
from layouts.briefing.sentences import lowered, usual_mean
from layouts.figures.card import method_link
from layouts.figures.marks import mark

METHODS = {"usual": "anomali", "median": "waktu-jawab", "expected": "tenggat"}
"""Figure -> anchor of the page of methods."""


def ledger(sheet: SheetContext, edition: BriefingEdition) -> Component:
    """The foot of the sheet."""
    briefing, words = sheet.briefing, sheet.words
    address = f"{sheet.config.url}/briefing/{briefing.day.isoformat()}"
    hint = sheet.say("ledger.hint_paper", address=address) if sheet.room.paper else sheet.say("ledger.hint")
    shown = edition.fingerprint[:8]
    frozen = sheet.say("ledger.frozen", clock=words.clock(briefing.cutoff), fingerprint=f"{shown[:4]} {shown[4:]}")
    return html.Section(
        [
            html.Div(
                [
                    html.H2(sheet.say("ledger.title"), className="brief-h2", id="briefing-title-ledger"),
                    html.Span(hint, className="brief-sub"),
                    html.Span(frozen, className="brief-sub brief-frozen", title=edition.fingerprint),
                ],
                className="brief-ledger-head",
            ),
            html.Div(
                [
                    entry(each, number, sheet)
                    for number, each in enumerate(briefing.ledger, 1)
                    # No instruction is no figure of the sheet.
                    if each.key != "instructions" or each.value
                ],
                className="brief-ledger-rows",
            ),
        ],
        className="brief-block brief-ledger",
        **labelled("briefing-title-ledger"),
    )


def entry(each: LedgerEntry, number: int, sheet: SheetContext) -> Component:
    """One figure: a line, which on the screen opens."""
    line = [
        html.Span(str(number), className="brief-entry-number"),
        html.Strong([sheet.say(f"ledger.{each.key}"), " ", value_of(each, sheet)], className="brief-entry-name"),
        html.Span(how(each, sheet), className="brief-entry-how"),
        html.Span(until(each, sheet), className="brief-entry-until"),
    ]
    if sheet.room.paper:
        return html.Div(line, className="brief-entry", id=ids.figure(number))
    return html.Details(
        [
            html.Summary(line),
            html.Div([html.P(explained(each, sheet)), *cases(each, sheet)], className="brief-cases"),
        ],
        className="brief-entry",
        id=ids.figure(number),
    )


def explained(each: LedgerEntry, sheet: SheetContext) -> list[Component | str]:
    """How it is made, in a sentence, with its method where it has one."""
    told: list[Component | str] = [sheet.say(f"ledger.explain_{each.key}")]
    if each.key in METHODS:
        told += [" ", method_link(METHODS[each.key], sheet.say(f"ledger.{each.key}"), sheet.words)]
    return told


def value_of(each: LedgerEntry, sheet: SheetContext) -> str:
    """The figure as it stands in the sheet."""
    if each.value is None:
        return sheet.say("main.unknown")
    if each.key == "usual":
        return usual_mean(each.value, sheet.words)
    return sheet.words.number(round(each.value) if each.key == "expected" else each.value)


def how(each: LedgerEntry, sheet: SheetContext) -> str:
    """What it is made of, in a few words."""
    terms = dict(each.terms)
    if each.key == "received":
        if not each.cases:
            return sheet.say("ledger.none")
        first, last = last_digits(min(each.cases)), last_digits(max(each.cases))
        if each.total > len(each.cases):
            return sheet.say("ledger.one", first=f"{first} …")
        return sheet.say("ledger.one" if first == last else "ledger.range", first=first, last=last)
    if each.key == "lead":
        lead = sheet.briefing.lead
        if lead is None:
            return sheet.say("ledger.how_lead_none")
        category = lowered(short_name(sheet.config.categories.of(lead.category), sheet.words))
        if not lead.place:
            return category
        return sheet.say("ledger.how_lead", category=category, there=terms["there"])
    if each.key in ("usual", "median") and not terms:
        return sheet.say("ledger.how_usual_unknown" if each.key == "usual" else "ledger.how_median_none")
    if each.key == "median":
        terms["all"] = terms["answered"] + terms["waiting"]
    late = sheet.briefing.late
    return sheet.say(f"ledger.how_{each.key}", late=late.total, opds=len(late.by_opd), **terms)


def until(each: LedgerEntry, sheet: SheetContext) -> str:
    """Its cut-off: the end of a day, or an hour."""
    local = each.until.astimezone(WIB)
    if local.hour == local.minute == 0:
        return sheet.say("ledger.until_day", weekday=sheet.words.weekday((local - timedelta(days=1)).date()))
    return sheet.say(
        "ledger.until_clock", weekday=sheet.words.weekday(local.date()), clock=sheet.words.clock(each.until)
    )


def cases(each: LedgerEntry, sheet: SheetContext) -> list[Component]:
    """The reports behind a figure, by number."""
    if not each.total:
        return [] if each.value == 0 else [html.P(sheet.say("ledger.no_cases"), className="brief-sub")]
    shown = len(each.cases)
    told = (
        sheet.say("ledger.cases", n=each.total)
        if shown == each.total
        else sheet.say("ledger.cases_first", k=shown, n=each.total)
    )
    return [
        html.P(told, className="brief-sub"),
        # A list that is scrolled must be reached by the keyboard.
        html.Ul([case(number, sheet) for number in each.cases], className="brief-case-list", tabIndex=0),
    ]


def case(number: str, sheet: SheetContext) -> Component:
    """One report: shape, number, what, where, at whom; of one that is rahasia its number alone."""
    found = sheet.mark_of(number)
    if not found.category:
        return html.Li([html.Strong(number), f" {sheet.say('confidential')}"])
    style = sheet.config.categories.of(found.category)
    facts = [short_name(style, sheet.words), found.place or sheet.say("no_place"), found.opd or sheet.say("no_opd")]
    return html.Li([mark(style, sheet.words.language), html.Strong(number), f" {' · '.join(facts)}"])
