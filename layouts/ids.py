"""Every id of a component. It begins with the key of its page and a dash: who may call a callback follows from it."""

WALL = "wall-root"
WALL_SETUP = "wall-setup"
WALL_TAKEN = "wall-taken"
WALL_REFRESH = "wall-refresh"
WALL_RESYNC = "wall-resync"
WALL_FACTS = "wall-facts"
WALL_POINTS = "wall-points"

WALL_MAP = "wall-map"
WALL_MAP_OVERLAY = "wall-map-overlay"
WALL_MAP_TITLE = "wall-map-title"
WALL_MAP_NOTES = "wall-map-notes"
WALL_MAP_EMPTY = "wall-map-empty"
WALL_MAP_TEXT = "wall-map-text"
WALL_LEGEND = "wall-legend"
WALL_COUNTERS = "wall-counters"
WALL_DUE = "wall-due"
WALL_OPD = "wall-opd"
WALL_VOLUME = "wall-volume"
WALL_CHANNELS = "wall-channels"
WALL_BADGE = "wall-badge"
WALL_STATE = "wall-state"
WALL_DATE = "wall-date"
WALL_CLOCK = "wall-clock"
WALL_TICKER = "wall-ticker"


def page_of(component_id: str) -> str:
    """Key of the page that an id belongs to: what stands before its first dash."""
    return component_id.partition("-")[0]
