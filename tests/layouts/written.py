"""What the sources of the screens write: the texts in layouts and callbacks, and the scripts of the browser."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILLED_IN = "\0"
"""Stands in a text for what is filled into it."""


@cache
def texts() -> frozenset[str]:
    """Every text of the Python sources, but those that begin with what is filled in: they could be anything."""
    sources = [file for folder in ("layouts", "callbacks") for file in sorted((ROOT / folder).rglob("*.py"))]
    return frozenset(text for file in sources for text in _texts(ast.parse(file.read_text("utf-8"))))


def _texts(tree: ast.AST) -> Iterator[str]:
    left: list[object] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, list):
            left += node
            continue
        if not isinstance(node, ast.AST):
            continue
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                yield node.value
            continue
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else FILLED_IN for part in node.values)
        left += vars(node).values()


def could_be(text: str, name: str) -> bool:
    """Whether a text is this name once it is filled in."""
    if FILLED_IN not in text:
        return text == name
    return name.startswith(text.partition(FILLED_IN)[0]) and _shape(text).fullmatch(name) is not None


@cache
def _shape(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(re.escape(FILLED_IN), r"[\w-]*"))


@cache
def scripts() -> str:
    """All JavaScript of the screens."""
    return "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "assets").rglob("*.js")))


def in_scripts(name: str) -> bool:
    """Whether a script writes this name as a word of its own."""
    return name in script_words()


@cache
def script_words() -> frozenset[str]:
    """Every run of letters, digits, _ and - that a script has."""
    return frozenset(re.findall(r"[\w-]+", scripts()))


@cache
def values() -> frozenset[str]:
    """Every text of the core: values that a page is given and fills into the name of a word."""
    sources = sorted((ROOT / "command_center").rglob("*.py"))
    return frozenset(text for file in sources for text in _texts(ast.parse(file.read_text("utf-8"))))


@cache
def templates() -> str:
    """All templates of pages that are sent without Dash."""
    return "\n".join(
        file.read_text("utf-8") for file in sorted((ROOT / "layouts").rglob("templates/**/*")) if file.is_file()
    )


@cache
def templates_named() -> list[tuple[str, str]]:
    """The texts of the templates, each with the sign behind which it goes on."""
    return re.findall(r"""["']([\w.]+)["']\s*([~+])?""", templates())


def in_templates(key: str) -> bool:
    """Whether a template names this word, one of which it fills in the end, or one that Python names and it puts behind the section."""
    section, _, name = key.partition(".")
    for named, goes_on in templates_named():
        if key == named or (goes_on and named != f"{section}." and key.startswith(named)):
            return True
        if (
            goes_on
            and named == f"{section}."
            and (
                name.removesuffix("_hint") in values()
                or any(could_be(text, name) for text in texts() if text.strip(FILLED_IN))
            )
        ):
            return True
    return False
