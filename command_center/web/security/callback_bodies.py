"""Whether the body of a callback's request is one that the page's own script could have sent: pure rules.

Dash trusts what it is sent: a component too few, or one without a name, would be an error of the server's own.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any


def readable(body: Mapping[str, Any]) -> bool:
    """Whether Dash can read outputs, inputs, state and what changed."""
    if not _is_text(body):
        return False
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(each, str) for each in changed):
        return False
    return all(_components(body.get(part, [])) for part in ("inputs", "state")) and (
        _component(body.get("outputs")) or (bool(body.get("outputs")) and _components(body.get("outputs")))
    )


def as_declared(body: Mapping[str, Any], callback: Mapping[str, Any]) -> bool:
    """Whether a readable body names the very inputs and state of a callback, in their order (`app.callback_map`), and
    as many outputs as it has.
    """
    declared, outputs = callback["output"], body["outputs"]
    if isinstance(declared, list | tuple):
        if not isinstance(outputs, list) or len(outputs) != len(declared):
            return False
        # Only an id that stands for many components has many outputs.
        if any(
            isinstance(sent, list) and isinstance(one.component_id, str)
            for sent, one in zip(outputs, declared, strict=True)
        ):
            return False
    elif isinstance(outputs, list) and isinstance(declared.component_id, str):
        return False
    return all(_same(body.get(part, []), callback[part]) for part in ("inputs", "state"))


def _same(sent: Sequence[Any], declared: Sequence[Mapping[str, Any]]) -> bool:
    return len(sent) == len(declared) and all(map(_is, sent, declared))


def _is(sent: Any, declared: Mapping[str, Any]) -> bool:
    """A component as it was declared; a pattern stands for any that has its keys, or for a list of them."""
    wanted = declared["id"]
    pattern = json.loads(wanted) if isinstance(wanted, str) and wanted.startswith("{") else None
    for one in sent if isinstance(sent, list) else [sent]:
        if one["property"] != declared["property"]:
            return False
        if pattern is None and (isinstance(sent, list) or one["id"] != wanted):
            return False
        if pattern is not None and not (isinstance(one["id"], dict) and one["id"].keys() == pattern.keys()):
            return False
    return True


def _is_text(body: Mapping[str, Any]) -> bool:
    """Whether all of it can be written as text: a lone surrogate, which JSON can spell, cannot be kept anywhere."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _components(part: Any) -> bool:
    return isinstance(part, list) and all(
        all(map(_component, each)) if isinstance(each, list) else _component(each) for each in part
    )


def _component(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("id"), str | dict) and isinstance(part.get("property"), str)
