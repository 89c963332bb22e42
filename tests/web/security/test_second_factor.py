"""The second factor: set up, demanded by role, asked for after the password, each code once."""

import time

import pyotp
import pytest

from command_center.domain.acting import Acting
from command_center.settings import read_settings
from command_center.store.second_factors import SecondFactors
from command_center.web.live.hub import NAMESPACE
from command_center.web.security.second_factor import SecondFactor, SecondFactorUnreadable
from tests.web.conftest import PASSWORD, sign_in, token_of

pytestmark = pytest.mark.usefixtures("quick_passwords")

SARI = Acting("sari", frozenset())
SESSION, ANOTHER = "the session of her browser", "a session of somebody else"


@pytest.fixture
def sari(house):
    return house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at)


@pytest.fixture
def factor(house):
    return house.access.second_factor


def code_at(house, secret, steps=0):
    return pyotp.TOTP(secret).generate_otp(int(house.clock.at.timestamp()) // 30 + steps)


def set_up(house, user):
    """A second factor in use: its secret and recovery codes. The clock has gone on to the next half minute."""
    factor = house.access.second_factor
    secret = factor.begin(user, SESSION).secret
    codes = factor.confirm(user, code_at(house, secret), Acting(user.name, frozenset()), SESSION)
    house.clock.forward(30)
    return secret, codes


def give(client, code):
    return client.post("/masuk/kode", data={"csrf_token": token_of(client, "/masuk/kode"), "code": code})


def test_a_telephone_reads_the_same_secret_from_the_picture_as_a_person_types(house, sari, factor):
    begun = factor.begin(sari, SESSION)
    read = pyotp.parse_uri(begun.uri)
    assert (read.secret, read.name, read.issuer) == (begun.secret, "sari", "Lapor Hendi")
    assert factor.begin(sari, SESSION) == begun, "the same while it is being set up: the page may be loaded again"


def test_a_secret_that_another_session_was_shown_is_never_taken_into_use(house, sari, factor):
    known_before = factor.begin(sari, ANOTHER).secret
    assert factor.begin(sari, SESSION).secret != known_before
    assert factor.confirm(sari, code_at(house, known_before), SARI, SESSION) == ()
    assert factor.confirm(sari, code_at(house, known_before), SARI, ANOTHER) == ()
    again = factor.begin(sari, SESSION).secret
    assert factor.confirm(sari, code_at(house, again), SARI, ANOTHER) == (), "another session proves nothing"
    assert factor.confirm(sari, code_at(house, again), SARI, SESSION)


def test_a_secret_is_set_up_within_ten_minutes_or_there_is_a_new_one(house, sari, factor):
    first = factor.begin(sari, SESSION).secret
    house.clock.forward(599)
    assert factor.begin(sari, SESSION).secret == first
    house.clock.forward(1)
    assert factor.confirm(sari, code_at(house, first), SARI, SESSION) == ()
    assert factor.begin(sari, SESSION).secret != first


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_that_is_off_by_half_a_minute_will_do(house, sari, factor, steps):
    secret, _ = set_up(house, sari)
    house.clock.forward(300)
    assert factor.check(sari, code_at(house, secret, steps)) == "code"


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_one_that_is_off_by_more_will_not(house, sari, factor, steps):
    secret, _ = set_up(house, sari)
    house.clock.forward(300)
    assert factor.check(sari, code_at(house, secret, steps)) == ""


def test_a_code_is_taken_once_and_none_before_it(house, sari, factor):
    secret, _ = set_up(house, sari)
    house.clock.forward(300)
    assert factor.check(sari, code_at(house, secret, 1)) == "code"
    assert factor.check(sari, code_at(house, secret, 1)) == ""
    assert factor.check(sari, code_at(house, secret)) == "", "older than one that was taken"
    house.clock.forward(60)
    assert factor.check(sari, code_at(house, secret)) == "code"


def test_the_code_that_set_it_up_signs_nobody_in(house, sari, factor):
    secret = factor.begin(sari, SESSION).secret
    code = code_at(house, secret)
    assert factor.confirm(sari, code, SARI, SESSION)
    assert factor.check(sari, code) == ""


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "000000 ", "\x00" * 6, "-1" * 3])
def test_what_is_no_code_is_none(house, sari, factor, code):
    set_up(house, sari)
    assert factor.check(sari, code) == ""


def test_recovery_codes_hold_once_each_and_however_they_are_written(house, sari, factor):
    _, codes = set_up(house, sari)
    assert len(set(codes)) == 10
    assert factor.check(sari, f" {codes[0].upper().replace('-', ' ')} ") == "recovery"
    assert factor.check(sari, codes[0]) == ""
    assert factor.state(sari.id).recovery_left == 9
    renewed = factor.renew_recovery(sari, SARI)
    assert factor.check(sari, codes[1]) == ""
    assert factor.check(sari, renewed[0]) == "recovery"


def test_neither_secret_nor_codes_stand_in_the_database(house, sari, factor):
    secret, codes = set_up(house, sari)
    with house.db.read() as connection:
        kept = repr(
            [
                connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                for table in ("second_factors", "recovery_codes")
            ]
        )
    assert secret not in kept
    for code in codes:
        assert code not in kept
        assert code.replace("-", "") not in kept


def test_under_another_key_it_cannot_be_checked_and_is_taken_away(house, sari, tmp_path):
    secret, codes = set_up(house, sari)
    settings = read_settings(secret_key="another key of this installation", var_dir=tmp_path, _env_file=None)
    other = SecondFactor(SecondFactors(house.db), settings, house.clock.now)
    with pytest.raises(SecondFactorUnreadable, match="SECRET_KEY"):
        other.check(sari, code_at(house, secret))
    assert other.check(sari, codes[0]) == ""
    assert other.remove(sari, SARI)
    assert other.begin(sari, SESSION).secret != secret


def test_after_the_password_the_code_is_asked_for_and_nothing_opens_before_it(house, sari):
    secret, _ = set_up(house, sari)
    client = house.client()
    answer = sign_in(client, "sari", next="/wall?tema=terang")
    assert (answer.status_code, answer.location) == (303, "/masuk/kode")
    assert client.get("/wall").status_code == 303
    assert client.get("/wall").location.startswith("/masuk?next=")
    assert client.get("/api/v1/reports.geojson").status_code == 401
    assert house.audited("sign.in") == []
    answer = give(client, code_at(house, secret))
    assert (answer.status_code, answer.location) == (303, "/wall?tema=terang")
    assert client.get("/wall").status_code == 200
    assert [each.details["second"] for each in house.audited("sign.in")] == ["code"]


def test_a_wrong_code_is_told_and_kept_without_the_code(house, sari):
    set_up(house, sari)
    client = house.client()
    sign_in(client, "sari")
    answer = give(client, "123456")
    assert answer.status_code == 401
    assert "Kode ini tidak berlaku." in answer.get_data(as_text=True)
    assert client.get("/wall").status_code == 303
    assert [each.subject for each in house.audited("sign.code_failed")] == ["sari"]
    assert "123456" not in repr(house.audited())


def test_a_recovery_code_stands_for_the_telephone(house, sari):
    _, codes = set_up(house, sari)
    client = house.client()
    sign_in(client, "sari")
    assert give(client, codes[3]).status_code == 303
    assert client.get("/wall").status_code == 200
    again = house.client()
    sign_in(again, "sari")
    assert give(again, codes[3]).status_code == 401


def test_codes_are_limited_by_the_account_from_all_addresses(house, sari):
    secret, _ = set_up(house, sari)
    for number in range(5):
        client = house.client()
        client.environ_base |= {"REMOTE_ADDR": f"203.0.113.{number}"}
        sign_in(client, "sari")
        assert give(client, "000001").status_code == 401
    client = house.client()
    sign_in(client, "sari")
    answer = give(client, code_at(house, secret))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 60
    assert client.get("/wall").status_code == 303


@pytest.mark.parametrize("after", [600, 40_000])
def test_the_password_is_forgotten_after_ten_minutes(house, sari, after):
    secret, _ = set_up(house, sari)
    client = house.client()
    sign_in(client, "sari")
    token = token_of(client, "/masuk/kode")
    house.clock.forward(after)
    answer = client.post("/masuk/kode", data={"csrf_token": token, "code": code_at(house, secret)})
    assert (answer.status_code, answer.location) == (303, "/masuk")
    assert client.get("/masuk/kode").location == "/masuk"


@pytest.mark.parametrize("change", [
    lambda house: house.accounts.disable("sari", house.clock.at),
    lambda house: house.accounts.set_password("sari", PASSWORD + " baru", house.clock.at),
], ids=["disabled", "password changed"])  # fmt: skip
def test_what_changes_meanwhile_ends_the_waiting(house, sari, change):
    secret, _ = set_up(house, sari)
    client = house.client()
    sign_in(client, "sari")
    token = token_of(client, "/masuk/kode")
    change(house)
    answer = client.post("/masuk/kode", data={"csrf_token": token, "code": code_at(house, secret)})
    assert (answer.status_code, answer.location) == (303, "/masuk")


def test_the_code_alone_opens_nothing(house, sari):
    set_up(house, sari)
    client = house.client()
    assert client.get("/masuk/kode").location == "/masuk"
    assert client.post("/masuk/kode", data={"code": "123456"}).location == "/masuk"


@pytest.fixture
def strict(make_house):
    """A house in which administrators and P3M need a second factor."""
    house = make_house(security={"totp_roles": "admin, p3m"})
    house.accounts.add("sari", PASSWORD, ["p3m", "diskominfo"], house.clock.at)
    house.accounts.add("tamu", PASSWORD, ["diskominfo"], house.clock.at)
    return house


def test_a_role_that_needs_one_is_led_to_set_it_up_and_nothing_else_opens(strict):
    client = strict.client()
    assert sign_in(client, "sari", next="/wall").location == "/saya/kode"
    for path in ("/", "/wall", "/analytics", "/opd/dpu"):
        assert (client.get(path).status_code, client.get(path).location) == (303, "/saya/kode"), path
    for path in ("/api/v1/reports.geojson", "/metrics", "/_dash-layout", "/_dash-dependencies", "/api/openapi.json"):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "secret" not in answer.get_data(as_text=True)
    call = {
        "output": "wall-map.figure",
        "outputs": {"id": "wall-map", "property": "figure"},
        "inputs": [{"id": "wall-store", "property": "data", "value": 1}],
        "changedPropIds": ["wall-store.data"],
    }
    answer = client.post("/_dash-update-component", json=call)
    assert answer.status_code == 403
    assert "/saya/kode" in answer.get_json()["message"]
    socket = strict.socket.test_client(strict.server, namespace=NAMESPACE, flask_test_client=client)
    assert not socket.is_connected(NAMESPACE)
    assert strict.passed == []


def test_who_needs_none_comes_in_as_before(strict):
    client = strict.client()
    assert sign_in(client, "tamu").location == "/"
    assert client.get("/analytics").status_code == 200


def test_who_has_shown_one_comes_in(strict):
    user = strict.users.named("sari")
    secret, _ = set_up(strict, user)
    client = strict.client()
    sign_in(client, "sari")
    assert give(client, code_at(strict, secret)).status_code == 303
    assert client.get("/wall").status_code == 200


def test_a_role_given_meanwhile_demands_it_at_once_of_an_open_session(strict):
    client = strict.client()
    sign_in(client, "tamu")
    identity_before = client.get("/analytics").status_code
    strict.accounts.set_roles("tamu", ["diskominfo", "admin"], strict.clock.at)
    assert (identity_before, client.get("/analytics").location) == (200, "/saya/kode")


def test_real_time_is_what_a_telephone_has(house, sari, factor):
    """The half minute is that of the day, not of the server's start."""
    house.clock.at = house.clock.at.fromtimestamp(time.time(), house.clock.at.tzinfo)
    secret = factor.begin(sari, SESSION).secret
    assert factor.confirm(sari, pyotp.TOTP(secret).now(), SARI, SESSION)
