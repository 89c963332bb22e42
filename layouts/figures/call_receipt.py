"""What became of a call form: the number to read to the caller, and what was found, each with its reason."""

from collections.abc import Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import WIB
from command_center.readmodel.calls_view import Became, Receipt
from layouts.because import category_because, opd_because, place_because, place_doubts
from layouts.categories import CategoryStyles
from layouts.figures.marks import mark
from layouts.i18n import Words, label

Children = list[Component]


def no_receipt(words: Words) -> Children:
    """Before the first form."""
    return [_told("none", words("calls.receipt.none"), words("calls.receipt.none_hint"))]


def call_receipt(receipt: Receipt, categories: CategoryStyles, words: Words) -> Children:
    """The receipt of one form."""
    if receipt.became is Became.REPORT:
        return [_number(receipt.number, words), _found(receipt, categories, words)]
    if receipt.became is Became.COUNTED:
        title = words("calls.receipt.counted", kind=words(f"calls.kind.{receipt.asked.kind}"))
        return [_told("counted", title, words("calls.receipt.counted_hint"))]
    if receipt.became is Became.WAITING:
        return [_told("waiting", words("calls.receipt.waiting"), words("calls.receipt.waiting_hint"))]
    hint = words("calls.receipt.refused_hint", problem=receipt.problem)
    return [_told("refused", words("calls.receipt.refused"), hint)]


def _told(became: str, title: str, hint: str) -> Component:
    return html.Div(
        [html.Div(title, className="calls-told-title"), html.Div(hint, className="calls-told-hint")],
        className=f"calls-told calls-told-{became}",
    )


def _number(number: str, words: Words) -> Component:
    return html.Div(
        [
            html.Div(words("calls.receipt.read_out"), className="calls-number-title"),
            html.Div(number, className="calls-number"),
            html.Div(in_groups(number), className="calls-number-groups"),
            html.Div(said(number, words), className="calls-number-said"),
        ],
        className="calls-number-box",
    )


def in_groups(number: str) -> str:
    """LH-2026-000123 -> "LH · 2026 · 000 · 123", as it is dictated."""
    head, _, count = number.rpartition("-")
    return " · ".join([*head.split("-"), count[:-3], count[-3:]]) if len(count) > 3 else number


def said(number: str, words: Words) -> str:
    """The last six digits in words, in two groups: "nol nol nol, satu dua tiga"."""
    digits = words.listed("calls.digits")
    count = number.rpartition("-")[2]
    groups = [count[:-3], count[-3:]]
    return ", ".join(" ".join(digits[int(each)] for each in group) for group in groups if group.isdecimal())


def _found(receipt: Receipt, categories: CategoryStyles, words: Words) -> Component:
    rows = [
        _row(words("calls.receipt.category"), _category(receipt, categories, words), _category_reason(receipt, words)),
        _row(words("calls.receipt.place"), _place(receipt, words), _place_reason(receipt, words)),
        _row(words("calls.receipt.opd"), [html.Span(_opd(receipt, words))], _opd_reason(receipt, words)),
        _row(words("calls.receipt.due"), [html.Span(_due(receipt, words))], _policy(receipt, words)),
    ]
    return html.Dl([part for row in rows for part in row], className="calls-found")


def _row(term: str, value: Sequence[Component], reason: Sequence[Component]) -> Children:
    return [
        html.Dt(term),
        html.Dd([html.Div(value, className="calls-found-value"), *reason]),
    ]


def _reason(text: str, doubt: str = "") -> Children:
    reasons: Children = [html.Div(text, className="calls-found-reason")] if text else []
    if doubt:
        reasons.append(html.Div(doubt, className="calls-found-doubt"))
    return reasons


def _category(receipt: Receipt, categories: CategoryStyles, words: Words) -> Children:
    category = categories.of(receipt.category)
    return [mark(category, words.language), html.Span(label(category.labels, words.language))]


def _category_reason(receipt: Receipt, words: Words) -> Children:
    if receipt.category_chosen:
        return _reason(words("calls.receipt.chosen"))
    if receipt.words:
        return _reason(category_because(receipt.words, words))
    return _reason("", words("calls.receipt.category_unclear"))


def _place(receipt: Receipt, words: Words) -> Children:
    if receipt.kelurahan:
        return [html.Span(f"{receipt.kelurahan}, {receipt.kecamatan}")]
    if receipt.kecamatan:
        return [html.Span(words("calls.receipt.kecamatan_only", name=receipt.kecamatan))]
    return [html.Span(words("calls.receipt.no_place"))]


def _place_reason(receipt: Receipt, words: Words) -> Children:
    if receipt.place_chosen:
        return _reason(words("calls.receipt.chosen"))
    doubts = []
    if receipt.place_differs:
        doubts.append(words("calls.receipt.place_differs", name=receipt.place_differs))
    else:
        doubts += place_doubts(receipt.place_because, words)
    if not receipt.kecamatan and not doubts:
        doubts.append(words("calls.receipt.no_place_hint"))
    return _reason(place_because(receipt.place_because, words), " ".join(doubts))


def _opd(receipt: Receipt, words: Words) -> str:
    full = receipt.opd_label.in_language(words.language) if receipt.opd_label else ""
    return f"{receipt.opd} · {full}" if full and full != receipt.opd else receipt.opd


def _opd_reason(receipt: Receipt, words: Words) -> Children:
    return _reason(opd_because(receipt.opd_by, receipt.opd_rule, words))


def _due(receipt: Receipt, words: Words) -> str:
    return words("calls.receipt.no_due") if receipt.due_at is None else due_day(receipt.due_at, words)


def due_day(due_at: datetime, words: Words) -> str:
    """The last day of a term, with the hour where the term ends within a day: "Jumat, 4 Desember 2026"."""
    local = due_at.astimezone(WIB)
    day = words.date_long(local.date())
    return day if (local.hour, local.minute) == (23, 59) else f"{day}, {local:%H.%M} WIB"


def _policy(receipt: Receipt, words: Words) -> Children:
    stage = words(f"calls.receipt.due_{receipt.due_stage}") if receipt.due_at is not None else ""
    policy = receipt.policy.in_language(words.language) if receipt.policy else ""
    doubt = words("calls.receipt.provisional") if receipt.provisional else ""
    return _reason(" · ".join(part for part in (stage, policy) if part), doubt)
