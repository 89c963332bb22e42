"""Every breach, oldest first, then what is due within a day: number, place, OPD, policy, how late; the rest is counted."""

from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.deadline_scene_view import DeadlineScene, OpdDue
from command_center.readmodel.wall_view import DueRow
from layouts.categories import CategoryStyles
from layouts.figures.due_list import PROVISIONAL, lateness
from layouts.figures.marks import aria_label, empty, mark, short_number
from layouts.figures.room import RowRoom, beyond, left_over, shared
from layouts.i18n import Words, label

NEAR_LEAST = 5
"""Rows that what is due soon keeps, however many breaches there are."""
NAMED = 4
"""OPD that are named with what has no room."""


def breach_list(view: DeadlineScene, words: Words, categories: CategoryStyles, room: RowRoom) -> list[Component]:
    """Both lists; `room` are the rows of both together."""
    if not view.over_count and not view.near_count:
        name = "empty" if view.any_data else "no_data"
        return [
            empty(words(f"wall.scene_tenggat.{name}"), words(f"wall.scene_tenggat.{name}_hint"), good=view.any_data)
        ]
    over_room, near_room = shared(room, view.over_count, view.near_count, NEAR_LEAST)
    remarks: list[Component] = []
    if any(row.provisional for row in (*view.over, *view.near)):
        remarks.append(html.Div(f"{PROVISIONAL} {words('wall.due.provisional')}", className="breach-remark"))
    if view.confidential:
        text = words("wall.scene_tenggat.confidential", n=view.confidential)
        remarks.append(html.Div(text, className="breach-remark"))
    over = part("over", view.over, view.by_opd, over_room, words, categories)
    near = part("near", view.near, view.by_opd, near_room, words, categories)
    return [html.Div([*over, *near, *remarks], className="breach-parts")]


def part(
    key: str,
    rows: Sequence[DueRow],
    by_opd: Sequence[OpdDue],
    room: RowRoom,
    words: Words,
    categories: CategoryStyles,
) -> list[Component]:
    """One list with its heading; where there is nothing in it, a line that says so."""
    counts = [(each.name, getattr(each, key)) for each in by_opd]
    amount = sum(count for _, count in counts)
    unseen = sum(each.unseen for each in by_opd) if key == "over" else 0
    heading = html.Div(words(f"wall.scene_tenggat.{key}_heading", n=amount), className=f"breach-heading breach-{key}")
    if not amount:
        return [html.Div(words(f"wall.scene_tenggat.{key}_none"), className=f"breach-none breach-none-{key}")]
    shown = rows[: room.most]
    lines = [breach_row(row, words, categories, beyond(index, room)) for index, row in enumerate(shown)]
    described = words(f"wall.scene_tenggat.{key}_alternative", n=amount)
    return [
        heading,
        html.Div(lines, className="breach-rows", role="list", **aria_label(described)),
        *(
            html.Div(rest(rows[:kept], counts, left, unseen, words), className=f"breach-rest only-{shape}")
            for shape, kept, left in left_over(amount, room)
        ),
    ]


def breach_row(row: DueRow, words: Words, categories: CategoryStyles, classes: str) -> Component:
    """One report; only what nobody has acknowledged yet blinks."""
    category = categories.of(row.category)
    over = row.over_seconds > 0
    state = "breach-is-over" if over else "breach-is-near"
    unseen = " breach-unseen" if over and not row.acknowledged else ""
    policy = row.policy.partition("@")[0]
    late = lateness(row, words)
    return html.Div(
        [
            html.Span(mark(category, words.language), className="breach-mark"),
            html.Span(short_number(row.number), className="breach-number"),
            html.Span(
                [
                    html.Span(row.kelurahan or words("wall.due.no_place"), className="breach-where"),
                    html.Span(f" · {label(category.labels, words.language).lower()}", className="breach-what"),
                ],
                className="breach-place",
            ),
            html.Span(row.opd or words("wall.due.no_opd"), className="breach-opd"),
            html.Span(
                [words(f"wall.scene_tenggat.stage_{row.stage}"), html.Span(f" · {policy}", className="breach-policy")],
                className="breach-stage",
            ),
            html.Span(f"{PROVISIONAL} {late}" if row.provisional else late, className="breach-late"),
        ],
        className=f"breach-row {state}{unseen} {classes}".rstrip(),
        role="listitem",
    )


def rest(
    shown: Sequence[DueRow], counts: Sequence[tuple[str, int]], amount: int, unseen: int, words: Words
) -> list[Component]:
    """How many have no room, how many of these nobody has acknowledged, and at whom they are: "dan 34 lagi: DPU 20"."""
    visible = Counter(row.opd for row in shown)
    left = sorted(((name, count - visible[name]) for name, count in counts if count > visible[name]), key=most_first)
    named = [(name or words("wall.due.no_opd"), count) for name, count in left[:NAMED]]
    if len(left) > NAMED:
        named.append((words("wall.scene_tenggat.other_opd"), sum(count for _, count in left[NAMED:])))
    parts: list[Component] = [html.Span(words("wall.scene_tenggat.more", n=amount), className="breach-more")]
    hidden = unseen - sum(not row.acknowledged for row in shown)
    if hidden > 0:
        text = words("wall.scene_tenggat.more_unseen", n=hidden)
        parts.append(html.Span(text, className="breach-more-unseen"))
    return [*parts, html.Span(" · ".join(f"{name} {words.number(count)}" for name, count in named))]


def most_first(each: tuple[str, int]) -> tuple[int, str]:
    """Order of OPD by their count."""
    return -each[1], each[0]


def finding(view: DeadlineScene, words: Words) -> str:
    """The title of the lists: how many are late, and at whom most."""
    if not view.over_count:
        return words("wall.scene_tenggat.title_none" if view.any_data else "wall.scene_tenggat.title_no_data")
    first: OpdDue = view.by_opd[0]
    name = first.name or words("wall.due.no_opd")
    if len([each for each in view.by_opd if each.over]) == 1:
        return words("wall.scene_tenggat.title_one_opd", n=view.over_count, name=name)
    return words("wall.scene_tenggat.title", n=view.over_count, name=name, most=first.over)
