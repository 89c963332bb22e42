"""The unit of work is the only writer of change: nobody else appends to the log, or writes a row of a report."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import sources

WRITER = Path("command_center/store/unit_of_work.py")
TABLES = ("events", "reports", "steps", "reporters")
"""Tables of reports and of what happened to them."""
WAYS = "insert", "update", "delete"


def calls(nodes):
    return [node for node in nodes if isinstance(node, ast.Call)]


def named(node):
    """The last name of what is called or passed: ``event_log.append`` -> append."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def writes(nodes, table):
    """Whether an insert, update or delete of the table stands in the source: of SQLAlchemy, or in the words of SQL."""
    in_words = re.compile(rf"\b(insert\s+into|update|delete\s+from)\s+{table}\b", re.IGNORECASE)
    for node in nodes:
        if isinstance(node, ast.Call) and named(node.func) in WAYS:
            of_argument = bool(node.args) and named(node.args[0]) == table
            of_table = isinstance(node.func, ast.Attribute) and named(node.func.value) == table
            if of_argument or of_table:
                return True
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and in_words.search(node.value):
            return True
    return False


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
    nodes = list(ast.walk(ast.parse(source)))
    assert writes(nodes, "events")
    assert not writes(nodes, "reports")


@pytest.mark.parametrize("table", TABLES)
def test_only_the_unit_of_work_writes_the_tables_of_reports(table):
    writers = {file for file, nodes in sources(table) if writes(nodes, table)}
    assert writers == {Path("command_center/store/event_log.py") if table == "events" else WRITER}


def test_only_the_unit_of_work_appends_to_the_event_log():
    importers = set()
    for file, nodes in sources("event_log"):
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("event_log"):
                importers |= {file for each in node.names if each.name == "append"}
        importers |= {
            file
            for call in calls(nodes)
            if isinstance(call.func, ast.Attribute)
            and call.func.attr == "append"
            and named(call.func.value) == "event_log"
        }
    assert importers == {WRITER}


def test_only_the_unit_of_work_turns_a_report_into_a_row():
    users = {file for file, nodes in sources("to_row") for call in calls(nodes) if named(call.func) == "to_row"}
    assert users == {WRITER}


def test_the_program_counts_pauses_wherever_it_writes_reports():
    """`Reports` without a clock leaves deadlines as they are: for tests, and for nobody else."""
    made = [
        (str(file), {keyword.arg for keyword in call.keywords}, len(call.args))
        for file, nodes in sources("Reports")
        for call in calls(nodes)
        if named(call.func) == "Reports"
    ]
    assert made
    assert all("clock" in keywords or arguments == 3 for _, keywords, arguments in made), made
