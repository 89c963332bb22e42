"""What a person filled into a form inside a messenger, as a text: WhatsApp Flows, Telegram's Web Apps.

Both hand on JSON that the city's own form made: a name and an answer each, of any depth. Source: WhatsApp Business Platform,
Flows, "Response message" (`nfm_reply.response_json`), PhotoPicker and DocumentPicker; Telegram Bot API, WebAppData.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from command_center.domain.inbound import Media, Position
from data_sources.errors import BadMessage
from data_sources.reading import identifier_of, mapping, position, read_json, storable, text_of

_NOT_ANSWERS = frozenset({"flow_token", "flow_id", "flow_name"})
_MADE_BY_BUILDER = re.compile(r"^screen_\d+_|_\d+$", re.ASCII)
"""What Meta's form builder puts around the name of a question: ``screen_0_Alamat_0``."""
_CHOSEN = re.compile(r"^\d{1,2}_(?=[^\W\d])", re.ASCII)
"""What it puts before a choice: ``0_Jalan_rusak``."""
_LATITUDES = ("lat", "latitude", "lintang")
_LONGITUDES = ("lon", "long", "lng", "longitude", "bujur")


@dataclass(frozen=True, slots=True)
class FlowAnswers:
    """The answers as lines ``question: answer``, with the pictures and the place among them."""

    text: str
    media: tuple[Media, ...] = ()
    position: Position | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.media or self.position)


def read_answers(sent: str) -> FlowAnswers:
    """The answers in a JSON text; all of it where it is no JSON object: a form may send plain words."""
    try:
        found = read_json(sent.encode("utf-8", "surrogatepass"))
    except BadMessage:
        return FlowAnswers(storable(sent).strip())
    if not isinstance(found, dict):
        return FlowAnswers(storable(sent).strip())
    lines = list(dict.fromkeys(_lines(found)))
    return FlowAnswers("\n".join(lines), tuple(dict.fromkeys(_files(found))), _place(found))


def _lines(node: Mapping[str, object]) -> Iterator[str]:
    left_out = {*_NOT_ANSWERS, *((*_LATITUDES, *_LONGITUDES) if _point(node) else ())}
    for name, value in node.items():
        if name in left_out:
            continue
        if isinstance(value, dict):
            if not _file(value):
                yield from _lines(value)
            continue
        values = value if isinstance(value, list) else [value]
        said = [word for each in values if (word := _word(each))]
        if said:
            question = _MADE_BY_BUILDER.sub("", storable(name)).replace("_", " ").strip()
            yield f"{question}: {', '.join(said)}" if question else ", ".join(said)
        for each in values:
            if isinstance(each, dict) and not _file(each):
                yield from _lines(each)


def _word(value: object) -> str:
    """An answer as a word; "" for one left out, and for what is no single answer."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str):
        chosen = _CHOSEN.sub("", value.strip())
        return storable(chosen.replace("_", " ") if chosen != value.strip() else chosen)
    return repr(value) if isinstance(value, (int, float)) else ""


def _files(node: object) -> Iterator[Media]:
    """The files that were picked, by the id that the platform gave each."""
    level: list[object] = [node]
    while level:
        found = level.pop(0)
        if isinstance(found, list):
            level.extend(found)
        elif isinstance(found, dict):
            file = _file(found)
            if file:
                yield file
            else:
                level.extend(found.values())


def _file(node: Mapping[str, object]) -> Media | None:
    ref, kind = identifier_of(node, "id", "media_id", "cdn_url"), text_of(node, "mime_type")
    if not (ref and kind):
        return None
    family = kind.partition("/")[0]
    return Media(family if family in {"image", "video", "audio"} else "document", ref, kind)


def _place(node: Mapping[str, object]) -> Position | None:
    """The place where the form gives one, at its top or one level below."""
    return next(filter(None, map(_point, (node, *map(mapping, node.values())))), None)


def _point(node: Mapping[str, object]) -> Position | None:
    lat = next((node[name] for name in _LATITUDES if name in node), None)
    lon = next((node[name] for name in _LONGITUDES if name in node), None)
    return position(lat, lon)
