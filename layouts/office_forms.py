"""Small parts that forms without a script share: what they carry unseen, why one was not taken, and one that came through."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dash import html
from dash.development.base_component import Component

from layouts.i18n import Words
from layouts.inputs import field as input_field


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """A form that could not be taken: which one, the key of the sentence that says why with its values, and all its fields."""

    form: str
    problem: str
    fields: Mapping[str, str]
    values: Mapping[str, object] = field(default_factory=dict)

    def of(self, form: str) -> "RefusedForm | None":
        """Itself where it is that form."""
        return self if self.form == form else None


def typed(sent: RefusedForm | None, name: str, usual: str = "") -> str:
    """What was typed into a field, to be shown again."""
    return sent.fields.get(name, usual) if sent is not None else usual


def hidden(values: Mapping[str, str]) -> list[Component]:
    """Fields that nobody sees."""
    return [input_field("hidden", name=name, value=value) for name, value in values.items()]


def told_problem(sent: RefusedForm | None, words: Words) -> list[Component]:
    """Why a form was not taken; what was typed is in its fields."""
    if sent is None:
        return []
    return [
        html.Div(
            [html.Strong(words(sent.problem, **sent.values)), html.P(words("instruction.kept"))],
            className="office-problem",
            role="alert",
        )
    ]


def told_done(key: str, words: Words, **values: object) -> list[Component]:
    """That something was done just now; nothing where `key` is ""."""
    return [html.P(words(key, **values), className="office-told", role="status")] if key else []
