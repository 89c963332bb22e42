"""A status of its own, in which the citizen is waited for: what the places of a status get, and what is asked of it."""

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

ASKED = """
from datetime import timedelta
from random import Random

from command_center.casework.triage import Step
from command_center.domain.inbound import Inbound, Reporter
from command_center.domain.workflow import Status
from command_center.domain.working_days import WIB
from command_center.intake.accept import Parsed
from command_center.followers.projection import projection
from command_center.open311 import answers
from command_center.readmodel.read_model import ReadModel
from command_center.store.public_reports import PublicReports
from command_center.store.report_search import ReportSearch
from command_center.export.exporter import Exporter
from data_sources.channels.sp4n.format import meaning
from program.core import opened
from simulation.habits import load_habits
from simulation.staff import next_steps

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
with opened(
    read_settings(var_dir=Path(tempfile.mkdtemp()), demo=False, secret_key="x" * 40, _env_file=None)
) as apart:
    item = Inbound("sp4n", "lapor", "1", NOW, "rob di Tanjung Mas", Reporter("1"), policy="sp4n")
    apart.intake.accept([Parsed(None, NOW, (item,))], NOW)
    taken = [("verified", 1), ("waiting", 2), ("forwarded", 3), ("waiting", 4)]
    for status, hours in taken:
        apart.triage.take([Step(1, Status(status), NOW + hours * HOUR, "sari")])
    (report,) = apart.reports.all_after(0, 9)
    (public,) = PublicReports(apart.db).by_numbers([report.number])
    (request,) = answers.requests([public], apart.reference)
    exported = Exporter(apart.db, apart.reference, WIB)
    found = len(list(exported.rows(ReportSearch(status="waiting"), masked=True)))
    usual = next_steps(
        [report], NOW + 99 * HOUR, Random(1), elapsed=timedelta(days=99), speed=60, habits=load_habits()
    )
    model = ReadModel.open(None, WIB, apart.reference.calendar)
    projection(model, apart.event_log).catch_up()
    open_ = model.cursor().execute("SELECT status, closed_at IS NULL FROM facts").fetchall()
    said = meaning(apart.channels["sp4n"]._format.statuses, "Zzz Uji sejak kemarin")
    apart.triage.take([Step(1, Status.SETTLED, NOW + 5 * HOUR, "sari")])
    told["status"] = {
        "status": str(report.status),
        "next_due": str(report.next_due[0]),
        "open311": [request["status"], request["status_notes"]],
        "sp4n": said,
        "found": found,
        "simulated": [str(step.status) for _, step in usual],
        "read_model": open_,
        "settled": str(apart.reports.by_number(report.number).status),
    }
"""


def filled(place: str) -> str:
    """A place of a status is called as it is listed."""
    return place
