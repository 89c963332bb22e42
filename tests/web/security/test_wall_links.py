"""Wall devices: in by a link, out when it is revoked."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from command_center.errors import StoreUnavailable
from command_center.web.security.access_control import PATIENCE
from command_center.web.security.wall_links import KNOWN_FOR
from tests.web.conftest import sign_in

pytestmark = pytest.mark.usefixtures("quick_passwords")


def wall_cookie(client):
    return next((cookie for cookie in client._cookies.values() if cookie.key.startswith("wall_")), None)


def link_of(house, name="layar kiri"):
    return next(link for link in house.links.everyone() if link.name == name and link.revoked_at is None)


def revoke(house, name="layar kiri"):
    house.links.revoke(link_of(house, name).id, house.clock.at)


def identity_of(house, client):
    """Who the house takes this browser for."""
    seen = []

    def look():
        seen.append(house.access.identity())
        return "ok"

    house.server.view_functions["/healthz"] = look
    client.get("/healthz").close()
    return seen[0]


def test_a_link_becomes_a_cookie_and_leaves_the_address(house):
    client = house.client()
    token = house.links.create("layar kiri", house.clock.at)
    answer = client.get(f"/wall?tema=terang&link={token}&bahasa=en")
    assert (answer.status_code, answer.location) == (303, "/wall?tema=terang&bahasa=en")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    parts = answer.headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"} <= set(parts)
    assert token not in answer.headers["Set-Cookie"]
    assert client.get("/wall?tema=terang&bahasa=en").status_code == 200
    identity = identity_of(house, client)
    assert (identity.kind, identity.name, identity.roles) == ("wall", "layar kiri", frozenset({"wall"}))


def test_the_cookie_is_for_https_only_where_the_installation_is(make_house):
    house = make_house(base_url="https://pusat.example")
    token = house.links.create("layar kiri", house.clock.at)
    assert "Secure" in house.client().get(f"/wall?link={token}").headers["Set-Cookie"].split("; ")


@pytest.mark.parametrize("token", ["", "x", "../..", "%00", "%F0%9F%8C%8A", "a" * 5000])
def test_a_wrong_link_is_refused_and_says_what_to_do(house, token):
    house.links.create("layar kiri", house.clock.at)
    client = house.client()
    answer = client.get(f"/wall?link={token}")
    assert answer.status_code == 403
    assert "Minta tautan baru kepada administrator" in answer.get_data(as_text=True)
    assert wall_cookie(client) is None


def test_a_link_opens_the_wall_only(house):
    token = house.links.create("layar kiri", house.clock.at)
    for path in ("/analytics", "/opd/dpu", "/", "/wall/", "//wall", "/_dash-layout", "/api/v1/reports.geojson"):
        client = house.client()
        client.get(f"{path}?link={token}").close()
        assert wall_cookie(client) is None


def test_a_device_sees_the_wall_and_nothing_else(house):
    client = house.wall()
    assert client.get("/").location == "/wall"
    for path in ("/analytics", "/opd/dpu"):
        assert client.get(path).location.startswith("/masuk?next=")
    for path in ("/api/v1/reports.geojson", "/api/openapi.json", "/metrics"):
        assert client.get(path).status_code == 403
    assert client.post("/api/v1/answers").status_code == 403
    assert client.get("/keluar").location == "/masuk"
    assert client.get("/masuk").status_code == 200


def test_a_person_may_sign_in_on_a_device_and_out_again(house):
    client = house.wall()
    house.person("diskominfo", "sari")
    assert sign_in(client, "sari").status_code == 303
    assert identity_of(house, client).name == "sari"
    assert client.get("/analytics").status_code == 200
    token = client.get("/keluar").get_data(as_text=True).partition('name="csrf_token" value="')[2].partition('"')[0]
    client.post("/keluar", data={"csrf_token": token})
    assert identity_of(house, client).name == "layar kiri"


@pytest.mark.parametrize(
    "forge",
    [
        lambda value: value[:-5] + ("A" if value[-5] != "A" else "B") + value[-4:],
        lambda value: value.partition(".")[0],
        lambda value: "WzEsIiJd" + value[value.index(".") :],
        lambda value: "",
        lambda value: value + "x",
        lambda value: "1",
    ],
)
def test_a_changed_cookie_is_no_cookie(house, forge):
    client = house.wall()
    cookie = wall_cookie(client)
    client.set_cookie(cookie.key, forge(cookie.value))
    assert identity_of(house, client).kind == "nobody"


def test_the_cookie_of_another_database_with_the_same_key_opens_nothing(make_house):
    one, two = make_house(), make_house()
    cookie = wall_cookie(one.wall())
    two.links.create("layar kanan", two.clock.at)
    client = two.client()
    client.set_cookie(cookie.key, cookie.value)
    assert client.get("/wall").status_code == 303


def test_a_revoked_device_is_shut_out_within_five_seconds(house):
    left, right = house.wall("layar kiri"), house.wall("layar kanan")
    assert left.get("/wall").status_code == right.get("/wall").status_code == 200
    watching = identity_of(house, left)
    revoke(house)
    house.clock.forward(KNOWN_FOR + 0.1)
    assert KNOWN_FOR + 1 < 5, "the hub asks each second"
    assert left.get("/wall").status_code == 303
    assert not house.access.still_allowed(watching)
    assert right.get("/wall").status_code == 200
    assert house.access.still_allowed(identity_of(house, right))


def test_the_hub_alone_notices_a_revoked_device_in_time(house):
    """Asked each second and nothing else, as for a wall whose socket stays open."""
    watching = identity_of(house, house.wall())
    house.access.still_allowed(watching)
    revoke(house)
    answers = []
    for _ in range(5):
        house.clock.forward(1)
        answers.append(house.access.still_allowed(watching))
    assert answers == [True, False, False, False, False]


@pytest.mark.parametrize(
    "change",
    [
        lambda house: house.accounts.disable("sari", house.clock.at),
        lambda house: house.accounts.set_password("sari", "dua belas angsa di sawah", house.clock.at),
        lambda house: house.accounts.set_roles("sari", ["mayor"], house.clock.at),
        lambda house: house.clock.forward(timedelta(hours=12).total_seconds()),
    ],
    ids=["disabled", "password changed", "other roles", "twelve hours later"],
)
def test_the_sockets_of_a_person_close_when_the_session_does(house, change):
    watching = identity_of(house, house.person("p3m", "sari"))
    assert house.access.still_allowed(watching)
    change(house)
    house.clock.forward(KNOWN_FOR + 0.1)
    assert not house.access.still_allowed(watching)


def test_nobody_is_never_still_allowed(house):
    assert not house.access.still_allowed(identity_of(house, house.client()))


@pytest.mark.parametrize("who", ["wall", "p3m"])
def test_open_sockets_outlive_a_short_absence_of_the_database_and_no_longer_one(house, who):
    watching = identity_of(house, house.as_who(who))
    assert house.access.still_allowed(watching)
    with house.db.engine.begin() as connection:
        for table in ("wall_links", "sign_ins"):
            connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_away")
    house.clock.forward(PATIENCE - 1)
    assert house.access.still_allowed(watching)
    house.clock.forward(2)
    assert not house.access.still_allowed(watching)
    with pytest.raises(StoreUnavailable), house.db.read() as connection:
        connection.exec_driver_sql("SELECT * FROM wall_links")
    with house.db.engine.begin() as connection:
        for table in ("wall_links", "sign_ins"):
            connection.exec_driver_sql(f"ALTER TABLE {table}_away RENAME TO {table}")
    assert house.access.still_allowed(watching)


def test_a_socket_is_not_opened_while_the_database_is_away(house):
    client = house.wall()
    with house.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE wall_links RENAME TO away")
    house.clock.forward(KNOWN_FOR + 0.1)
    assert client.get("/socket.io/?EIO=4&transport=polling").status_code == 503
    answer = client.get("/wall")
    assert answer.status_code == 503
    assert "Basis data sedang tidak dapat dipakai" in answer.get_data(as_text=True)


def test_when_a_device_was_last_seen_is_kept_to_the_minute(new_house):
    house = new_house
    client = house.wall()
    client.get("/wall")
    first = link_of(house).seen_at
    assert first == house.clock.at
    house.clock.forward(30)
    client.get("/wall")
    assert link_of(house).seen_at == first
    house.clock.forward(31)
    client.get("/wall")
    assert link_of(house).seen_at == house.clock.at


def test_opening_the_wall_keeps_the_device_in(house):
    client = house.wall()
    assert "wall_" in client.get("/wall").headers["Set-Cookie"]
    assert "Set-Cookie" not in client.get("/_dash-layout").headers
    assert "Set-Cookie" not in house.person("p3m").get("/wall").headers


def test_the_trail_names_the_device_and_not_its_token(house):
    token = house.links.create("layar kiri", house.clock.at)
    with capture_logs() as lines:
        house.client().get(f"/wall?link={token}")
        house.client().get(f"/wall?link={token}x")
    told = [(line["event"], line.get("who")) for line in lines if line["event"].startswith("wall_link")]
    assert told == [("wall_link_used", "layar kiri"), ("wall_link_refused", None)]
    assert token not in repr(lines)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/desk?link={}", "/desk"),
        ("/desk?tab=2&link={}", "/desk?tab=2"),
        ("/?link={}", "/"),
        ("/opd/dpu?link={}&x=1", "/opd/dpu?x=1"),
        ("/x//evil.example?link={}", "/"),
        ("/nothing%0d%0aX-Y:%20z?link={}", None),
    ],
)
def test_a_token_at_another_address_is_taken_away_before_anything_else(house, address, leads_to):
    token = house.links.create("layar kiri", house.clock.at)
    answer = house.client().get(address.format(token))
    assert token not in str(answer.headers)
    if leads_to is not None:
        assert (answer.status_code, answer.location) == (303, leads_to)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers, "no device came in by it"
