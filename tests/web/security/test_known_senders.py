"""Wrong tries of a stranger lock the stranger out, not the person whose account it is."""

import pytest

from tests.web.conftest import PASSWORD, sign_in, token_of

pytestmark = pytest.mark.usefixtures("quick_passwords")

HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def sari(house):
    house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at, email="sari@example.test")
    return house


def tries(house, amount, address=ELSEWHERE, name="sari"):
    """Status of the last of so many wrong tries, each from a fresh browser."""
    answer = None
    for _ in range(amount):
        answer = enter(house.client(), address, name, "wrong")
    return answer.status_code


def enter(client, address, name="sari", password=PASSWORD):
    data = {"csrf_token": token_of(client), "name": name, "password": password}
    return client.post("/masuk", data=data, environ_overrides={"REMOTE_ADDR": address})


def test_a_stranger_is_limited_and_told_how_long(sari):
    assert tries(sari, 11) == 429
    answer = enter(sari.client(), ELSEWHERE)
    assert answer.status_code == 429, "the right password of somebody unknown waits too"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "Coba lagi dalam 1 menit" in answer.get_data(as_text=True)


def test_the_browser_of_the_account_is_spared_wherever_it_is(sari):
    browser = sari.client()
    assert enter(browser, HOME).status_code == 303
    browser.get("/keluar")
    assert tries(sari, 11) == 429
    browser.delete_cookie(next(each.key for each in browser._cookies.values() if each.key.startswith("session_")))
    assert enter(browser, "192.0.2.33").status_code == 303


def test_the_address_of_the_account_is_spared_with_a_fresh_browser(sari):
    assert enter(sari.client(), HOME).status_code == 303
    assert tries(sari, 11) == 429
    assert enter(sari.client(), HOME).status_code == 303
    assert enter(sari.client(), HOME, name="sari@example.test").status_code == 303


def test_also_a_known_browser_may_not_guess_for_ever(sari):
    browser = sari.client()
    assert enter(browser, HOME).status_code == 303
    browser.delete_cookie(next(each.key for each in browser._cookies.values() if each.key.startswith("session_")))
    assert [enter(browser, HOME, password="wrong").status_code for _ in range(11)][-1] == 429


def test_the_browser_of_one_account_is_a_stranger_to_another(sari):
    sari.accounts.add("budi", PASSWORD, ["p3m"], sari.clock.at)
    browser = sari.client()
    assert enter(browser, HOME).status_code == 303
    browser.delete_cookie(next(each.key for each in browser._cookies.values() if each.key.startswith("session_")))
    assert tries(sari, 11, name="budi") == 429
    assert enter(browser, ELSEWHERE, "budi").status_code == 429


def test_a_forged_cookie_makes_nobody_known(sari):
    browser = sari.client()
    assert enter(browser, HOME).status_code == 303
    known = next(each for each in browser._cookies.values() if each.key.startswith("known_"))
    for forged in ("", "x", known.value[:-1], known.value + "x", '[1,"x"]'):
        client = sari.client()
        client.set_cookie(known.key, forged, path="/masuk")
        assert tries(sari, 11) == 429
        assert enter(client, ELSEWHERE).status_code == 429


def test_an_address_is_a_stranger_again_after_ninety_days(sari):
    assert enter(sari.client(), HOME).status_code == 303
    sari.clock.forward(91 * 86400)
    assert tries(sari, 11, address=HOME) == 429


def test_no_address_is_kept_as_it_is(sari):
    assert enter(sari.client(), HOME).status_code == 303
    with sari.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT sender FROM known_senders").scalars().all()
    assert len(rows) == 1
    assert HOME not in rows[0]


def test_whether_an_account_exists_is_told_by_no_limit(sari):
    assert tries(sari, 11, name="nobody-at-all") == 429
    assert sign_in(sari.client(), "sari").status_code == 303


def test_a_large_form_is_not_read(house):
    answer = house.client().post("/masuk", data=b"a=&" * 1_000_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "16 kB" in answer.get_data(as_text=True)
    many = house.client().post("/masuk", data=b"a=&" * 4000, content_type="application/x-www-form-urlencoded")
    assert many.status_code in (400, 413)
    out = house.client().post("/keluar", data=b"a" * 20_000, content_type="multipart/form-data; boundary=x")
    assert out.status_code in (303, 400, 413)
