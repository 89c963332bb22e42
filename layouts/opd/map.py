"""The tab *Peta*: the open reports where they are, and how many lie in each kelurahan."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.opd_view import OpdMap, OpdView
from layouts.figures.card import card
from layouts.figures.marks import ARIA_HIDDEN, empty, mark
from layouts.figures.opd_points import MapGround, opd_points_figure
from layouts.i18n import Words, label
from layouts.opd import ids
from layouts.opd.config import OpdConfig
from layouts.opd.part import part
from layouts.plotting import graph

__all__ = ("MapGround", "map_tab")

MOST_AREAS = 12


def map_tab(
    view: OpdView, shown: OpdMap, config: OpdConfig, words: Words, theme: str, ground: MapGround
) -> list[Component]:
    """The map, and beside it the kelurahan with most open reports."""
    notes = [
        words("opd.map.unlocated", n=shown.unlocated) if shown.unlocated else "",
        words("opd.queue.hidden", n=shown.hidden) if shown.hidden else "",
        words("opd.map.approximate") if ground.approximate else "",
    ]

    def drawn() -> Component:
        return card(
            "map",
            words("opd.map.title", n=len(shown.points)),
            html.Div(
                [
                    points(view, shown, config, words, theme, ground),
                    *[html.P(note, className="opd-note") for note in notes if note],
                ]
            ),
            words,
            sub=words("opd.map.sub"),
            class_name="opd-eight",
        )

    def counted() -> Component:
        return card(
            "areas",
            words("opd.map.areas"),
            areas(shown, ground, words) if shown.by_kelurahan else empty(words("opd.map.no_areas"), ""),
            words,
            sub=words("opd.map.areas_sub"),
            class_name="opd-four",
        )

    return [part("map", drawn, words, "opd-eight"), part("areas", counted, words, "opd-four")]


def points(view: OpdView, shown: OpdMap, config: OpdConfig, words: Words, theme: str, ground: MapGround) -> Component:
    """The map with its key; that nothing lies on it where nothing does."""
    if not shown.points:
        name = "nothing_placed" if view.now.open else "nothing_open"
        return empty(words(f"opd.map.{name}"), words(f"opd.map.{name}_hint"), good=not view.now.open)
    told = words(
        "opd.map.alternative",
        n=len(shown.points),
        late=sum(point.standing == "over" for point in shown.points),
        areas=areas_in_words(shown, ground, words),
    )
    return html.Div(
        [
            graph(
                ids.MAP,
                opd_points_figure(shown.points, shown.by_kelurahan, ground, words, theme, config.categories),
                alternative=told,
                height="var(--map-height)",
                config={"scrollZoom": True, "doubleClick": "reset"},
            ),
            legend(shown, words, config),
        ]
    )


def ordered(shown: OpdMap) -> list[tuple[str, int]]:
    """Kelurahan codes with most reports first."""
    return sorted(shown.by_kelurahan.items(), key=lambda item: (-item[1], item[0]))


def areas_in_words(shown: OpdMap, ground: MapGround, words: Words) -> str:
    """Such as Tandang 6, Wotgalih 4."""
    return ", ".join(
        f"{ground.names.get(code, code)} {words.number(count)}" for code, count in ordered(shown)[:MOST_AREAS]
    )


def areas(shown: OpdMap, ground: MapGround, words: Words) -> Component:
    """Bars of the kelurahan with most open reports."""
    first = ordered(shown)
    most = first[0][1]
    rows = [
        html.Li(
            [
                html.Span(ground.names.get(code, code), className="area-name"),
                html.Span(
                    html.Span(className="kind-bar", style={"width": f"{count / most * 100:.1f}%"}),
                    className="area-bar",
                    **ARIA_HIDDEN,
                ),
                html.Strong(words.number(count)),
            ]
        )
        for code, count in first[:MOST_AREAS]
    ]
    rest = first[MOST_AREAS:]
    if rest:
        rows.append(
            html.Li(
                words("opd.map.more_areas", n=len(rest), reports=sum(count for _, count in rest)), className="area-rest"
            )
        )
    return html.Ol(rows, className="area-list")


def legend(shown: OpdMap, words: Words, config: OpdConfig) -> Component:
    """The categories that stand on the map, and what the rings mean."""
    there = {point.category for point in shown.points}
    styles = [style for style in config.categories.every if style.code in there and style.shape != "dot"]
    entries = [
        html.Span([mark(style, words.language), label(style.short or style.labels, words.language)]) for style in styles
    ]
    if len(there) > len(styles):
        dot = next(config.categories.of(code) for code in sorted(there) if config.categories.of(code).shape == "dot")
        entries.append(
            html.Span([html.Span(className="mark mark-dot", style={"--c": dot.colour}), words("opd.map.others")])
        )
    entries += [
        html.Span([html.Span(className=f"ring ring-{name}", **ARIA_HIDDEN), words(f"opd.map.ring_{name}")])
        for name in ("near", "over")
        if any(point.standing == name for point in shown.points)
    ]
    return html.Div(entries, className="opd-key map-key")
