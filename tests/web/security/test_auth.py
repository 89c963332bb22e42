"""Signing in and out at /masuk and /keluar, as a browser and as an attacker."""

import re
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from command_center.web.security.auth import LIFETIME
from tests.web.conftest import PASSWORD, sign_in, token_of

pytestmark = pytest.mark.usefixtures("quick_passwords")


def text_of(response):
    with response:
        return response.get_data(as_text=True)


def session_cookie(client):
    return next(cookie for cookie in client._cookies.values() if cookie.key.startswith("session_"))


@pytest.fixture
def sari(house):
    house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at, email="sari@example.test")
    return house


@pytest.mark.parametrize("name", ["sari", "SARI", " sari ", "sari@example.test", "Sari@Example.Test"])
def test_name_or_address_and_password_let_in(sari, name):
    client = sari.client()
    answer = sign_in(client, name)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").location == "/wall"
    assert client.get("/wall").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"),
    [("sari", "wrong"), ("nobody", PASSWORD), ("sari", ""), ("", ""), ("sari", PASSWORD + "x"), ("\ud800", PASSWORD)],
)
def test_all_else_is_answered_alike(sari, name, password):
    client = sari.client()
    answer = client.post(
        "/masuk",
        data={"csrf_token": token_of(client), "name": name.encode("utf-8", "surrogatepass"), "password": password},
    )
    page = text_of(answer)
    assert answer.status_code == 401
    assert "Nama atau kata sandi salah, atau akun dinonaktifkan." in page
    assert client.get("/wall").status_code == 303


def test_an_unknown_name_a_wrong_password_and_a_disabled_account_look_the_same(sari):
    sari.accounts.add("budi", PASSWORD, ["p3m"], sari.clock.at)
    sari.accounts.disable("budi", sari.clock.at)
    pages = set()
    for name, password in (("sari", "wrong"), ("nobody", PASSWORD), ("budi", PASSWORD)):
        answer = sign_in(sari.client(), name, password)
        page = text_of(answer).replace(f'value="{name}"', 'value=""')
        pages.add((answer.status_code, re.sub(r'name="csrf_token" value="[^"]*"', "", page)))
    assert len(pages) == 1


@pytest.mark.parametrize("given", [{}, {"csrf_token": ""}, {"csrf_token": "x"}, {"csrf_token": "é"}])
def test_the_form_needs_its_token(sari, given):
    client = sari.client()
    token_of(client)
    answer = client.post("/masuk", data={"name": "sari", "password": PASSWORD} | given)
    assert answer.status_code == 400
    assert "Halaman ini terbuka terlalu lama." in text_of(answer)
    assert client.get("/wall").status_code == 303


def test_the_token_of_another_browser_does_not_do(sari):
    other, client = sari.client(), sari.client()
    token_of(client)
    answer = client.post("/masuk", data={"csrf_token": token_of(other), "name": "sari", "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "https://localhost"},
        {"Origin": ""},
        {"Origin": "http://["},
    ],
)
def test_another_site_cannot_send_the_form(sari, headers):
    client = sari.client()
    data = {"csrf_token": token_of(client), "name": "sari", "password": PASSWORD}
    assert client.post("/masuk", data=data, headers=headers).status_code == 403
    assert client.get("/wall").status_code == 303


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, {}])
def test_our_own_page_can(sari, headers):
    client = sari.client()
    data = {"csrf_token": token_of(client), "name": "sari", "password": PASSWORD}
    assert client.post("/masuk", data=data, headers=headers).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/wall", "/wall"),
        ("/wall?tema=terang", "/wall?tema=terang"),
        ("/analytics", "/"),
        ("/nothing", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\/evil.example", "/"),
        ("https://evil.example/wall", "/"),
        ("/wall@evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/keluar", "/"),
        ("/wall?x=//evil.example", "/wall?x=//evil.example"),
        ("", "/"),
    ],
)
def test_next_leads_only_to_a_page_of_the_own_role(sari, wanted, leads_to):
    client = sari.client()
    assert sign_in(client, "sari", next=wanted).location == leads_to
    assert client.get("/masuk", query_string={"next": wanted}).location == leads_to, "signed in already"


def test_next_survives_a_wrong_password_and_the_choice_of_the_language(sari):
    client = sari.client()
    assert client.get("/wall?tema=terang").location == "/masuk?next=/wall%3Ftema%3Dterang"
    page = text_of(client.get("/masuk?next=/wall%3Ftema%3Dterang"))
    assert 'name="next" value="/wall?tema=terang"' in page
    assert "next=/wall%3Ftema%3Dterang&amp;bahasa=en" in page.replace("%2F", "/")
    page = text_of(sign_in(client, "sari", "wrong", next="/wall?tema=terang"))
    assert 'name="next" value="/wall?tema=terang"' in page
    assert "next=/wall%3Ftema%3Dterang&amp;bahasa=en" in page.replace("%2F", "/")


def test_nothing_from_before_a_sign_in_goes_on_after_it(sari):
    """Session fixation: a cookie that was planted before does not become the cookie of the signed-in person."""
    planted = sari.client()
    token = token_of(planted)
    cookie = session_cookie(planted)
    victim = sari.client()
    victim.set_cookie(cookie.key, cookie.value)
    assert victim.post("/masuk", data={"csrf_token": token, "name": "sari", "password": PASSWORD}).status_code == 303
    assert session_cookie(victim).value != cookie.value
    assert victim.get("/wall").status_code == 200
    assert planted.get("/wall").status_code == 303
    with victim.session_transaction() as session:
        assert "csrf_token" not in session


def test_signing_in_anew_ends_the_session_before(sari):
    client, copy = sari.person("p3m", "sari"), sari.client()
    cookie = session_cookie(client)
    copy.set_cookie(cookie.key, cookie.value)
    assert copy.get("/wall").status_code == 200
    page = text_of(client.get("/keluar"))
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    client.post("/masuk", data={"csrf_token": token, "name": "sari", "password": PASSWORD})
    assert client.get("/wall").status_code == 200
    assert copy.get("/wall").status_code == 303


def test_signing_out_ends_copies_of_the_cookie_too(sari):
    client, copy = sari.person("p3m", "sari"), sari.client()
    cookie = session_cookie(client)
    copy.set_cookie(cookie.key, cookie.value)
    page = text_of(client.get("/keluar"))
    assert "Anda masuk sebagai sari (P3M)." in page
    answer = client.post("/keluar", data={"csrf_token": token_of(client, "/keluar")})
    assert answer.location == "/masuk?keluar=1"
    assert "Anda sudah keluar." in text_of(client.get("/masuk?keluar=1"))
    assert client.get("/wall").status_code == 303
    assert copy.get("/wall").status_code == 303


@pytest.mark.parametrize("data", [{}, {"csrf_token": "x"}])
def test_another_site_cannot_sign_somebody_out(sari, data):
    client = sari.person("p3m", "sari")
    assert client.post("/keluar", data=data).status_code == 400
    token = {"csrf_token": token_of(client, "/keluar")}
    assert client.post("/keluar", data=token, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.get("/wall").status_code == 200


def test_who_is_not_signed_in_cannot_sign_out(house):
    assert house.client().get("/keluar").location == "/masuk"
    assert house.client().post("/keluar").location == "/masuk?keluar=1"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda house: house.accounts.disable("sari", house.clock.at), 303),
        (lambda house: house.accounts.set_password("sari", PASSWORD + " lagi", house.clock.at), 303),
        (lambda house: house.accounts.set_roles("sari", ["opd"], house.clock.at, "dpu"), 403),
        (lambda house: house.accounts.set_roles("sari", ["diskominfo"], house.clock.at), 200),
    ],
    ids=["disabled", "password changed", "another role", "another role that may"],
)
def test_changes_hold_from_the_next_request_on(sari, change, status):
    client = sari.person("p3m", "sari")
    assert client.get("/wall").status_code == 200
    change(sari)
    assert client.get("/wall").status_code == status


def test_a_session_ends_twelve_hours_after_the_sign_in_used_or_not(sari):
    client = sari.person("p3m", "sari")
    sari.clock.forward((LIFETIME - timedelta(minutes=1)).total_seconds())
    assert client.get("/wall").status_code == 200
    sari.clock.forward(120)
    assert client.get("/wall").status_code == 303


@pytest.mark.parametrize(
    "tamper",
    [
        lambda value: value[:-5] + ("A" if value[-5] != "A" else "B") + value[-4:],
        lambda value: "A" + value[1:],
        lambda value: value.split(".")[0],
        lambda value: "." + value,
        lambda value: "",
        lambda value: value * 2,
    ],
)
def test_a_changed_cookie_is_no_cookie(sari, tamper):
    client = sari.person("p3m", "sari")
    cookie = session_cookie(client)
    client.set_cookie(cookie.key, tamper(cookie.value))
    assert client.get("/wall").status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.pop("sign_in"),
        lambda session: session.update(sign_in="guessed"),
        lambda session: session.update(sign_in=["x"]),
        lambda session: session.update(_user_id="another"),
        lambda session: session.pop("_user_id"),
    ],
)
def test_a_session_needs_its_secret_and_its_account(sari, change):
    client = sari.person("p3m", "sari")
    with client.session_transaction() as session:
        change(session)
    assert client.get("/wall").status_code == 303


def test_the_secret_of_one_does_not_fit_the_account_of_another(sari):
    sari.accounts.add("boss", PASSWORD, ["admin"], sari.clock.at)
    client = sari.person("p3m", "sari")
    with client.session_transaction() as session:
        session["_user_id"] = sari.users.named("boss").uniquifier
    assert client.get("/wall").status_code == 303


def test_tokens_of_flask_security_open_nothing(sari):
    """Its authentication tokens in the header or the address are not taken, even where one could be made."""
    from flask_security.proxies import _security

    with sari.server.test_request_context():
        user = sari.users.named("sari")
        token = _security.remember_token_serializer.dumps({"ver": "5", "uid": user.uniquifier, "fs_paa": 0, "exp": 0})
    client = sari.client()
    assert client.get("/wall", headers={"Authentication-Token": token}).status_code == 303
    assert client.get("/wall", query_string={"auth_token": token}).status_code == 303
    assert client.get("/api/v1/reports.geojson", headers={"Authentication-Token": token}).status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(sari, make_house):
    client = sari.client()
    for cookie in sign_in(client, "sari").headers.getlist("Set-Cookie"):
        assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        assert "Domain" not in cookie
    safe = make_house(base_url="https://pusat.example")
    safe.accounts.add("sari", PASSWORD, ["p3m"], safe.clock.at)
    browser = safe.server.test_client()
    page = browser.get("/masuk", base_url="https://pusat.example")
    token = text_of(page).partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = browser.post(
        "/masuk", base_url="https://pusat.example", data={"csrf_token": token, "name": "sari", "password": PASSWORD}
    )
    assert answer.status_code == 303
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_instances_with_other_keys_have_other_cookies(make_house):
    one, two = make_house(secret_key="a" * 40), make_house(secret_key="b" * 40)
    assert one.server.config["SESSION_COOKIE_NAME"] != two.server.config["SESSION_COOKIE_NAME"]


@pytest.mark.parametrize(
    "path", ["/login", "/logout", "/register", "/reset", "/change", "/verify", "/us-signin", "/fs-static/x"]
)
def test_nothing_else_of_flask_security_is_there(house, path):
    assert path.split("/")[1] not in {rule.rule.split("/")[1] for rule in house.server.url_map.iter_rules()}
    assert house.client().post(path).status_code == 405


def test_guessing_one_account_is_slowed_down_and_says_so(sari):
    for _ in range(10):
        assert sign_in(sari.client(), "sari", "wrong").status_code == 401
    answer = sign_in(sari.client(), "SARI", PASSWORD)
    assert answer.status_code == 429, "however the name is written, and with the right password"
    assert 50 <= int(answer.headers["Retry-After"]) <= 60
    assert "Terlalu banyak percobaan." in text_of(answer)
    for _ in range(10):
        assert sign_in(sari.client(), "nobody", "wrong").status_code == 401
    assert sign_in(sari.client(), "nobody", "wrong").status_code == 429, "an unknown name is slowed down alike"


def test_guessing_many_accounts_from_one_address_is_slowed_down(sari):
    client = sari.client()
    token = token_of(client)

    def attempt(number, address):
        data = {"csrf_token": token, "name": f"user{number}", "password": "wrong"}
        return client.post("/masuk", data=data, environ_base={"REMOTE_ADDR": address}).status_code

    assert [attempt(number, f"2001:db8::{number:x}") for number in range(31)] == [401] * 30 + [429]
    assert attempt(1, "2001:db8:0:1::1") == 401, "another network"
    assert attempt(2, "192.0.2.1") == 401


def test_the_trail_names_who_and_from_where_and_never_a_secret(sari):
    client = sari.client()
    with capture_logs() as lines:
        sign_in(client, "sari", "kata-sandi-yang-salah")
        sign_in(client, "kata-sandi-di-kolom-nama", "x")
        sign_in(client, "sari")
        cookie = session_cookie(client).value
        client.get("/analytics?rahasia=1")
        client.post("/keluar", data={"csrf_token": token_of(client, "/keluar")})
    trail = [line for line in lines if line["event"] != "request"]
    assert [(line["event"], line.get("who", line.get("account"))) for line in trail] == [
        ("sign_in_failed", "sari"),
        ("sign_in_failed", "unknown"),
        ("sign_in", "sari"),
        ("denied", "sari"),
        ("sign_out", "sari"),
    ]
    assert all(line["address"] == "127.0.0.1" for line in trail)
    assert trail[3]["path"] == "/analytics"
    told = repr(lines)
    for secret in ("kata-sandi", PASSWORD, "rahasia", cookie):
        assert secret not in told


def test_the_page_speaks_indonesian_and_english_and_remembers(house):
    client = house.client()
    page = text_of(client.get("/masuk"))
    assert '<html lang="id">' in page
    assert "Kata sandi" in page
    page = text_of(client.get("/masuk?bahasa=en"))
    assert '<html lang="en">' in page
    assert "Password" in page
    assert '<html lang="en">' in text_of(client.get("/masuk"))
    assert '<html lang="en">' in text_of(client.get("/masuk?bahasa=xx"))
    assert '<html lang="id">' in text_of(client.get("/masuk?bahasa=id"))


def test_the_language_of_the_installation_is_the_first(make_house):
    assert '<html lang="en">' in text_of(make_house(language="en").client().get("/masuk"))


def test_what_was_typed_is_shown_as_text(house):
    page = text_of(sign_in(house.client(), '"><script>alert(1)</script>', "x", next='"><script>'))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_database_that_is_away_is_said_plainly(sari):
    client = sari.person("p3m", "sari")
    with sari.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE sign_ins RENAME TO gone")
    answer = client.get("/wall")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Basis data sedang tidak dapat dipakai" in text_of(answer)
    answer = client.get("/api/v1/reports.geojson")
    assert (answer.status_code, answer.json["error"]) == (503, "unavailable")
    for path in ("/healthz", "/masuk/static/sign_in.css", "/hooks/sms"):
        with client.get(path) as answer:
            assert answer.status_code == 200, "what needs no sign-in needs no account"
