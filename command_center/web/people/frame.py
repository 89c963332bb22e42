"""The frame of the pages about people: the head that all pages have, in the language and theme that a person chose."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, render_template, request
from flask_wtf.csrf import generate_csrf

from command_center.domain.working_days import WIB
from command_center.errors import BadReferenceData
from command_center.settings import Settings
from command_center.web.security.identity import Identity
from command_center.web.security.sign_in_pages import LANGUAGE, LANGUAGES, SignInPages

THEME = "tema"
"""Name of the query parameter that chooses the theme, and of the cookie that remembers it."""
THEMES = {"gelap": "dark", "terang": "light"}
USUAL_THEME = "terang"
"""That of the pages that people work on."""
_YEAR = 365 * 86400


@dataclass(frozen=True, slots=True)
class HeadLink:
    """One entry of the navigation; `in_head` where it stands in the head itself, not only under all pages."""

    title: str
    address: str
    in_head: bool = True


Navigation = Callable[[Identity, str], Sequence[HeadLink]]
"""Who looks, and in which language -> where they may go."""


class PersonFrame:
    """Renders the pages of this room. `version` is that of the program: styles are kept by browsers until it changes."""

    def __init__(
        self,
        settings: Settings,
        pages: SignInPages,
        identity: Callable[[], Identity],
        navigation: Navigation,
        version: str,
    ) -> None:
        self._settings, self._pages = settings, pages
        self.identity, self._navigation, self._version = identity, navigation, version
        for language in LANGUAGES:
            words_of(language)

    @property
    def language(self) -> str:
        """The language of this request."""
        return self._pages.language()

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of this request's language."""
        return words_of(self.language)

    def render(self, template: str, title: str, here: str, status: int = 200, **values: Any) -> Response:
        """The template people/<template>.html; `title` is a key of the words, `here` the page's own address, also where
        it answers a form.
        """
        identity, language, theme = self.identity(), self.language, self._theme()
        response = make_response(
            render_template(
                f"people/{template}.html",
                w=words_of(language),
                title=title,
                language=language,
                theme=THEMES[theme],
                looks=self._looks(here, language, theme),
                service=self._settings.service_name,
                simulated=self._settings.demo,
                navigation=self._navigation(identity, language),
                is_here=lambda link: link.address == "/akun" and (here.startswith("/akun") or here == "/audit"),
                person=identity.name,
                version=self._version,
                csrf=generate_csrf(),
                here=here,
                moment=lambda at: moment(at, language),
                exact=lambda at: moment(at, language, seconds=True),
                **values,
            ),
            status,
        )
        secure = self._settings.url.startswith("https://")
        for name, chosen, there in ((LANGUAGE, language, LANGUAGES), (THEME, theme, THEMES)):
            if request.args.get(name) in there:
                response.set_cookie(name, chosen, max_age=_YEAR, httponly=True, secure=secure, samesite="Lax")
        return response

    def _theme(self) -> str:
        for wanted in (request.args.get(THEME), request.cookies.get(THEME)):
            if wanted in THEMES:
                return str(wanted)
        return USUAL_THEME

    def _looks(self, here: str, language: str, theme: str) -> Mapping[str, Any]:
        """Links to this page in each language and in the other theme."""
        other = next(name for name in THEMES if name != theme)
        asked = {} if request.method == "POST" else {name: each for name, each in request.args.items() if name != "ok"}

        def link(name: str, value: str) -> str:
            return f"{here}?{urlencode(asked | {name: value})}"

        return {
            "languages": [(each, link(LANGUAGE, each), each == language) for each in LANGUAGES],
            "theme": (other, link(THEME, other)),
        }


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """The words of this room. Raises BadReferenceData where a language misses a key that another has."""
    files = {each: Path(__file__).parent / f"words.{each}.toml" for each in LANGUAGES}
    found = {each: tomllib.loads(file.read_text(encoding="utf-8")) for each, file in files.items()}
    keys = {each: set(_keys(words)) for each, words in found.items()}
    if missing := set().union(*keys.values()) - keys[language]:
        raise BadReferenceData(files[language], None, f"misses {', '.join(sorted(missing))}")
    return found[language]


def _keys(words: Mapping[str, Any], before: str = "") -> list[str]:
    found = []
    for key, value in words.items():
        found += _keys(value, f"{before}{key}.") if isinstance(value, dict) else [before + key]
    return found


def moment(at: datetime | None, language: str, *, seconds: bool = False) -> str:
    """Such as "27 Nov 2026, 20.45 WIB", or to the second; "" for none."""
    if at is None:
        return ""
    words, local = words_of(language), at.astimezone(WIB)
    month = words["months"].split("|")[local.month - 1]
    parts = [f"{local:%H}", f"{local:%M}", *([f"{local:%S}"] if seconds else [])]
    return f"{local.day} {month} {local.year}, {words['clock_sign'].join(parts)} WIB"
