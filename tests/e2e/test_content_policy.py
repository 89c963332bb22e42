"""The content policy as a browser keeps it: a script that somebody smuggled into a page does not run."""

import pytest

from tests.e2e.wall_page import open_wall

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

SMUGGLE = """() => new Promise(done => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
  const script = document.createElement("script");
  script.textContent = "window.smuggled = true";
  document.body.append(script);
  const image = document.createElement("img");
  image.src = "http://127.0.0.1:1/elsewhere.png";
  document.body.append(image);
  setTimeout(() => done({smuggled: window.smuggled === true, refused: refused.sort()}), 500);
})"""


def smuggled_into(page):
    return page.evaluate(SMUGGLE)


def test_no_script_in_the_wall_and_nothing_from_another_host(center, browser):
    wall = open_wall(browser, center)
    assert smuggled_into(wall.page) == {"smuggled": False, "refused": ["img-src", "script-src-elem"]}
    wall.page.context.close()


def test_nor_in_the_page_where_people_sign_in(center, browser):
    page = browser.new_page()
    page.goto(f"{center.url}/masuk")
    assert smuggled_into(page) == {"smuggled": False, "refused": ["img-src", "script-src-elem"]}
    page.close()
