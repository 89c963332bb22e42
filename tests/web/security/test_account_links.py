"""Links to choose a password: single use, by the person, without a trace of the token."""

from datetime import timedelta

import pytest

from tests.web.conftest import PASSWORD, sign_in, token_of

pytestmark = pytest.mark.usefixtures("quick_passwords")

CHOSEN = "lima belas perahu di banjir kanal"


@pytest.fixture
def token(house):
    return house.accounts.invite("budi", ["p3m"], house.clock.at)


def follow(house, token):
    client = house.client()
    answer = client.get(f"/masuk/tautan?kunci={token}")
    assert (answer.status_code, answer.location) == (303, "/masuk/tautan")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    return client


def choose(client, password=CHOSEN, again=None):
    data = {"csrf_token": token_of(client, "/masuk/tautan"), "password": password, "again": again or password}
    return client.post("/masuk/tautan", data=data)


def test_an_invited_person_chooses_a_password_and_is_in(house, token):
    assert sign_in(house.client(), "budi", "").status_code == 401
    client = follow(house, token)
    assert "Selamat datang, budi" in client.get("/masuk/tautan").get_data(as_text=True)
    answer = choose(client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/wall").status_code == 200
    assert sign_in(house.client(), "budi", CHOSEN).status_code == 303
    assert [each.act for each in house.audited("account.")] == ["account.invite", "account.link_used"]


def test_it_works_once(house, token):
    first, second = follow(house, token), follow(house, token)
    data = {"csrf_token": token_of(second, "/masuk/tautan"), "password": CHOSEN + "!", "again": CHOSEN + "!"}
    assert choose(first).status_code == 303
    assert second.post("/masuk/tautan", data=data).status_code == 403
    answer = follow(house, token).get("/masuk/tautan")
    assert answer.status_code == 403
    assert "Tautan ini tidak berlaku" in answer.get_data(as_text=True)
    assert sign_in(house.client(), "budi", CHOSEN).status_code == 303


def test_looking_at_it_uses_nothing_up(house, token):
    for _ in range(3):
        assert follow(house, token).get("/masuk/tautan").status_code == 200
    assert choose(follow(house, token)).status_code == 303


def test_it_ends_after_72_hours(house, token):
    house.clock.forward(timedelta(hours=72).total_seconds())
    assert follow(house, token).get("/masuk/tautan").status_code == 403


@pytest.mark.parametrize(("password", "again", "told"), [
    ("pendek", "pendek", "Kata sandi terlalu pendek."),
    (CHOSEN, CHOSEN + "x", "Kedua kata sandi berbeda."),
    ("a" * 20, "a" * 20, "Kata sandi terlalu mudah ditebak."),
    ("ini budi yang punya", "ini budi yang punya", "Kata sandi memuat nama akun."),
    ("panjang sekali " * 20, "panjang sekali " * 20, "Kata sandi terlalu panjang."),
])  # fmt: skip
def test_a_password_that_will_not_do_is_told_and_the_link_stays(house, token, password, again, told):
    client = follow(house, token)
    answer = choose(client, password, again)
    assert answer.status_code == 400
    assert told in answer.get_data(as_text=True)
    assert choose(client).status_code == 303


def test_a_new_password_by_link_ends_sessions_and_leaves_the_second_factor(house):
    from tests.web.security.test_second_factor import code_at, give, set_up

    user = house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at)
    secret, _ = set_up(house, user)
    other = house.client()
    sign_in(other, "sari")
    give(other, code_at(house, secret))
    assert other.get("/wall").status_code == 200
    client = follow(house, house.accounts.reset_link("sari", house.clock.at))
    assert choose(client).location == "/masuk/kode", "a link is no second factor"
    assert client.get("/wall").status_code == 303
    assert other.get("/wall").status_code == 303
    assert sign_in(house.client(), "sari").status_code == 401


@pytest.mark.parametrize("made_up", ["", "x", "x" * 5000, "%00", "é"])
def test_a_made_up_token_opens_nothing(house, token, made_up):
    client = house.client()
    client.get("/masuk/tautan", query_string={"kunci": made_up}).close()
    assert client.get("/masuk/tautan").status_code == 403
    assert client.post("/masuk/tautan", data={"password": CHOSEN, "again": CHOSEN}).status_code == 403


def test_the_form_needs_its_token(house, token):
    client = follow(house, token)
    assert client.post("/masuk/tautan", data={"password": CHOSEN, "again": CHOSEN}).status_code == 400
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/masuk/tautan", data={"password": CHOSEN}, headers=headers).status_code == 403


def test_where_passwords_are_off_no_link_opens(make_house):
    directory = {"oidc_issuer": "https://masuk.kota.test", "oidc_client_id": "cc", "oidc_groups": "groups.toml"}
    house = make_house(security={"local_sign_in": False, **directory})
    token = house.accounts.invite("budi", ["p3m"], house.clock.at)
    assert house.client().get(f"/masuk/tautan?kunci={token}").status_code == 403


@pytest.mark.parametrize("change", [
    lambda house: house.accounts.set_password("budi", PASSWORD, house.clock.at),
    lambda house: house.accounts.disable("budi", house.clock.at),
], ids=["a password was given", "disabled, and enabled again"])  # fmt: skip
def test_what_settles_the_account_ends_the_link(house, token, change):
    change(house)
    house.accounts.enable("budi", house.clock.at)
    assert follow(house, token).get("/masuk/tautan").status_code == 403
