"""Whether the body of a callback's request is one that the page's own script could have sent: pure rules.

Dash trusts what it is sent: a component too few, or one without a name, would be an error of the server's own.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

MOST_OUTPUTS = 200
"""Components that one call may have drawn: no page has as many of a kind, and each costs its time."""


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
    """Whether a readable body names the very outputs, inputs and state of a callback, in their order (`app.callback_map`)."""
    declared, outputs = callback["output"], body["outputs"]
    if not isinstance(declared, list | tuple):
        declared, outputs = [declared], [outputs]
    if not isinstance(outputs, list) or len(outputs) != len(declared):
        return False
    return all(map(_writes, outputs, declared)) and all(
        _same(body.get(part, []), callback[part]) for part in ("inputs", "state")
    )


def _writes(sent: Any, declared: Any) -> bool:
    """An output as it was declared; only a pattern stands for many components, each of them once."""
    wanted = declared.component_id
    many = sent if isinstance(sent, list) else [sent]
    if isinstance(wanted, str):
        return not isinstance(sent, list) and sent["id"] == wanted
    names = {json.dumps(one["id"], sort_keys=True) for one in many}
    return len(names) == len(many) <= MOST_OUTPUTS and all(_fits(one["id"], wanted) for one in many)


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
        if pattern is not None and not _fits(one["id"], pattern):
            return False
    return True


def _fits(sent: Any, pattern: Mapping[str, Any]) -> bool:
    """Whether an id is one that a pattern stands for: its very keys, and plain values where it leaves them open."""
    return (
        isinstance(sent, dict)
        and sent.keys() == pattern.keys()
        and all(
            sent[key] == value if isinstance(value, str) else isinstance(sent[key], str | int | float)
            for key, value in pattern.items()
        )
    )


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
