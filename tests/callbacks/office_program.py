"""The program as it is composed, with a handful of reports, for the pages of departments, of the mayor and of closures."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image

from command_center.domain.acting import acting_person
from command_center.domain.acts import Act, ActKind
from command_center.domain.inbound import Inbound, Reporter
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from command_center.store.event_log import EventLog
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from program import composition
from program.core import build_core
from program.filling import fill
from tests.intake.test_accept import ITEM
from tests.servers.empty_database import with_tables
from tests.web.conftest import PASSWORD, cheap_passwords, sign_in

SARI = acting_person("sari", frozenset({"p3m"}))
NAMES = {
    "p3m": ("p3m", ""),
    "diskominfo": ("diskominfo", ""),
    "mayor": ("mayor", ""),
    "admin": ("admin", ""),
    "dpu": ("opd", "dpu"),
    "dlh": ("opd", "dlh"),
    "staf-dpu": ("opd_staff", "dpu"),
    "staf-dlh": ("opd_staff", "dlh"),
}
"""Who is there -> role and department."""
TEXT = "Jalan berlubang dalam di depan SD, sudah dua motor jatuh"
PERSON = Reporter("628122334455", "Budi Santoso", "628122334455")


@dataclass
class OfficeProgram:
    """A composed program with a browser of everybody."""

    running: composition.Running
    people: dict

    def received(self, number_of: str, text: str = TEXT, *, opd: str = "dpu", visibility: str = "public") -> str:
        """A report that P3M has forwarded; its number."""
        core, now = self.running.core, datetime.now(UTC) - timedelta(hours=2)
        item: Inbound = replace(
            ITEM, text=f"{text} {number_of}", external_id=number_of, sent_at=now, reporter=replace(PERSON, key=number_of),
            account="kota",
        )  # fmt: skip
        (report_id,) = core.intake.accept([Parsed(None, now, (item,))], now)[0].report_ids
        acts = [Act(ActKind.FORWARD, report_id, opd=opd, note="Mohon dicek ke lokasi.")]
        if visibility != "public":
            acts.insert(0, Act(ActKind.CORRECT, report_id, visibility=visibility))
        core.handling.do(acts, SARI, now + timedelta(minutes=5))
        self.follow()
        return core.reports.all_after(report_id - 1, 1)[0].number

    def follow(self) -> None:
        """Bring the read model up to the log."""
        fill(self.running.model, self.running.projection, EventLog(self.running.core.db))

    def report(self, number: str):
        """The report now."""
        return self.running.core.reports.by_number(number)

    def post(self, who: str, path: str, values: dict, files: Sequence[tuple[str, Any]] = ()):
        """Send a form of a page with the token of the page."""
        page = self.people[who].get(path.partition("?")[0])
        data = {"csrf_token": token_of(page.text), **values}
        for name, file in files:
            data.setdefault(name, []).append(file)
        return self.people[who].post(path, data=data, content_type="multipart/form-data")


def token_of(page: str) -> str:
    """The token of the session that a page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else ""


def version_of(page: str) -> str:
    """The version of the report that a page shows."""
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def picture(colour: str = "red", name: str = "foto.jpg"):
    """A photo as a browser sends one."""
    content = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(content, "JPEG")
    content.seek(0)
    return content, name, "image/jpeg"


def begin(folder) -> OfficeProgram:
    """The program on an empty database, with everybody signed in."""
    settings = read_settings(var_dir=with_tables(folder), demo=False, secret_key="k" * 40, _env_file=None)
    running = composition.compose(build_core(settings))
    accounts = Accounts(Users(running.core.db))
    people = {}
    with cheap_passwords():
        for name, (role, opd) in NAMES.items():
            accounts.add(f"uji-{name}", PASSWORD, [role], datetime.now(UTC), opd=opd)
            people[name] = running.server.test_client()
            assert sign_in(people[name], f"uji-{name}").status_code == 303
    return OfficeProgram(running, people)
