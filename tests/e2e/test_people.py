"""People in the browser: invited by a link, with a second factor, seen and sent away by an administrator."""

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.people import PATIENCE_MS, page_of, signed_in
from tests.servers.command_center import CommandCenter

CHOSEN = "lima belas perahu di banjir kanal"


def new_page(browser: Browser) -> Page:
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def sign_in(page: Page, center: CommandCenter, name: str) -> None:
    page.goto(f"{center.url}/masuk")
    page.fill("#name", name)
    page.fill("#password", CHOSEN)
    page.click("button[type=submit]")


@pytest.mark.needs("chromium")
@pytest.mark.browser
def test_from_an_invitation_to_the_end_of_a_session(browser: Browser, center: CommandCenter) -> None:
    """As three people do it: nothing of it needs a word that the screen does not say."""
    admin = page_of(signed_in(browser, center, "dewi.e2e", "admin"))
    admin.goto(f"{center.url}/akun")
    admin.fill("#name", "Budi.E2E")
    admin.check("input[name=role][value=opd_staff]")
    admin.select_option("#opd", "dpu")
    admin.click("form[action='/akun/undang'] button")
    link = admin.input_value(".person-once input")

    budi = new_page(browser)
    budi.goto(link)
    assert budi.url == f"{center.url}/masuk/tautan", "the token stands in no history"
    budi.fill("#password", CHOSEN)
    budi.fill("#again", CHOSEN)
    budi.click("button[type=submit]")
    budi.wait_for_url(f"{center.url}/opd/dpu", wait_until="commit")

    budi.goto(f"{center.url}/saya/kode")
    secret = budi.inner_text(".person-secret").replace(" ", "")
    budi.fill("#code", pyotp.TOTP(secret).now())
    budi.click("form[action='/saya/kode'] button")
    codes = budi.locator(".person-codes li").all_inner_texts()
    assert len(codes) == 10

    elsewhere = new_page(browser)
    sign_in(elsewhere, center, "budi.e2e")
    elsewhere.wait_for_url(f"{center.url}/masuk/kode")
    elsewhere.fill("#code", "000000")
    elsewhere.click("button[type=submit]")
    expect(elsewhere.locator("#problem")).to_be_visible()
    elsewhere.fill("#code", codes[0])
    elsewhere.click("button[type=submit]")
    elsewhere.wait_for_url(f"{center.url}/opd/dpu", wait_until="commit")

    admin.goto(f"{center.url}/akun/budi.e2e")
    sessions = admin.locator("form[action='/akun/budi.e2e/sesi']")
    expect(sessions).to_have_count(2)
    for _ in range(2):
        sessions.first.locator("button").click()
        expect(admin.locator(".person-told")).to_be_visible()
    expect(sessions).to_have_count(0)
    for page in (budi, elsewhere):
        page.goto(f"{center.url}/saya")
        page.wait_for_url(f"{center.url}/masuk?next=/saya")

    admin.goto(f"{center.url}/audit?untuk=budi.e2e")
    acts = admin.locator(".person-audit tbody tr td:nth-child(3)").all_inner_texts()
    assert acts[:2] == ["sesi diakhiri", "sesi diakhiri"]
    assert acts[-2:] == ["kata sandi dipilih melalui tautan", "diundang"]
    assert "verifikasi dua langkah dipasang" in acts
    assert "kode verifikasi salah" in acts
