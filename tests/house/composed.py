"""The program as it is composed, with people who ask it: a copy of the program runs this before what a test asks of it.

No part of the tests is in a copy, so that this file imports none.
"""

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from command_center.settings import read_settings
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from command_center.web.security.callback_outputs import ROUTING
from program import composition
from program.core import build_core

PASSWORD = "tujuh belas bebek di kali"

running = composition.compose(
    build_core(read_settings(var_dir=Path(tempfile.mkdtemp()), demo=False, secret_key="k" * 40, _env_file=None))
)


@cache
def browser(role: str) -> FlaskClient:
    """Somebody with this role, signed in: the same one each time."""
    Accounts(Users(running.core.db)).add(f"sari-{role}", PASSWORD, [role], datetime.now(UTC))
    client = running.server.test_client()
    form = client.get("/masuk").get_data(as_text=True)
    token = form.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = client.post("/masuk", data={"csrf_token": token, "name": f"sari-{role}", "password": PASSWORD})
    assert answer.status_code == 303
    return client


def shown(client: FlaskClient, path: str) -> TestResponse:
    """The content of a page, as Dash asks for it; its address itself answers with an empty frame."""
    return call(
        client,
        ROUTING,
        outputs=[{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        inputs=[
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
    )


def call(client: FlaskClient, output: str, **more: Any) -> TestResponse:
    """Call a callback by its output, as Dash does."""
    body = {"output": output, "inputs": [], "changedPropIds": []} | more
    return client.post("/_dash-update-component", json=body)
