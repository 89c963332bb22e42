"""Which pages a Dash callback writes to, read from the request that calls it."""

import json
import re
from typing import Any

ROUTING = ".._pages_content.children..._pages_store.data.."
"""Output of Dash's own callback that shows a page; the layout it returns is checked apart (`AccessControl.allowed`)."""
LONGEST = 20_000
"""Characters of the longest output that is looked at."""
_PROPERTY = re.compile(r"[\w-]+(@[0-9a-f]+)?", re.ASCII)


class BadOutput(ValueError):
    """The output is not one that Dash's renderer would send."""


def pages_written(output: object, outputs: object) -> frozenset[str]:
    """Keys of the pages that a call of a callback writes to; raises BadOutput for what cannot be read for certain.

    `output` is the callback's key ("wall-map.figure", "..a-x.children...a-y.data..", '{"chart":["ALL"],"page":"a"}.figure'),
    `outputs` the components the renderer wants written: both are the caller's word, so both are read.
    """
    if not isinstance(output, str) or not 0 < len(output) <= LONGEST:
        raise BadOutput("output must be a text")
    pages = {_page_of_text(each) for each in _split(output)}
    pages.update(_page_of_id(each) for each in _ids(outputs))
    return frozenset(pages)


def _split(output: str) -> list[str]:
    if not output.startswith(".."):
        return [output]
    if not output.endswith("..") or len(output) < 5:
        raise BadOutput(f"{output[:80]!r} opens a list of outputs and does not close it")
    return output[2:-2].split("...")


def _page_of_text(one: str) -> str:
    """Page of "<id>.<property>"; an output that may be written by several callbacks ends in "@<hash>"."""
    written, _, prop = one.rpartition(".")
    if not _PROPERTY.fullmatch(prop):
        raise BadOutput(f"{one[:80]!r} names no property of a component: a callback of the server needs an output")
    written = written.replace("\\.", ".")
    if not written.startswith("{"):
        return _page_of_id(written)
    try:
        return _page_of_id(json.loads(written))
    except (ValueError, RecursionError) as error:
        raise BadOutput(f"{one[:80]!r} has an id that is no JSON") from error


def _page_of_id(component_id: object) -> str:
    page: object = None
    if isinstance(component_id, str):
        page = component_id.partition("-")[0]
    elif isinstance(component_id, dict):
        page = component_id.get("page")
    if not isinstance(page, str) or not page:
        raise BadOutput(f"the id {str(component_id)[:80]!r} belongs to no page")
    return page


def _ids(outputs: object) -> list[Any]:
    """The ids in `outputs`: one component, a list of them, or lists inside a list where an id has ALL."""
    if outputs is None:
        return []
    if isinstance(outputs, dict):
        if "id" not in outputs:
            raise BadOutput("a component in outputs has no id")
        return [outputs["id"]]
    if not isinstance(outputs, list):
        raise BadOutput("outputs must be a component or a list of components")
    found = []
    for each in outputs:
        for one in each if isinstance(each, list) else [each]:
            if not isinstance(one, dict) or "id" not in one:
                raise BadOutput("a component in outputs has no id")
            found.append(one["id"])
    return found
