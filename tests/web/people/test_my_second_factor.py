"""The page /saya/kode: setting a second factor up, renewing its recovery codes, taking it away."""

import re

import pytest

from tests.web.conftest import PASSWORD, sign_in, token_of
from tests.web.people.conftest import post
from tests.web.security.test_second_factor import code_at, give

pytestmark = pytest.mark.usefixtures("quick_passwords")


def text(answer):
    with answer:
        return answer.get_data(as_text=True)


@pytest.fixture
def sari(house):
    house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at)
    client = house.client()
    sign_in(client, "sari")
    return client


def secret_on(page):
    return re.search(r'class="person-secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def codes_on(page):
    return re.findall(r"<li>([0-9a-z]{5}-[0-9a-z]{5})</li>", page)


def set_up(house, client):
    secret = secret_on(text(client.get("/saya/kode")))
    page = text(post(client, "/saya/kode", "/saya/kode", code=code_at(house, secret)))
    house.clock.forward(30)
    return secret, codes_on(page)


def test_it_is_set_up_with_a_first_code_and_gives_recovery_codes_once(house, sari):
    page = text(sari.get("/saya/kode"))
    assert "<svg" in page
    secret, codes = set_up(house, sari)
    assert len(codes) == 10
    again = text(sari.get("/saya/kode"))
    assert codes_on(again) == []
    assert secret not in again.replace(" ", "")
    assert "Sisa kode pemulihan: 10." in again
    other = house.client()
    assert sign_in(other, "sari").location == "/masuk/kode"
    assert give(other, codes[0]).status_code == 303
    assert [(each.act, each.who) for each in house.audited("second.")] == [("second.add", "sari")]


def test_a_wrong_code_sets_nothing_up(house, sari):
    secret = secret_on(text(sari.get("/saya/kode")))
    answer = post(sari, "/saya/kode", "/saya/kode", code="000000")
    assert answer.status_code == 400
    page = text(answer)
    assert "Kode ini tidak berlaku." in page
    assert secret_on(page) == secret, "the telephone that was set up with it still fits"
    assert sign_in(house.client(), "sari").location == "/"


def test_another_session_is_shown_another_secret_and_the_first_one_sets_nothing_up(house, sari):
    """Who knew the password before its person set the second factor up does not know the secret."""
    known_before = secret_on(text(sari.get("/saya/kode")))
    her_own = house.client()
    sign_in(her_own, "sari")
    token = token_of(sari, "/saya/kode")
    secret = secret_on(text(her_own.get("/saya/kode")))
    assert secret != known_before
    late = sari.post("/saya/kode", data={"csrf_token": token, "code": code_at(house, known_before)})
    assert (late.status_code, "Penyiapan dimulai lagi" in text(late)) == (409, True)
    assert secret_on(text(late)) not in (secret, known_before)
    assert house.audited("second.") == []


def test_setting_it_up_ends_the_sessions_that_began_without(house, sari):
    other = house.client()
    sign_in(other, "sari")
    set_up(house, sari)
    assert other.get("/saya").status_code == 303
    assert sari.get("/saya").status_code == 200


def test_who_must_have_one_goes_on_as_soon_as_it_is_there(people):
    house = people(totp_roles="p3m")
    house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at)
    client = house.client()
    sign_in(client, "sari")
    for address in ("/saya", "/wall", "/"):
        assert client.get(address).location == "/saya/kode"
    for address in ("/saya/sandi", "/saya/sesi/lain", "/saya/kode/baru", "/saya/kode/hapus"):
        assert client.post(address).location == "/saya/kode"
    assert "Peran Anda memerlukan verifikasi dua langkah." in text(client.get("/saya/kode"))
    secret, _ = set_up(house, client)
    assert client.get("/wall").status_code == 200
    house.clock.forward(30)
    answer = post(client, "/saya/kode/hapus", "/saya/kode", code=code_at(house, secret))
    assert answer.status_code == 403, "nobody whose role needs it takes it away"
    assert house.access.second_factor.state(house.users.named("sari").id).since is not None


def test_recovery_codes_are_renewed_with_a_code(house, sari):
    secret, codes = set_up(house, sari)
    assert post(sari, "/saya/kode/baru", "/saya/kode", code="000000").status_code == 400
    renewed = codes_on(text(post(sari, "/saya/kode/baru", "/saya/kode", code=code_at(house, secret))))
    assert len(renewed) == 10
    assert not set(renewed) & set(codes)


def test_it_is_taken_away_with_a_code_and_never_without(house, sari):
    _, codes = set_up(house, sari)
    assert post(sari, "/saya/kode/hapus", "/saya/kode", code="").status_code == 400
    assert post(sari, "/saya/kode/hapus", "/saya/kode", code=codes[0]).location == "/saya?ok=second_removed"
    assert sign_in(house.client(), "sari").location == "/"
    assert [each.act for each in house.audited("second.")] == ["second.add", "second.remove"]


def test_codes_are_limited_here_too(house, sari):
    for _ in range(5):
        post(sari, "/saya/kode", "/saya/kode", code="000000")
    assert post(sari, "/saya/kode", "/saya/kode", code="000000").status_code == 429


def test_the_form_needs_its_token(house, sari):
    secret = secret_on(text(sari.get("/saya/kode")))
    assert sari.post("/saya/kode", data={"code": code_at(house, secret)}).status_code == 400
    assert house.access.second_factor.state(house.users.named("sari").id).since is None
