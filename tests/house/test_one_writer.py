"""The unit of work is the only writer of change: nobody else appends to the log, or writes a row of a report."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("program", "command_center", "data_sources", "layouts", "callbacks", "simulation")
WRITER = Path("command_center/store/unit_of_work.py")
TABLES = ("events", "reports", "steps", "reporters")
"""Tables of reports and of what happened to them."""


def sources():
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT), ast.parse(file.read_text("utf-8"))


def calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def named(node):
    """The last name of what is called or passed: ``event_log.append`` -> append."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def writes(tree, table):
    """Whether an insert, update or delete of the table stands in the source: of SQLAlchemy, or in the words of SQL."""
    for call in calls(tree):
        if named(call.func) in ("insert", "update", "delete"):
            of_argument = bool(call.args) and named(call.args[0]) == table
            of_table = isinstance(call.func, ast.Attribute) and named(call.func.value) == table
            if of_argument or of_table:
                return True
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    in_words = re.compile(rf"\b(insert\s+into|update|delete\s+from)\s+{table}\b", re.IGNORECASE)
    return any(in_words.search(each) for each in texts)


@pytest.mark.parametrize(
    "source",
    [
        "insert(events)",
        "connection.execute(events.insert(), rows)",
        "tables.events.update().values(by='x')",
        "text('INSERT INTO events (seq) VALUES (1)')",
        "text('delete from  events')",
    ],
)
def test_every_way_to_write_a_table_is_seen(source):
    assert writes(ast.parse(source), "events")
    assert not writes(ast.parse(source), "reports")


@pytest.mark.parametrize("table", TABLES)
def test_only_the_unit_of_work_writes_the_tables_of_reports(table):
    writers = {file for file, tree in sources() if writes(tree, table)}
    assert writers == {Path("command_center/store/event_log.py") if table == "events" else WRITER}


def test_only_the_unit_of_work_appends_to_the_event_log():
    importers = set()
    for file, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("event_log"):
                importers |= {file for each in node.names if each.name == "append"}
        importers |= {
            file
            for call in calls(tree)
            if isinstance(call.func, ast.Attribute)
            and call.func.attr == "append"
            and named(call.func.value) == "event_log"
        }
    assert importers == {WRITER}


def test_only_the_unit_of_work_turns_a_report_into_a_row():
    users = {file for file, tree in sources() for call in calls(tree) if named(call.func) == "to_row"}
    assert users == {WRITER}


def test_the_program_counts_pauses_wherever_it_writes_reports():
    """`Reports` without a clock leaves deadlines as they are: for tests, and for nobody else."""
    made = [
        (str(file), {keyword.arg for keyword in call.keywords}, len(call.args))
        for file, tree in sources()
        for call in calls(tree)
        if named(call.func) == "Reports"
    ]
    assert made
    assert all("clock" in keywords or arguments == 3 for _, keywords, arguments in made), made
