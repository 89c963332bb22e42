"""The map of the day with its finding, its legend, and what is not on it."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import IncidentSpot
from layouts.briefing.parts import PAPER, SheetContext, as_picture, block, note, short_name
from layouts.briefing.sentences import lowered, spelled
from layouts.categories import CategoryStyle
from layouts.figures.category_legend import groups
from layouts.figures.incident_map import HEIGHT, LABELLED, WIDTH, MapColours, incident_map
from layouts.i18n import label

TITLE_LETTERS = 16


def incident_block(sheet: SheetContext) -> Component:
    """The whole part."""
    received = round(sheet.briefing.entry("received").value or 0)
    told = alternative(sheet, received)
    if sheet.room.paper or sheet.colours.ground == PAPER.ground:
        pictures = [picture(sheet, sheet.colours, told, "")]
    else:
        # A dark drawing is for the screen alone.
        pictures = [
            picture(sheet, sheet.colours, told, " brief-picture-screen"),
            picture(sheet, PAPER, told, " brief-picture-paper"),
        ]
    return block(
        "map", [*finding(sheet, received), note(sheet, "mapped")], [legend(sheet), *pictures, below(sheet, received)]
    )


def picture(sheet: SheetContext, colours: MapColours, told: str, kind: str) -> Component:
    """The map in these colours."""
    day = sheet.briefing.map
    names = [lines(spot, sheet) for spot in day.incidents[:LABELLED]]
    return html.Img(
        src=as_picture(incident_map(sheet.config.city, day, sheet.config.categories, colours, names)),
        alt=told,
        width=int(WIDTH),
        height=int(HEIGHT),
        className=f"brief-picture{kind}",
    )


def finding(sheet: SheetContext, received: int) -> list[Component | str]:
    """What the map shows, in a few words."""
    incidents = sheet.briefing.map.incidents
    if not received:
        return [sheet.say("map.title_empty")]
    if not incidents:
        return [sheet.say("map.title_none")]
    kinds = dict.fromkeys(spot.category for spot in incidents)
    names = [lowered(title_of(sheet.config.categories.of(kind), sheet)) for kind in kinds]
    told = ", ".join(names[:3])
    if len(incidents) == 1:
        return [sheet.say("map.title_single", list=told)]
    return [sheet.say("map.title", n=spelled(len(incidents), sheet.words).capitalize(), list=told)]


def title_of(style: CategoryStyle, sheet: SheetContext) -> str:
    """The category's name where a title has room for it, else the shorter one."""
    name = label(style.labels, sheet.words.language)
    return name if len(name) <= TITLE_LETTERS else short_name(style, sheet.words)


def name_of(spot: IncidentSpot, sheet: SheetContext) -> str:
    """What an incident is about."""
    return short_name(sheet.config.categories.of(spot.category), sheet.words)


def lines(spot: IncidentSpot, sheet: SheetContext) -> tuple[str, str]:
    """What stands beside an incident."""
    title = sheet.say("map.incident", category=name_of(spot, sheet), place=spot.place).strip()
    return title, sheet.say("map.channels", n=spot.channels, clock=sheet.words.clock(spot.since))


def legend(sheet: SheetContext) -> Component:
    """Each shape that is there, with its count: all reports of the day, also those that are not on the map."""
    counted = groups(sheet.config.categories, dict(sheet.briefing.map.categories), sheet.words.language)
    return html.Div(
        [
            html.Span([sheet.mark(style), name, html.Strong(f" {sheet.words.number(count)}")])
            for style, name, count in sorted(counted, key=lambda entry: (entry[0].shape == "dot", -entry[2]))
            if count
        ],
        className="brief-legend",
    )


def below(sheet: SheetContext, received: int) -> Component:
    """How many are on the map, and why the others are not."""
    day = sheet.briefing.map
    told = [
        sheet.say("map.all_single") if received == 1 else sheet.say("map.all", n=received),
        sheet.say("map.placed", n=len(day.spots)),
    ]
    if day.unplaced:
        told.append(sheet.say("map.unplaced", n=day.unplaced))
    if day.confidential:
        told.append(sheet.say("map.confidential", n=day.confidential))
    if sheet.config.approximate:
        told.append(sheet.say("map.approximate"))
    return html.P(" · ".join(told), className="brief-rest")


def alternative(sheet: SheetContext, received: int) -> str:
    """The map in words."""
    told = " ".join(
        sheet.say(
            "map.alternative_incident",
            category=name_of(spot, sheet),
            place=spot.place or sheet.say("no_place"),
            n=spot.count,
        )
        for spot in sheet.briefing.map.incidents
    )
    return sheet.say("map.alternative", n=received, incidents=told).strip()
