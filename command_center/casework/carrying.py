"""Carries the mayor's instructions into the briefing of a morning: those that were not closed at its cut-off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from command_center.casework.instructing import days_carried
from command_center.domain.instructions import OF_MAYOR, Instruction, InstructionState
from command_center.domain.working_days import wib_day
from command_center.readmodel.briefing_view import Briefing, CarriedInstruction, LedgerEntry

LAST = "free"
"""The figure that is not there on every morning, so that it comes after all others."""


def with_instructions(briefing: Briefing, known: Sequence[Instruction], names: Mapping[str, str]) -> Briefing:
    """The briefing with those of the instructions that are not closed; `known` are all, as they stood at its cut-off. `names` are
    the departments' short names by code.
    """
    still = [each for each in known if each.state is not InstructionState.CLOSED]
    entry = LedgerEntry(
        "instructions",
        len(still),
        briefing.cutoff,
        terms=(("silent", float(sum(each.state is InstructionState.OPEN for each in still))),),
    )
    before = tuple(each for each in briefing.ledger if each.key != LAST)
    after = tuple(each for each in briefing.ledger if each.key == LAST)
    return replace(
        briefing,
        instructions=tuple(_carried(each, briefing, names) for each in still),
        ledger=(*before, entry, *after),
    )


def _carried(each: Instruction, briefing: Briefing, names: Mapping[str, str]) -> CarriedInstruction:
    said = next((act for act in reversed(each.acts) if act.kind not in OF_MAYOR), None)
    return CarriedInstruction(
        opd=names.get(each.opd, each.opd),
        text=each.text,
        state=str(each.state),
        given=wib_day(each.at),
        due=each.due,
        said=said.text if said is not None else "",
        said_on=wib_day(said.at) if said is not None else None,
        days=days_carried(each, briefing.day),
        report=each.report,
    )
