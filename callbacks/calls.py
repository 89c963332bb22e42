"""The call form's questions to the server: which calls there are, what became of a form, and taking one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from dash import Dash, Input, Output, State, no_update
from dash.dependencies import ClientsideFunction
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.casework.call_desk import CallDesk
from command_center.casework.call_form import LONGEST, CallForm, Fault
from command_center.errors import StoreUnavailable
from command_center.readmodel.calls_view import Asked, Became, CallerDoubt, CallsView, Receipt
from layouts.calls import ids
from layouts.calls.config import CallsConfig, calls_config
from layouts.calls.form import BLANK, FIELDS, SPELLS_ERROR
from layouts.calls.page import calls_page, facts
from layouts.calls.phone import phone_choices, phone_note
from layouts.figures.call_list import call_list, local_number
from layouts.figures.call_receipt import call_receipt
from layouts.figures.switchboard_line import switchboard_line
from layouts.figures.written_calls import written_calls
from layouts.i18n import Words, words_for
from layouts.visit import Visit


@dataclass(frozen=True)
class CallsSource:
    """The call desk, asked on behalf of who is signed in: the name comes from the session, never from the browser."""

    calls: CallDesk
    operator: Callable[[], str]
    config: CallsConfig

    def view(self) -> CallsView:
        """The lists as of now. Raises StoreUnavailable."""
        return self.calls.view(self.operator())

    def doubt(self, form: CallForm) -> CallerDoubt | None:
        """Why the form may be under the wrong caller. Raises StoreUnavailable."""
        return self.calls.doubt(form, self.operator())

    def sit_at(self, phone: str) -> CallsView:
        """Keep which phone the operator has; the lists as of then. Raises StoreUnavailable."""
        self.calls.sit_at(self.operator(), phone)
        return self.view()

    def take(self, form: CallForm) -> Receipt:
        """Keep a form without faults; durable on return. Raises StoreUnavailable: then nothing is kept."""
        return self.calls.take(form, self.operator())


def source(sources: Sources) -> CallsSource:
    """The desk of whoever asks."""
    config = calls_config(sources.reference, sources.settings)
    return CallsSource(sources.calls, lambda: sources.identity().name, config)


def layout(desk: CallsSource, visit: Visit) -> Component:
    """The page, with an empty form."""
    return calls_page(desk.view(), desk.config, visit, new_form_id())


def register(app: Dash, desk: CallsSource) -> None:
    """Attach the call form's callbacks to this app."""

    @app.callback(
        Output(ids.CALLS, "children"),
        Output(ids.WRITTEN, "children"),
        Output(ids.FACTS, "data"),
        Output(ids.RECEIPT, "children"),
        Output(ids.ASKED, "data"),
        Output(ids.LINE, "children"),
        Output(ids.PHONE, "value"),
        Output(ids.PHONE, "data"),
        Output(ids.PHONE_NOTE, "children"),
        Input(ids.TICK, "n_intervals"),
        State(ids.FACTS, "data"),
        State(ids.ASKED, "data"),
        State(ids.ROOT, "lang"),
        prevent_initial_call=True,
    )
    def refresh(_: Any, known: Any, waiting: Any, language: Any) -> tuple[Any, ...]:
        return refreshed(desk, known, waiting, words_for(language, desk.config.language))

    @app.callback(
        Output(ids.FACTS, "data", allow_duplicate=True),
        Output(ids.PHONE, "data", allow_duplicate=True),
        Output(ids.PHONE_NOTE, "children", allow_duplicate=True),
        Input(ids.PHONE, "value"),
        State(ids.ROOT, "lang"),
        prevent_initial_call=True,
    )
    def seated(phone: Any, language: Any) -> tuple[Any, ...]:
        words = words_for(language, desk.config.language)
        view = desk.sit_at(text(phone))
        return facts(view), phone_choices(view, words), phone_note(view, words)

    @app.callback(
        output={
            "value": {name: Output(component, "value") for name, component in FIELDS.items()},
            "error": {name: Output(FIELDS[name], "error") for name in SPELLS_ERROR},
            "form": Output(ids.FORM, "data"),
            "chosen": Output(ids.CHOSEN, "data"),
            "failure": Output(ids.FAILURE, "children"),
            "answer": Output(ids.ANSWER, "data"),
            "receipt": Output(ids.RECEIPT, "children", allow_duplicate=True),
            "asked": Output(ids.ASKED, "data", allow_duplicate=True),
            "written": Output(ids.WRITTEN, "children", allow_duplicate=True),
        },
        inputs={"attempt": Input(ids.SEND, "data")},
        state={
            "value": {name: State(component, "value") for name, component in FIELDS.items()},
            "form": State(ids.FORM, "data"),
            "chosen": State(ids.CHOSEN, "data"),
            "language": State(ids.ROOT, "lang"),
        },
        prevent_initial_call=True,
    )
    def submit(attempt: Any, value: Any, form: Any, chosen: Any, language: Any) -> dict[str, Any]:
        words = words_for(language, desk.config.language)
        return submitted(desk, attempt, form_of(value, form, chosen), words, told_of(chosen))

    for name in SPELLS_ERROR:
        # What is wrong is said until the field is changed; a text may also be missing no more when the kind changes.
        inputs = [Input(FIELDS[name], "value"), *([Input(ids.KIND, "value")] if name == "text" else [])]
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction(namespace="calls", function_name="mended"),
            Output(FIELDS[name], "error", allow_duplicate=True),
            inputs,
            prevent_initial_call=True,
        )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="calls", function_name="suggest"),
        [Output(ids.CALLER, "value", allow_duplicate=True), Output(ids.CHOSEN, "data", allow_duplicate=True)],
        Input(ids.FACTS, "data"),
        Input(ids.SETUP, "data"),
        [State(component, "value") for component in FIELDS.values()],
        prevent_initial_call="initial_duplicate",
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="calls", function_name="choose"),
        Output(ids.CHOSEN, "data", allow_duplicate=True),
        Input(ids.CALLER, "value"),
        Input(ids.CHOSEN, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="calls", function_name="answered"),
        Output(ids.SETTLED, "data"),
        Input(ids.ANSWER, "data"),
        prevent_initial_call=True,
    )


def refreshed(desk: CallsSource, known: Any, waiting: Any, words: Words) -> tuple[Any, ...]:
    """Outputs of the refresh: only what changed, so that nothing moves under a finger."""
    view, categories = desk.view(), desk.config.categories
    new = facts(view)
    old = known if isinstance(known, dict) else {}
    receipt: Any = no_update
    asked: Any = no_update
    if (form := asked_of(waiting)) is not None:
        found = desk.calls.receipt(form)
        if found.became is not Became.WAITING:
            receipt, asked = call_receipt(found, categories, words), None
    same_line, same_phones = (old.get(key) == new[key] for key in ("lineKey", "phoneKey"))
    return (
        no_update if old.get("callsKey") == new["callsKey"] else call_list(view.calls, words),
        no_update if old.get("writtenKey") == new["writtenKey"] else written_calls(view.written, categories, words),
        new,
        receipt,
        asked,
        no_update if same_line else switchboard_line(view.switchboard, words, view.as_of),
        no_update if same_phones else view.phone or None,
        no_update if same_phones else phone_choices(view, words),
        no_update if same_phones else phone_note(view, words),
    )


def submitted(desk: CallsSource, attempt: Any, form: CallForm, words: Words, told: str = "") -> dict[str, Any]:
    """Outputs of the submit: what is wrong beside its field, or the receipt with an empty form for the next call.

    `attempt` is the browser's own number of this try; the answer names it again. A form that may be under the wrong
    caller is taken only after the operator was `told` so.
    """
    faults = desk.calls.faults(form)
    if faults:
        failure = words("calls.failure.form") if set(faults) - set(SPELLS_ERROR) else ""
        focus = next((FIELDS[name] for name in FIELDS if name in faults), "")
        return outputs(
            error={name: fault_text(name, faults.get(name), words) for name in SPELLS_ERROR},
            failure=failure,
            answer={"attempt": attempt, "state": "faults", "focus": focus},
        )
    try:
        doubt = desk.doubt(form)
        if doubt is not None and doubt.key != told:
            return outputs(
                failure=doubt_text(doubt, form, words),
                answer={"attempt": attempt, "state": "doubt", "focus": ids.SUBMIT, "told": doubt.key},
            )
        receipt = desk.take(form)
    except StoreUnavailable:
        return outputs(
            failure=words("calls.failure.store"),
            answer={"attempt": attempt, "state": "failed", "focus": ids.SUBMIT},
        )
    refused = receipt.became is Became.REFUSED
    done = outputs(
        error=dict.fromkeys(SPELLS_ERROR, ""),
        failure="",
        answer={"attempt": attempt, "state": "refused" if refused else "taken", "used": form.call_id},
        receipt=call_receipt(receipt, desk.config.categories, words),
        asked=asked_data(receipt.asked) if receipt.became is Became.WAITING else None,
    )
    if refused:
        # What was written stays, to be mended and sent again.
        return done
    done |= {"value": dict(BLANK), "form": {"id": new_form_id()}, "chosen": None}
    try:
        done["written"] = written_calls(desk.view().written, desk.config.categories, words)
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
    return words(f"calls.fault.{name}_{fault}", n=LONGEST.get(name, 0)) if fault else ""


def doubt_text(doubt: CallerDoubt, form: CallForm, words: Words) -> str:
    """Why the form was not taken yet, and what to do."""
    withheld = words("calls.standing.withheld")
    current = local_number(doubt.other.caller) if doubt.other else ""
    number = form.caller.strip() or withheld
    return words(f"calls.doubt.caller_{doubt.standing}", number=number, current=current or withheld)


def told_of(chosen: Any) -> str:
    """What the operator was told of the form's caller, as the browser keeps it."""
    return text(chosen.get("told")) if isinstance(chosen, dict) else ""


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


PAGE = Page(
    path="/panggilan",
    key="calls",
    title="calls.page_name",
    roles=("p3m", "admin"),
    layout=layout,
    register=register,
    source=source,
    libraries=("mantine",),
)
