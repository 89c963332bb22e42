"""One document in the two forms of GeoReport v2: XML without a schema, and JSON by the specification's own mapping.

A document is a JSON value with a name. In XML the name is the root element, every list is an element named as its key
and holds one element an entry, None is an empty element; in JSON the root's name falls away.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Literal
from xml.sax.saxutils import escape

Format = Literal["xml", "json"]
Value = None | bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"]

CONTENT_TYPES: Mapping[Format, str] = {
    "xml": "text/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
}

_ENTRY = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
"""List -> the element of each of its entries, as the specification names them."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def render(name: str, value: Value, form: Format) -> bytes:
    """The document as UTF-8 bytes. Characters that XML cannot hold become U+FFFD in both forms."""
    if form == "json":
        text = json.dumps(_printable(value), ensure_ascii=False, allow_nan=False)
    else:
        text = f'<?xml version="1.0" encoding="utf-8"?>\n{_element(name, value)}\n'
    return text.encode("utf-8")


def _element(name: str, value: Value) -> str:
    inside = _inside(name, value)
    return f"<{name}>{inside}</{name}>" if inside else f"<{name}/>"


def _inside(name: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A carriage return would come out of an XML reader as a line feed unless written as a reference.
        return escape(_clean(value), {"\r": "&#13;"})
    if isinstance(value, Mapping):
        return "".join(_element(key, each) for key, each in value.items())
    if isinstance(value, Sequence):
        return "".join(_element(_ENTRY[name], each) for each in value)
    return repr(value)


def _printable(value: Value) -> Value:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, Mapping):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_printable(each) for each in value]
    return value


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
