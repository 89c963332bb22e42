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
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else FILLED_IN for part in node.values)


def could_be(text: str, name: str) -> bool:
    """Whether a text is this name once it is filled in."""
    return _shape(text).fullmatch(name) is not None


@cache
def _shape(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(re.escape(FILLED_IN), r"[\w-]*"))


@cache
def scripts() -> str:
    """All JavaScript of the screens."""
    return "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "assets").rglob("*.js")))


def in_scripts(name: str) -> bool:
    """Whether a script writes this name as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", scripts()) is not None


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


def in_templates(key: str) -> bool:
    """Whether a template names this word, one of which it fills in the end, or one that Python names and it puts behind the section."""
    section, _, name = key.partition(".")
    for named, goes_on in re.findall(r"""["']([\w.]+)["']\s*([~+])?""", templates()):
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
