"""What stands in the address of the page of alerts: which alerts are asked for, and which one is read."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from command_center.domain.alert_story import AlertFilter
from command_center.domain.alerts import AlertState, Severity

PATH = "/peringatan"
STATE, SEVERITY, RULE, CODE, NUMBER = "keadaan", "tingkat", "aturan", "kode", "nomor"
STATES = {
    AlertState.OPEN: "terbuka",
    AlertState.ACKNOWLEDGED: "diakui",
    AlertState.SILENCED: "dibisukan",
    AlertState.ENDED: "riwayat",
}
"""State -> its word in addresses, in the order of the page."""
LONGEST_CODE = 64


def asked_for(variables: Mapping[str, object]) -> tuple[AlertFilter, int]:
    """The filter and the number of the address; what cannot be read counts as not asked for."""
    said = {name: str(variables.get(name, "")) for name in (STATE, SEVERITY, RULE, CODE, NUMBER)}
    state = next((each for each, word in STATES.items() if word == said[STATE]), AlertState.OPEN)
    severity = said[SEVERITY] if said[SEVERITY] in tuple(Severity) else ""
    number = said[NUMBER]
    wanted = AlertFilter(frozenset({state}), severity, said[RULE][:LONGEST_CODE], said[CODE][:LONGEST_CODE])
    return wanted, int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0


def state_of(asked: AlertFilter) -> AlertState:
    """The one state that the page shows."""
    (state,) = asked.states
    return state


def query(asked: AlertFilter, number: int = 0) -> dict[str, str]:
    """The same as name -> value of an address, without what is not asked for."""
    state = state_of(asked)
    said = {
        STATE: "" if state is AlertState.OPEN else STATES[state],
        SEVERITY: asked.severity,
        RULE: asked.rule,
        CODE: asked.code,
        NUMBER: str(number) if number else "",
    }
    return {name: value for name, value in said.items() if value}


def link(path: str, asked: AlertFilter, number: int = 0) -> str:
    """An address of the page."""
    said = urlencode(query(asked, number))
    return f"{path}?{said}" if said else path


def in_state(asked: AlertFilter, state: AlertState) -> AlertFilter:
    """The same filters in another state."""
    return replace(asked, states=frozenset({state}))
