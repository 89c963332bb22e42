"""Every key, table and element of a TOML file is found on its line."""

import tomllib
from pathlib import Path

import pytest

from command_center.errors import BadReferenceData
from command_center.reference.toml_lines import TomlFile

TEXT = '''# a comment with [brackets] and "quotes"
top = 1
"quoted key" = 2   # and a comment = here
dotted.name = 3
list = [
  "a", "b",  # two on a line
  "c # no comment",
  { inner = 1 },
]
text = """
[not.a.table]
also = "not a key"
"""
literal = \'\'\'
= [ \'\'\'
inline = { id = "x = [1]", en = 'y', deep = { er = 1 } }
when = 2026-05-02

[table]
key = "]"

[[many]]
code = "one"
[many.sub]
x = 1
[[many.item]]
n = 1
[[many.item]]
n = 2

[[many]]
code = "two"
sub = { x = 2 }
[[many.item]]
n = 3
'''


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "x.toml"
    file.write_bytes(text.encode())
    return file


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("where", "begins"),
    [
        (("top",), "top ="),
        (("quoted key",), '"quoted key"'),
        (("dotted", "name"), "dotted.name"),
        (("list",), "list ="),
        (("list", 0), '  "a", "b"'),
        (("list", 1), '  "a", "b"'),
        (("list", 2), '  "c # no'),
        (("list", 3, "inner"), "  { inner"),
        (("text",), "text ="),
        (("literal",), "literal ="),
        (("inline", "en"), "inline ="),
        (("inline", "deep", "er"), "inline ="),
        (("when",), "when ="),
        (("table",), "[table]"),
        (("table", "key"), 'key = "]"'),
        (("many", 0), "[[many]]"),
        (("many", 0, "code"), 'code = "one"'),
        (("many", 0, "sub", "x"), "x = 1"),
        (("many", 0, "item", 1, "n"), "n = 2"),
        (("many", 1, "code"), 'code = "two"'),
        (("many", 1, "sub", "x"), "sub = {"),
        (("many", 1, "item", 0, "n"), "n = 3"),
        (("many", 1, "missing"), None),
    ],
)
def test_the_line_of_everything(tmp_path, where, begins, newline):
    file = TomlFile(write(tmp_path, TEXT.replace("\n", newline)))
    line = file.line(where)
    if begins is None:
        assert line == file.line(where[:-1])
    else:
        assert TEXT.splitlines()[line - 1].startswith(begins)
    assert file.data == tomllib.loads(TEXT)


def test_every_value_of_our_own_files_has_a_line():
    for path in sorted((Path(__file__).parents[2] / "command_center" / "reference").glob("*.toml")):
        file, lines = TomlFile(path), path.read_text(encoding="utf-8").splitlines()

        def check(value, where, file=file, lines=lines):
            line = lines[file.line(where) - 1]
            if where and isinstance(where[-1], str) and not isinstance(value, list | dict):
                assert where[-1] in line
            if isinstance(value, dict):
                for key, below in value.items():
                    check(below, (*where, key))
            elif isinstance(value, list):
                for index, below in enumerate(value):
                    check(below, (*where, index))

        check(file.data, ())


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"a = 1\nb = \nc = 3\n", 2, "not valid TOML"),
        (b"a = 1\na = 2\n", 2, "not valid TOML"),
        (b"a = 1\nb = '\xff'\n", 2, "UTF-8"),
        (b"[a\n", 1, "not valid TOML"),
        (b"a = '''\nopen\n", 3, "not valid TOML"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path, content, line, says):
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    with pytest.raises(BadReferenceData, match=says) as refused:
        TomlFile(file)
    assert refused.value.line == line


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadReferenceData, match="cannot be read") as refused:
        TomlFile(tmp_path / "none.toml")
    assert refused.value.line is None


def test_a_byte_order_mark_is_no_fault(tmp_path):
    file = tmp_path / "bom.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert TomlFile(file).data == {"a": 1}
