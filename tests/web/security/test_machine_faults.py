"""What programs are told where something fails inside, or a rule of ours refuses: in the format of the address, without a secret."""

import pytest
from flask import abort

from command_center.errors import NotAllowed, StoreUnavailable
from tests.web.conftest import compose
from tests.web.security.test_machine_errors import API, JSON, TEXT, XML, told

FAILING = ("/open311/v2/failing.xml", "/open311/v2/failing.json", "/api/v1/failing", "/hooks/failing/x")


@pytest.fixture(scope="module")
def failing(tmp_path_factory):
    """An administrator in a house where each of those addresses fails by the fault that is put into the list."""
    house, faults = compose(tmp_path_factory.mktemp("failing")), []

    def view():
        if isinstance(faults[-1], int):
            abort(faults[-1])
        raise faults[-1]

    for prefix in FAILING:
        house.server.add_url_rule(prefix, prefix.replace(".", "-"), view)
    yield house.person("admin"), faults
    house.db.close()


@pytest.mark.parametrize("prefix", FAILING)
@pytest.mark.parametrize(
    ("fault", "status", "headers"),
    [
        (ZeroDivisionError("secret"), 500, {}),
        (StoreUnavailable("the database is away"), 503, {"Retry-After": "5"}),
        (NotAllowed("another department"), 403, {}),
        (400, 400, {}),
        (401, 401, {}),
        (413, 413, {}),
        (409, 409, {}),
        (429, 429, {}),
        (503, 503, {}),
    ],
    ids=str,
)
def test_what_fails_inside_is_told_in_the_format_and_without_a_secret(failing, prefix, fault, status, headers):
    client, faults = failing
    faults.append(fault)
    answer = client.get(prefix)
    kind = JSON if prefix.endswith(".json") else XML if prefix.endswith(".xml") else API if "/api" in prefix else TEXT
    found = told(answer)
    assert found[:2] == (status, kind)
    assert "secret" not in found[2]
    assert headers.items() <= dict(answer.headers).items()


@pytest.mark.parametrize(
    ("path", "kind"), [("/open311/v2/l.json", JSON), ("/open311/v2/l.xml", XML), ("/api/v1/l", API), ("/hooks/l/x", TEXT)]
)  # fmt: skip
def test_the_limiters_refusal_is_told_in_the_format(new_house, path, kind):
    new_house.server.add_url_rule(path, "limited", new_house.access.limiter.limit("1/hour")(lambda: "secret"))
    client = new_house.person("admin")
    assert client.get(path).status_code == 200
    status, found, words = told(client.get(path))
    assert (status, found) == (429, kind)
    assert "wait" in words


def test_a_rule_that_the_policy_does_not_name_is_403_in_json(new_house):
    new_house.server.add_url_rule("/api/forgotten", "forgotten", lambda: "secret")
    assert told(new_house.person("admin").get("/api/forgotten"))[:2] == (403, API)
