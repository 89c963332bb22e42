"""The trail: what happens at the door stands in the audit, without what must not, and nobody can fill it by trying."""

import pytest

from command_center.errors import StoreUnavailable
from command_center.web.security.audit import RARE_SECONDS
from tests.web.conftest import PASSWORD, sign_in, token_of

pytestmark = pytest.mark.usefixtures("quick_passwords")


def rows(house, act):
    return [(each.who, each.subject, dict(each.details)) for each in house.audited(act)]


@pytest.fixture
def sari(house):
    house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at)
    return house


def test_who_came_in_and_out_and_from_where(sari):
    client = sari.client()
    client.environ_base |= {
        "REMOTE_ADDR": "203.0.113.7",
        "HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
    }
    sign_in(client, "sari")
    client.post("/keluar", data={"csrf_token": token_of(client, "/keluar")})
    came, left = sari.audited("sign.")
    assert (came.act, came.who, came.subject, came.address) == ("sign.in", "sari", "sari", "203.0.113.7")
    assert came.details == {"by": "password", "second": "", "browser": "Firefox · Windows"}
    assert (left.act, left.who, left.address) == ("sign.out", "sari", "203.0.113.7")


def test_a_failed_sign_in_names_the_account_that_was_tried_and_nothing_that_was_typed(sari):
    sign_in(sari.client(), "sari", "not the password")
    sign_in(sari.client(), "my-secret-in-the-wrong-field", PASSWORD)
    assert [(who, subject) for who, subject, _ in rows(sari, "sign.failed")] == [("", "sari"), ("", "")]
    assert "secret" not in repr(sari.audited())
    assert PASSWORD not in repr(sari.audited())
    assert "not the password" not in repr(sari.audited())


def test_tries_beyond_the_limit_are_one_row_a_minute_with_their_number(sari):
    for _ in range(16):
        sign_in(sari.client(), "sari", "wrong")
    assert len(rows(sari, "sign.failed")) == 10
    assert [details.get("left_out") for _, _, details in rows(sari, "sign.limited")] == [None]
    sari.clock.forward(RARE_SECONDS)
    sign_in(sari.client(), "sari", "wrong")
    assert [details.get("left_out") for _, _, details in rows(sari, "sign.limited")] == [None, 5]


def test_who_was_turned_away_from_what(sari):
    client = sari.person("p3m", "budi")
    client.get("/analytics?token=secret").close()
    client.get("/analytics").close()
    client.get("/opd/dpu").close()
    assert [(who, subject) for who, subject, _ in rows(sari, "access.denied")] == [
        ("budi", "/analytics"),
        ("budi", "/opd/dpu"),
    ]
    assert "secret" not in repr(sari.audited())


def test_a_stranger_fills_no_rows_by_making_addresses_up(sari):
    for number in range(20):
        sari.client().post(f"/hooks/{number}", headers={"Sec-Fetch-Site": "cross-site"}).close()
        sari.client().post("/masuk", headers={"Sec-Fetch-Site": "cross-site"}).close()
    assert len(rows(sari, "access.denied")) == 1


def test_devices_are_told_from_people_of_the_same_name(sari):
    sari.wall("sari")
    assert [(who, subject) for who, subject, _ in rows(sari, "wall.open")] == [("wall:sari", "sari")]
    sari.client().get("/wall?link=made-up").close()
    assert len(rows(sari, "wall.refused")) == 1


def test_nobody_comes_in_whose_row_cannot_be_kept(sari):
    client = sari.client()
    data = {"csrf_token": token_of(client), "name": "sari", "password": PASSWORD}
    sari.db.write(lambda connection: connection.exec_driver_sql("ALTER TABLE audit RENAME TO away"))
    assert client.post("/masuk", data=data).status_code >= 500
    sari.db.write(lambda connection: connection.exec_driver_sql("ALTER TABLE away RENAME TO audit"))
    assert client.get("/wall").status_code == 303


def test_what_was_refused_is_refused_also_while_the_row_cannot_be_kept(sari, monkeypatch):
    client = sari.person("p3m", "budi")

    def away(_work, **_more):
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(sari.db, "write", away)
    assert client.get("/analytics").status_code == 403
