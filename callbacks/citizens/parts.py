"""What the citizens' pages ask of the program, and how one of them is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Response, jsonify, make_response, render_template, request
from flask_limiter import Limiter
from itsdangerous import BadData, URLSafeSerializer

from command_center.casework.reopening import CitizenActs
from command_center.casework.report_desk import ReportDesk
from command_center.casework.tracking import Tracking
from command_center.domain.categories import Categories
from command_center.domain.working_days import WIB
from command_center.settings import Settings
from command_center.store.tracking_codes import TrackingCodes
from command_center.web.report_pictures import ReportPictures
from layouts.citizens.outline import map_of
from layouts.i18n import LANGUAGES, Words, words_for
from layouts.theme import THEMES, theme_for

YEAR = 365 * 86400
DEFAULT_THEME = "terang"
CHOICES: Mapping[str, tuple[str, ...]] = {"bahasa": LANGUAGES, "tema": tuple(THEMES)}
"""What a person may choose for all pages, in the address and kept as a cookie -> the values there are."""
PAGES = ("text/html", "application/xhtml+xml")
"""Media types of a page, as a browser names them."""


@dataclass(frozen=True)
class CitizenParts:
    """The program's parts. `city` is GeoJSON of the kecamatan; `version` changes with every file of the pages."""

    settings: Settings
    desk: ReportDesk
    tracking: Tracking
    acts: CitizenActs
    codes: TrackingCodes
    pictures: ReportPictures
    categories: Categories
    limiter: Limiter
    city: Mapping[str, Any]
    version: str

    @cached_property
    def map_text(self) -> str:
        """The city's outlines as JSON, for the map that a page draws."""
        return map_of(self.city)

    @property
    def secure(self) -> bool:
        """Whether cookies travel over TLS only."""
        return self.settings.url.startswith("https://")

    def signer(self, purpose: str) -> URLSafeSerializer:
        """Signs what a browser hands back."""
        return URLSafeSerializer(self.settings.signing_key, salt=f"citizens {purpose}")

    def signed(self, purpose: str, text: object) -> Any:
        """What a browser handed back, None where it is not as we signed it."""
        try:
            return self.signer(purpose).loads(str(text))
        except BadData:
            return None

    @property
    def words(self) -> Words:
        """The words of the language that the address asks for, else that of the browser's last choice."""
        return words_for(chosen("bahasa"), self.settings.language)

    def show(self, page: str, status: int = 200, *, here: str = "", **values: Any) -> Response:
        """The template citizens/<page>.html. `here` is where the same is shown again in another language or theme: the address
        that was asked, where it is not given.
        """
        words = self.words
        theme = theme_for(chosen("tema"), DEFAULT_THEME)
        response = make_response(
            render_template(
                f"citizens/{page}.html",
                w=words,
                say=lambda wording: wording.in_language(words.language),
                language=words.language,
                languages=LANGUAGES,
                theme=THEMES[theme][0],
                other_theme=next(name for name in THEMES if name != theme),
                service=self.settings.service_name,
                demo=self.settings.demo,
                version=self.version,
                tiles=self.settings.map_tile_url,
                tiles_from=self.settings.map_tile_attribution,
                page=page,
                here=here or request.path,
                wib=WIB,
                **values,
            ),
            status,
        )
        for name, known in CHOICES.items():
            if request.args.get(name) in known:
                response.set_cookie(
                    name, request.args[name], max_age=YEAR, httponly=True, secure=self.secure, samesite="Lax"
                )
        return response


def chosen(name: str) -> str | None:
    """The language or theme that the address asks for, else what this browser asked for last."""
    asked = request.args.get(name)
    return asked if asked in CHOICES[name] else request.cookies.get(name)


def wants_json() -> bool:
    """Whether a program asks: its header Accept names JSON, and no page that it likes as well or better.

    `*/*` names neither: many libraries send it behind the JSON that they want, and browsers behind the page.
    """
    liked = {
        name.partition(";")[0].strip().lower(): quality for name, quality in reversed(list(request.accept_mimetypes))
    }
    return liked.get("application/json", 0) > max(liked.get(page, 0) for page in PAGES)


def told(status: int, error: str, message: str, fields: Mapping[str, str] | None = None) -> Response:
    """What a program is told: a word to test for, what to do, and what is wrong with each field."""
    response = jsonify(error=error, message=message, fields=dict(fields or {}))
    response.status_code = status
    return response
