"""The acts that the desk's script asks for, read from its JSON and checked for their form; what they mean `Handling` checks."""

from collections.abc import Mapping
from typing import Any

from command_center.domain.acts import Act, ActKind, BadAct
from command_center.domain.inbound import Position

MOST_ACTS = 200
"""Reports that are acted on at once."""
LONGEST_NOTE = 2000
_TEXTS = {
    "opd": 64,
    "level": 16,
    "category": 32,
    "kelurahan": 16,
    "report_class": 16,
    "visibility": 16,
    "policy": 80,
    "field": 16,
}


def acts_of(sent: Mapping[str, Any]) -> list[Act]:
    """The acts in their order. Raises BadAct naming what is wrong."""
    found = sent.get("acts")
    if not isinstance(found, list) or not found:
        raise BadAct("acts", "name at least one act")
    if len(found) > MOST_ACTS:
        raise BadAct("acts", f"at most {MOST_ACTS} reports can be acted on at once: mark fewer")
    return [act_of(each) for each in found]


def act_of(sent: Any) -> Act:
    """One act. Raises BadAct."""
    if not isinstance(sent, dict):
        raise BadAct("acts", "an act is an object")
    try:
        kind = ActKind(str(sent.get("kind")))
    except ValueError as error:
        raise BadAct("kind", f"there is no such act; there are: {', '.join(ActKind)}") from error
    note = sent.get("note", "")
    if not isinstance(note, str) or len(note) > LONGEST_NOTE:
        raise BadAct("note", f"the reason or instruction is a text of at most {LONGEST_NOTE} characters")
    texts = {name: sent.get(name, "") for name in _TEXTS}
    for name, value in texts.items():
        if not isinstance(value, str) or len(value) > _TEXTS[name] or not value.isprintable():
            raise BadAct(name, f"{name} is a code of the reference data")
    return Act(
        kind=kind,
        report_id=whole(sent.get("id"), "id"),
        version=None if sent.get("version") is None else whole(sent["version"], "version"),
        note=note.encode("utf-8", "ignore").decode("utf-8").replace("\x00", ""),
        position=position_of(sent.get("position")),
        others=tuple(whole(each, "others") for each in sent["others"]) if isinstance(sent.get("others"), list) else (),
        message=message_of(sent.get("message")),
        **texts,
    )


def whole(value: Any, name: str) -> int:
    """A number that counts something. Raises BadAct."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**53:
        raise BadAct(name, f"{name} is a whole number above 0")
    return value


def position_of(value: Any) -> Position | None:
    """A point of [lat, lon] in degrees, None for none. Raises BadAct."""
    if value is None:
        return None
    numbers = value if isinstance(value, list) and len(value) == 2 else []
    if len(numbers) != 2 or not all(isinstance(each, int | float) and not isinstance(each, bool) for each in numbers):
        raise BadAct("position", "a position is [latitude, longitude] in degrees")
    lat, lon = numbers
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadAct("position", "a position lies within 90 degrees of latitude and 180 of longitude")
    return Position(float(lat), float(lon))


def message_of(value: Any) -> tuple[str, str, str] | None:
    """Channel, account and id of a message, None for none. Raises BadAct."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 3 or not all(isinstance(each, str) for each in value):
        raise BadAct("message", "a message is named by its channel, account and id")
    return value[0], value[1], value[2]
