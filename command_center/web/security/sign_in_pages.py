"""The pages of access control: sign-in, sign-out and notices, in Indonesian or English."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, Response, make_response, render_template, request
from flask_wtf.csrf import generate_csrf

from command_center.errors import BadReferenceData
from command_center.settings import Settings
from command_center.web.security.identity import NOBODY, Identity

LANGUAGES = ("id", "en")
LANGUAGE = "bahasa"
"""Name of the query parameter that chooses the language, and of the cookie that remembers it."""
_WORDS = Path(__file__).parent / "sign_in_words.toml"
_YEAR = 365 * 86400


def sign_in_blueprint() -> Blueprint:
    """Templates and static files of those pages, served without a sign-in."""
    return Blueprint(
        "sign_in", __name__, template_folder="templates", static_folder="static", static_url_path="/masuk/static"
    )


class SignInPages:
    """Renders them. Raises BadReferenceData for a file of words that cannot be used."""

    def __init__(self, settings: Settings, *, local: bool = True, directory: bool = False) -> None:
        self._settings = settings
        self._ways = {"local": local, "directory": directory}
        self._secure = settings.url.startswith("https://")
        self._words = read_words(_WORDS)

    def render(self, page: str, status: int, **values: Any) -> Response:
        """The template sign_in/<page>.html in the language asked for, which is then remembered."""
        language = self.language()
        response = make_response(
            render_template(
                f"sign_in/{page}.html",
                w=self._words[language],
                language=language,
                languages=_switch(values.get("next", "")),
                service=self._settings.service_name,
                demo=self._settings.demo,
                ways=self._ways,
                **values,
            ),
            status,
        )
        if language == self._asked():
            response.set_cookie(LANGUAGE, language, max_age=_YEAR, httponly=True, secure=self._secure, samesite="Lax")
        return response

    def notice(
        self, key: str, status: int, identity: Identity = NOBODY, home: str | None = None, retry: bool = False
    ) -> Response:
        """A page that says what is wrong and what to do: the words `key` and `key`_hint."""
        return self.render(
            "notice", status, key=key, who=self.who(identity), home=home, retry=retry, person=identity.kind == "user"
        )

    def kept(self, key: str, status: int) -> Response:
        """What was typed into a form that cannot be taken now, to be sent again: the words `key` and `key`_hint say why.

        Pictures are not kept for somebody who is not known: they are chosen again.
        """
        typed = [
            (name, value.replace("\r\n", "\n"))
            for name, values in request.form.lists()
            for value in values
            if name != "csrf_token"
        ]
        texts = [(name, value) for name, value in typed if name == "text"]
        fields = [(name, value) for name, value in typed if name != "text"]
        return self.render(
            "kept", status, key=key, texts=texts, fields=fields, pictures=bool(request.files), csrf=generate_csrf(),
            action=request.path,
        )  # fmt: skip

    def who(self, identity: Identity) -> str:
        """A sentence that says who is signed in, empty for nobody and for a device."""
        if identity.kind != "user":
            return ""
        words = self._words[self.language()]
        names = words["roles"]
        roles = ", ".join(names.get(role, role) for role in sorted(identity.roles)) or names["none"]
        if identity.opd:
            roles += f" {identity.opd}"
        return str(words["signed_in_as"].format(name=identity.name, roles=roles))

    def language(self) -> str:
        """The language asked for, else the one this browser asked for last, else that of the installation."""
        for wanted in (self._asked(), request.cookies.get(LANGUAGE)):
            if wanted in LANGUAGES:
                return wanted
        return self._settings.language

    @staticmethod
    def _asked() -> str | None:
        # Not `request.args`, which fails at bytes that no browser sends: such an address is answered with a page too.
        return dict(parse_qsl(request.query_string.decode("latin-1"))).get(LANGUAGE)


def _switch(next_page: str) -> list[tuple[str, dict[str, str]]]:
    """(language, query of this page in that language)."""
    kept = {"next": next_page} if next_page else {}
    return [(language, {**kept, LANGUAGE: language}) for language in LANGUAGES]


@cache
def read_words(file: Path) -> Mapping[str, Mapping[str, Any]]:
    """Words by language; raises BadReferenceData where a language misses a key that another has."""
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    keys = {
        language: words.get(language, {}).keys() | words.get(language, {}).get("roles", {}).keys()
        for language in LANGUAGES
    }
    for language in LANGUAGES:
        missing = set().union(*keys.values()) - keys[language]
        if missing:
            raise BadReferenceData(file, None, f"[{language}] misses {', '.join(sorted(missing))}")
    return words
