"""The desk's questions to the server: which calls there are, what became of a form, and taking one."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import uuid4

from dash import Dash, Input, Output, State, no_update
from dash.dependencies import ClientsideFunction
from dash.development.base_component import Component

from command_center.casework.call_form import LONGEST, CallForm, Fault
from command_center.errors import StoreUnavailable
from command_center.readmodel.desk_view import Asked, Became, DeskView, Receipt
from layouts import ids
from layouts.desk.config import DeskLook
from layouts.desk.page import BLANK, FIELDS, SPELLS_ERROR, desk_page, facts
from layouts.figures.call_list import call_list
from layouts.figures.call_receipt import call_receipt
from layouts.figures.written_calls import written_calls
from layouts.i18n import LANGUAGES, Words, words
from layouts.pages import Page
from layouts.theme import THEMES


class DeskSource(Protocol):
    """What the desk asks, on behalf of who is signed in: the name comes from the session, never from the browser."""

    @property
    def look(self) -> DeskLook:
        """What does not change while a desk is open."""
        ...

    def pages(self) -> Sequence[Page]:
        """The pages that this person may open."""
        ...

    def view(self) -> DeskView:
        """The lists as of now. Raises StoreUnavailable."""
        ...

    def faults(self, form: CallForm) -> Mapping[str, Fault]:
        """What is wrong with a form, by field."""
        ...

    def take(self, form: CallForm) -> Receipt:
        """Keep a form without faults; durable on return. Raises StoreUnavailable: then nothing is kept."""
        ...

    def receipt(self, asked: Asked) -> Receipt:
        """What became of a form that was kept. Raises StoreUnavailable."""
        ...


def serve(desk: DeskSource, **query: Any) -> Component:
    """The page; `?tema=terang` or `gelap` and `?bahasa=id` or `en` choose for this screen, other values are ignored."""
    look = desk.look
    theme = query["tema"] if query.get("tema") in THEMES else look.theme
    return desk_page(desk.view(), look, spoken(query.get("bahasa"), look), theme, new_form_id(), desk.pages())


def register(app: Dash, desk: DeskSource) -> None:
    """Attach the desk's callbacks to this app."""

    @app.callback(
        Output(ids.DESK_CALLS, "children"),
        Output(ids.DESK_WRITTEN, "children"),
        Output(ids.DESK_FACTS, "data"),
        Output(ids.DESK_RECEIPT, "children"),
        Output(ids.DESK_ASKED, "data"),
        Input(ids.DESK_TICK, "n_intervals"),
        State(ids.DESK_FACTS, "data"),
        State(ids.DESK_ASKED, "data"),
        State(ids.DESK, "lang"),
        prevent_initial_call=True,
    )
    def refresh(_: Any, known: Any, waiting: Any, language: Any) -> tuple[Any, ...]:
        return refreshed(desk, known, waiting, spoken(language, desk.look))

    @app.callback(
        output={
            "value": {name: Output(component, "value") for name, component in FIELDS.items()},
            "error": {name: Output(FIELDS[name], "error") for name in SPELLS_ERROR},
            "form": Output(ids.DESK_FORM, "data"),
            "chosen": Output(ids.DESK_CHOSEN, "data"),
            "failure": Output(ids.DESK_FAILURE, "children"),
            "answer": Output(ids.DESK_ANSWER, "data"),
            "receipt": Output(ids.DESK_RECEIPT, "children", allow_duplicate=True),
            "asked": Output(ids.DESK_ASKED, "data", allow_duplicate=True),
            "written": Output(ids.DESK_WRITTEN, "children", allow_duplicate=True),
        },
        inputs={"attempt": Input(ids.DESK_SEND, "data")},
        state={
            "value": {name: State(component, "value") for name, component in FIELDS.items()},
            "form": State(ids.DESK_FORM, "data"),
            "chosen": State(ids.DESK_CHOSEN, "data"),
            "language": State(ids.DESK, "lang"),
        },
        prevent_initial_call=True,
    )
    def submit(attempt: Any, value: Any, form: Any, chosen: Any, language: Any) -> dict[str, Any]:
        return submitted(desk, attempt, form_of(value, form, chosen), spoken(language, desk.look))

    for name in SPELLS_ERROR:
        # What is wrong is said until the field is changed; a text may also be missing no more when the kind changes.
        inputs = [Input(FIELDS[name], "value"), *([Input(ids.DESK_KIND, "value")] if name == "text" else [])]
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction(namespace="desk", function_name="mended"),
            Output(FIELDS[name], "error", allow_duplicate=True),
            inputs,
            prevent_initial_call=True,
        )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="desk", function_name="suggest"),
        [Output(ids.DESK_CALLER, "value", allow_duplicate=True), Output(ids.DESK_CHOSEN, "data", allow_duplicate=True)],
        Input(ids.DESK_FACTS, "data"),
        Input(ids.DESK_SETUP, "data"),
        [State(component, "value") for component in FIELDS.values()],
        prevent_initial_call="initial_duplicate",
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="desk", function_name="choose"),
        Output(ids.DESK_CHOSEN, "data", allow_duplicate=True),
        Input(ids.DESK_CALLER, "value"),
        Input(ids.DESK_CHOSEN, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="desk", function_name="answered"),
        Output(ids.DESK_SETTLED, "data"),
        Input(ids.DESK_ANSWER, "data"),
        prevent_initial_call=True,
    )


def refreshed(desk: DeskSource, known: Any, waiting: Any, words: Words) -> tuple[Any, ...]:
    """Outputs of the refresh: only what changed, so that nothing moves under a finger."""
    view, look = desk.view(), desk.look
    new = facts(view)
    old = known if isinstance(known, dict) else {}
    receipt: Any = no_update
    asked: Any = no_update
    if (form := asked_of(waiting)) is not None:
        found = desk.receipt(form)
        if found.became is not Became.WAITING:
            receipt, asked = call_receipt(found, look, words), None
    return (
        no_update if old.get("callsKey") == new["callsKey"] else call_list(view.calls, words),
        no_update if old.get("writtenKey") == new["writtenKey"] else written_calls(view.written, look, words),
        new,
        receipt,
        asked,
    )


def submitted(desk: DeskSource, attempt: Any, form: CallForm, words: Words) -> dict[str, Any]:
    """Outputs of the submit: what is wrong beside its field, or the receipt with an empty form for the next call.

    `attempt` is the browser's own number of this try; the answer names it again.
    """
    faults = desk.faults(form)
    if faults:
        failure = words("desk.failure.form") if set(faults) - set(SPELLS_ERROR) else ""
        focus = next((FIELDS[name] for name in FIELDS if name in faults), "")
        return outputs(
            error={name: fault_text(name, faults.get(name), words) for name in SPELLS_ERROR},
            failure=failure,
            answer={"attempt": attempt, "state": "faults", "focus": focus},
        )
    try:
        receipt = desk.take(form)
    except StoreUnavailable:
        return outputs(
            failure=words("desk.failure.store"),
            answer={"attempt": attempt, "state": "failed", "focus": ids.DESK_SUBMIT},
        )
    refused = receipt.became is Became.REFUSED
    done = outputs(
        error=dict.fromkeys(SPELLS_ERROR, ""),
        failure="",
        answer={"attempt": attempt, "state": "refused" if refused else "taken", "used": form.call_id},
        receipt=call_receipt(receipt, desk.look, words),
        asked=asked_data(receipt.asked) if receipt.became is Became.WAITING else None,
    )
    if refused:
        # What was written stays, to be mended and sent again.
        return done
    done |= {"value": dict(BLANK), "form": {"id": new_form_id()}, "chosen": None}
    try:
        done["written"] = written_calls(desk.view().written, desk.look, words)
    except StoreUnavailable:
        # The form is kept and its number shown: the list follows with the next refresh.
        done["written"] = no_update
    return done


def outputs(**changed: Any) -> dict[str, Any]:
    """The outputs of the submit, of which only `changed` change."""
    same: dict[str, Any] = {
        "value": dict.fromkeys(FIELDS, no_update),
        "error": dict.fromkeys(SPELLS_ERROR, no_update),
    }
    same |= dict.fromkeys(("form", "chosen", "failure", "answer", "receipt", "asked", "written"), no_update)
    return same | changed


def fault_text(name: str, fault: Fault | None, words: Words) -> str:
    """What is wrong with a field, "" for nothing."""
    return words(f"desk.fault.{name}_{fault}", n=LONGEST.get(name, 0)) if fault else ""


def form_of(value: Any, form: Any, chosen: Any) -> CallForm:
    """The form as the browser sent it; what is no text counts as empty."""
    values = {name: text(value.get(name)) for name in FIELDS} if isinstance(value, dict) else {}
    call = chosen if isinstance(chosen, dict) else {}
    return CallForm(
        form_id=text(form.get("id")) if isinstance(form, dict) else "",
        # A second matter of a call that was written down before is a report of its own.
        call_id="" if call.get("written") else text(call.get("id")),
        **values,
    )


def asked_of(data: Any) -> Asked | None:
    """The form that waits for its number, as the browser keeps it; None where none does."""
    if not isinstance(data, dict) or not isinstance(data.get("inbox_id"), int):
        return None
    named = {name: text(data.get(name)) for name in ("call_id", "kind", "kelurahan", "category")}
    return Asked(inbox_id=data["inbox_id"], **named)


def asked_data(asked: Asked) -> dict[str, Any]:
    """The same as the browser's store takes it."""
    return {
        "inbox_id": asked.inbox_id,
        "call_id": asked.call_id,
        "kind": asked.kind,
        "kelurahan": asked.kelurahan,
        "category": asked.category,
    }


def new_form_id() -> str:
    """A name for a form, unique for good."""
    return uuid4().hex


def text(value: Any) -> str:
    """A text as it is, "" for anything else."""
    return value if isinstance(value, str) else ""


def spoken(language: Any, look: DeskLook) -> Words:
    """Words of the language asked for where there is such a one, else of the look's."""
    return words(language if language in LANGUAGES else look.language)
