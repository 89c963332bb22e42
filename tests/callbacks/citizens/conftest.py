"""The composed program with its inbox worker at work, and browsers and programs that ask it."""

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image

from command_center.settings import read_settings
from program import composition
from program.composition import Running
from program.core import build_core
from tests.casework.desk_worker import running
from tests.servers.empty_database import with_tables

JSON = {"Accept": "application/json"}
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{8}")


@dataclass(frozen=True)
class Site:
    """The program; each client is a stranger of an address of its own, so that no limit of one counts for another."""

    running: Running
    addresses: list[str]

    def client(self) -> FlaskClient:
        client = self.running.server.test_client()
        self.addresses.append(f"10.1.{len(self.addresses) // 250}.{len(self.addresses) % 250 + 1}")
        client.environ_base["REMOTE_ADDR"] = self.addresses[-1]
        return client

    def reported(self, **fields) -> tuple[str, str]:
        """Number and code of a new report, sent by a program."""
        answer = self.client().post("/lapor", data={"text": "Lampu jalan mati total"} | fields, headers=JSON)
        assert answer.status_code == 201, answer.text
        told: dict[str, str] = answer.get_json()
        return told["number"], told["code"]

    def report(self, number):
        return self.running.core.reports.by_number(number)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    settings = read_settings(
        var_dir=with_tables(tmp_path_factory.mktemp("site")), demo=False, secret_key="k" * 40, _env_file=None
    )
    composed = composition.compose(build_core(settings))
    with running(composed.core.worker, composed.core.db):
        yield Site(composed, [])
    composed.core.close()


def photo(colour="green", form="JPEG", **more):
    """A small picture as a file of a form."""
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, form, **more)
    return BytesIO(out.getvalue()), f"foto.{form.lower()}"


def hidden(page, name):
    """Value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]
