"""Sheets of the briefing as a screen shows them: thousands of elements that never change, so each is made once for everybody."""

from collections.abc import Mapping

from dash.development.base_component import Component

from command_center.readmodel.briefing_view import BriefingEdition
from layouts.briefing.config import BriefingConfig
from layouts.briefing.kept_files import KeptFiles
from layouts.briefing.parts import screen_room
from layouts.briefing.sheet import sheet
from layouts.i18n import Words
from layouts.markup import markup
from layouts.written import as_written

KEPT = 8
"""Sheets that are kept: a million letters each, of a day, a language and the colours."""
WAITING = 1000
"""A page is never sent away: the threads that answer are fewer."""


class KeptSheets:
    """Makes sheets as one text of HTML and keeps the last ones; safe to share between threads."""

    def __init__(self, config: BriefingConfig) -> None:
        self._config = config
        self._kept = KeptFiles(KEPT, WAITING)

    def of(self, edition: BriefingEdition, excerpts: Mapping[str, str], words: Words, theme: str) -> Component:
        """The sheet of an edition. All that it says is in it, in the words of the reports to read, and in the settings."""
        said = tuple(sorted(excerpts.items()))
        key = (
            edition.briefing.day,
            edition.version,
            edition.versions,
            edition.fingerprint,
            said,
            words.language,
            theme,
        )

        def make() -> bytes:
            room = screen_room(edition.briefing)
            return markup(sheet(edition, excerpts, self._config, words, theme, room)).encode()

        return as_written(self._kept.of(key, make).decode())
