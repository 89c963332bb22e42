"""Above the sheet: how many of its reports to read were seen since it was issued, and the mayor's button that marks the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from layouts.i18n import Words
from layouts.inputs import field
from layouts.written import written

PAGE = "/wali"


@dataclass(frozen=True, slots=True)
class Screened:
    """The numbers of the reports to read on a sheet, those of them that were seen by now, and the token of the session where who
    reads is the mayor, else "". `done` says that some were marked just now.
    """

    numbers: Sequence[str]
    seen: Collection[str]
    token: str = ""
    done: bool = False


def screened_strip(day: date, screened: Screened, words: Words) -> list[Component]:
    """The strip; nothing where the sheet has no report to read. It is no part of what was frozen, and not on paper."""
    left = [number for number in screened.numbers if number not in screened.seen]
    if not screened.numbers:
        return []
    told = words("briefing.screened.told", n=len(screened.numbers), seen=len(screened.numbers) - len(left))
    parts: list[Component | str] = [html.Span(told)]
    if left and screened.token:
        hidden = {"csrf_token": screened.token, "act": "lihat_semua", "pagi": day.isoformat()}
        fields = [field("hidden", name=name, value=value) for name, value in hidden.items()]
        fields += [field("hidden", name="semua", value=number) for number in left]
        button = html.Button(words("briefing.screened.mark", n=len(left)), type="submit", className="work-button")
        parts.append(html.Form([*fields, button], method="post", action=PAGE))
    shown = written(html.Div(parts, className="brief-screened", role="status" if screened.done else "note"))
    assert isinstance(shown, Component), "a component is written as one"
    return [shown]
