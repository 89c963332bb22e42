"""The desk: inbox on the left, the report in the middle, what to do with it on the right. The script fills it."""

import json
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.acts import ActKind
from command_center.domain.desk import DeskOrder, DeskQueue
from layouts.desk import ids
from layouts.desk.attributes import aria, data
from layouts.desk.config import DeskConfig
from layouts.desk.found import short
from layouts.figures.marks import aria_label
from layouts.i18n import Words, label
from layouts.inputs import field
from layouts.shell import work_frame
from layouts.visit import Visit

CHANGED = ("category", "kelurahan", "opd", "status", "visibility", "report_class", "incident_id", "lat")
"""Facts whose change is told to who was overtaken."""
KEYS = ("j", "k", "Enter", "x", "v", "d", "g", "r", "u", ".", "/", "Esc", "?")
MANY = ("verify", "forward", "defer", "not_ours", "archive", "merge")
"""What can be done with many reports at once."""
FOOT = (("j", "k"), ("v",), ("d",), ("g",), ("r",), ("?",))
"""Keys that the foot of the inbox names."""


def desk_page(opening: dict[str, Any], config: DeskConfig, visit: Visit) -> Component:
    """The page. `opening` is what the script begins with: the list, its first lines, the token of the session."""
    words = visit.words
    return work_frame(
        [
            inbox(words),
            html.Section(
                html.Div(words("desk.choose"), className="desk-blank"),
                id=ids.REPORT,
                className="desk-middle",
                **aria_label(words("desk.report")),
            ),
            html.Aside(id=ids.ACTS, className="desk-aside", **aria_label(words("desk.acts"))),
            tabs(words),
            html.Div(className="desk-toasts", role="status", **aria(live="polite")),
            html.Script(json.dumps(opening | setup(config, visit)), id=ids.SETUP, type="application/json"),
        ],
        ids.ROOT,
        visit,
        "desk",
    )


def tabs(words: Words) -> Component:
    """On a telephone: which of the three columns is to be seen."""
    return html.Nav(
        [html.Button(words(f"desk.tab.{each}"), type="button", **data(go=each)) for each in ("list", "report", "acts")],
        className="desk-tabs",
        **aria_label(words("desk.tab.title")),
    )


def inbox(words: Words) -> Component:
    """The frame of the list: queues, filters, the bar of what waits, and the place for the lines."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words("desk.inbox.title"), id="desk-inbox-title"),
                    html.Span(className="desk-live", role="status"),
                ],
                className="desk-panel-head",
            ),
            html.Div(className="desk-alerts", role="status", **aria_label(words("desk.alerts.label"))),
            html.Div(
                [
                    field(
                        "search",
                        id="desk-search",
                        placeholder=words("desk.inbox.search"),
                        maxlength="200",
                        autocomplete="off",
                        aria_label=words("desk.inbox.search"),
                    ),
                    html.Select(
                        [html.Option(words(f"desk.order.{each}"), value=str(each)) for each in DeskOrder],
                        id="desk-order",
                        **aria_label(words("desk.inbox.order")),
                    ),
                ],
                className="desk-tools",
            ),
            html.Div(className="desk-queues", role="group", **aria_label(words("desk.inbox.queues"))),
            html.Details(
                [html.Summary(words("desk.inbox.filters")), html.Div(className="desk-filters")], className="desk-more"
            ),
            html.Button(type="button", className="desk-fresh", hidden=True),
            html.Div(className="desk-marked", hidden=True),
            html.Div(
                html.Div(className="desk-rows"),
                className="desk-list",
                role="listbox",
                tabIndex=0,
                **aria(labelledby="desk-inbox-title", multiselectable="true"),
            ),
            html.Div(
                [
                    html.Span([*[html.Kbd(each) for each in keys], words(f"desk.keys.{name(keys[0])}_short")])
                    for keys in FOOT
                ],
                className="desk-foot",
            ),
        ],
        id=ids.INBOX,
        className="desk-panel desk-inbox",
    )


def name(key: str) -> str:
    """A key as part of a name of words."""
    return {".": "dot", "/": "slash", "?": "help", "Enter": "enter", "Esc": "escape"}.get(key, key)


def setup(config: DeskConfig, visit: Visit) -> dict[str, Any]:
    """What the script needs of the city and of the words."""
    words = visit.words
    language = words.language
    return {
        "language": language,
        "words": words.section("desk.js") | words.section("age"),
        "acts": {
            **{each: words(f"desk.many.{each}") for each in MANY},
            "title": words("desk.act.title"),
            "reason": words("desk.reason.label"),
            "do": words("desk.reason.do"),
        },
        "keys": [[each, words(f"desk.keys.{name(each)}")] for each in KEYS],
        "done": {str(each): words(f"desk.done.{each}") for each in ActKind},
        "queues": [[str(each), words(f"desk.queue.{each}")] for each in DeskQueue],
        "orders": [str(each) for each in DeskOrder],
        "refused": words.section("desk.refused"),
        "troubles": words.section("desk.trouble"),
        "statuses": words.section("desk.status"),
        "facts": {each: words(f"desk.fact.{each}") for each in CHANGED},
        "did": words.section("desk.did"),
        "categories": {
            each.code: {"name": short(each, words), "colour": each.colour, "shape": each.shape}
            for each in config.categories.every
        },
        "channels": {code: label(labels, language) for code, labels in config.channels.items()},
        "opd": {each.code: each.short for each in config.router.every},
        "kecamatan": {each.code: each.name for each in sorted(config.areas.kecamatan, key=lambda each: each.name)},
        "kelurahan": {each.code: each.name for each in config.areas.kelurahan},
        "months": list(words.listed("calendar.months_short")),
        "tiles": config.tile_url,
        "socket": config.socket_path,
    }
