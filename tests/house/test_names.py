"""Names: one class name has one meaning, and words that puzzle a newcomer stay out of the names of files and classes."""

import ast
from collections import defaultdict

from tests.house.sources import nodes_of, program_files

OWN_WORDS = {"pump", "look", "door", "spoken"}
"""Words of ours for what the field has a word for: inbox worker, page configuration, access control, language."""


def classes(nodes):
    """Names of classes, and of types that stand for others."""
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            yield node.name


def words_of(name):
    """``CallDesk`` and ``call_desk`` -> call, desk."""
    spaced = "".join(f" {letter}" if letter.isupper() else letter for letter in name.replace("_", " "))
    return set(spaced.lower().split())


def test_one_class_name_has_one_meaning():
    found = defaultdict(list)
    for file in program_files():
        for name in classes(nodes_of(file)):
            found[name.lstrip("_")].append(str(file))
    assert {name: where for name, where in found.items() if len(where) > 1} == {}


def test_no_file_or_class_is_named_with_a_word_of_our_own():
    named = []
    for file in program_files():
        nodes = nodes_of(file)
        functions = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
        named += [f"{file}: {name}" for name in (file.stem, *classes(nodes), *functions) if words_of(name) & OWN_WORDS]
    assert named == []
