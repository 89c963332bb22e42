"""The program's sources as they stand, each read and parsed once for all rules of the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("program", "command_center", "data_sources", "layouts", "callbacks", "simulation")


@cache
def text_of(file: Path) -> str:
    """What stands in a file, named from the root."""
    return (ROOT / file).read_text("utf-8")


@cache
def module_of(file: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(text_of(file))


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """Every node of a file."""
    return tuple(ast.walk(module_of(file)))


@cache
def program_files() -> tuple[Path, ...]:
    """The files of the program, named from the root."""
    return tuple(file.relative_to(ROOT) for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))


def sources(word: str) -> Iterator[tuple[Path, tuple[ast.AST, ...]]]:
    """Each file of the program in which this word stands, with its nodes; without the migrations: they write the tables as they
    once were. To parse all files takes seconds.
    """
    for file in program_files():
        if "migrations" not in file.parts and word in text_of(file):
            yield file, nodes_of(file)
