"""A new status is one entry of the workflow and its words, and nothing else: everything that reads the table follows."""

import json
from typing import Any

import pytest

from tests.house.patterns import copy_with, places_of, run_in

ENTRY = """    WAITING = (
        "waiting",
        Rule(leads_to=("forwarded", "answered", "settled"), follows=("verified", "forwarded", "answered"), progress=25),
    )
"""
WORDS = """
[waiting]
public = { id = "{opd} menunggu keterangan pelapor.", en = "{opd} waits for the citizen." }
sp4n = ["Zzz Uji"]
"""
CHANGES: dict[str, str | tuple[str, str]] = {
    "command_center/domain/workflow.py": ("    ANSWERED = (\n", ENTRY),
    "command_center/reference/statuses.toml+": WORDS,
}

RUN = """
import json, os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

os.environ.update(VAR_DIR=str(Path("var")), DEMO="0", SECRET_KEY="x" * 40)
from command_center.casework.triage import Step
from command_center.domain.inbound import Inbound, Reporter
from command_center.domain.workflow import Status
from command_center.domain.working_days import WIB
from command_center.intake.accept import Parsed
from command_center.followers.projection import projection
from command_center.open311 import answers
from command_center.readmodel.read_model import ReadModel
from command_center.settings import read_settings
from command_center.store.public_reports import PublicReports
from command_center.store.report_search import ReportSearch
from command_center.export.exporter import Exporter
from data_sources.channels.sp4n.format import meaning
from program.core import opened
from simulation.habits import load_habits
from simulation.staff import next_steps

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
with opened(read_settings()) as core:
    item = Inbound("sp4n", "lapor", "1", NOW, "rob di Tanjung Mas", Reporter("1"), policy="sp4n")
    core.intake.accept([Parsed(None, NOW, (item,))], NOW)
    taken = [("verified", 1), ("waiting", 2), ("forwarded", 3), ("waiting", 4)]
    for status, hours in taken:
        core.triage.take([Step(1, Status(status), NOW + hours * HOUR, "sari")])
    (report,) = core.reports.all_after(0, 9)
    (public,) = PublicReports(core.db).by_numbers([report.number])
    (request,) = answers.requests([public], core.reference)
    exported = Exporter(core.db, core.reference, WIB)
    found = len(list(exported.rows(ReportSearch(status="waiting"), masked=True)))
    usual = next_steps(
        [report], NOW + 99 * HOUR, Random(1), elapsed=timedelta(days=99), speed=60, habits=load_habits()
    )
    model = ReadModel.open(None, WIB, core.reference.calendar)
    projection(model, core.event_log).catch_up()
    open_ = model.cursor().execute("SELECT status, closed_at IS NULL FROM facts").fetchall()
    said = meaning(core.channels["sp4n"]._format.statuses, "Zzz Uji sejak kemarin")
    core.triage.take([Step(1, Status.SETTLED, NOW + 5 * HOUR, "sari")])
    print(json.dumps({
        "status": str(report.status),
        "next_due": str(report.next_due[0]),
        "open311": [request["status"], request["status_notes"]],
        "sp4n": said,
        "found": found,
        "simulated": [str(step.status) for _, step in usual],
        "read_model": open_,
        "settled": str(core.reports.by_number(report.number).status),
    }))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the program with the new status in it says of a report that has it."""
    return json.loads(run_in(copy_with(tmp_path_factory.mktemp("status") / "copy", CHANGES), RUN).splitlines()[-1])


def test_a_status_is_added_in_the_places_that_contributing_lists():
    assert {name.removesuffix("+") for name in CHANGES} == set(places_of("status"))


def test_a_report_takes_the_status_and_leaves_it(told: Any):
    assert (told["status"], told["settled"]) == ("waiting", "settled")


def test_the_deadline_that_is_not_met_still_runs(told: Any):
    assert told["next_due"] == "answer"


def test_apps_read_that_it_is_open_and_why(told: Any):
    assert told["open311"] == ["open", "Dinas Pekerjaan Umum menunggu keterangan pelapor."]


def test_what_sp4n_calls_it_is_understood(told: Any):
    assert told["sp4n"] == "waiting"


def test_exports_find_it_and_the_read_model_counts_it_as_open(told: Any):
    assert told["found"] == 1
    assert told["read_model"] == [["waiting", True]]


def test_the_simulated_staff_goes_on_from_it(told: Any):
    assert told["simulated"][0] == "answered"
