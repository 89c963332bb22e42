"""Reads sla.toml: the deadline policies, old versions included."""

from command_center.domain.pauses import PauseReason, PauseRule
from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import THRESHOLDS, DeadlinePolicy, Policies, Term, Terms
from command_center.reference.tables import Table

MOST_PERCENT = 1000
_STAGES = ("forward", "answer", "settle", "settle_extended")


def read_policies(top: Table) -> Policies:
    """All policies of the file, checked. Raises BadReferenceData."""
    default = top.code("default")
    thresholds = _thresholds(top)
    tables = top.tables("policy")
    top.done()
    found: dict[str, DeadlinePolicy] = {}
    for table in tables:
        policy = _policy(table)
        if policy.key in found:
            table.refuse(f'version {policy.version} of "{policy.code}" stands already above', "version")
        found[policy.key] = policy
    if default not in {policy.code for policy in found.values()}:
        top.refuse(f'"default" names the policy "{default}", which is not in this file', "default")
    every = tuple(found.values())
    newest = max((policy for policy in every if policy.code == default), key=lambda policy: policy.version)
    return Policies(every, newest, thresholds)


def _thresholds(top: Table) -> tuple[int, ...]:
    """Percents of a term at which the deadline watch tells of it; the usual ones where the file names none."""
    if "thresholds" not in top.names():
        return THRESHOLDS
    percents = top.wholes("thresholds", required=True)
    if sorted(set(percents)) != list(percents) or not all(1 <= each <= MOST_PERCENT for each in percents):
        top.refuse(
            f'"thresholds" takes percents from 1 to {MOST_PERCENT}, each once, the smallest first: such as [50, 80, 100]',
            "thresholds",
        )
    return percents


def _policy(table: Table) -> DeadlinePolicy:
    extended = table.wording("extended") if "extended" in table.names() else None
    general = _terms(table.table("terms"), extended is not None)
    classes = table.optional("classes")
    terms = dict.fromkeys(ReportClass, general)
    if classes is not None:
        for name in classes.names():
            if name not in set(ReportClass):
                classes.refuse(f'"{name}" is no class of report; known are {", ".join(ReportClass)}', name)
            terms[ReportClass(name)] = _terms(classes.table(name), extended is not None)
        classes.done()
    policy = DeadlinePolicy(
        code=table.code("code"),
        version=table.whole("version"),
        label=table.wording("label"),
        source=table.text("source"),
        terms=terms,
        extended=extended,
        reopen_days=table.whole("reopen_days", 0),
        pauses=_pauses(table.optional("pauses")),
    )
    table.done()
    return policy


def _pauses(table: Table | None) -> dict[PauseReason, PauseRule]:
    """What the time does in which a report waits; a reason that is left out adds nothing."""
    if table is None:
        return {}
    for name in table.names():
        if name not in set(PauseReason):
            table.refuse(f'"{name}" is nobody that a report waits for; known are {", ".join(PauseReason)}', name)
    return {PauseReason(name): table.choice(name, PauseRule) for name in table.names()}


def _terms(table: Table, may_extend: bool) -> Terms:
    terms = {stage: _term(table, stage) for stage in _STAGES}
    table.done()
    if not any(terms.values()):
        table.refuse("sets no term: give at least one, such as answer_days = 10")
    if terms["settle_extended"] and not may_extend:
        table.refuse('has a "settle_extended" term, but the policy does not say in "extended" for whom')
    if terms["settle_extended"] and not terms["settle"]:
        table.refuse('has a "settle_extended" term but no "settle" term')
    return Terms(**terms)


def _term(table: Table, stage: str) -> Term | None:
    days, hours = (table.whole(f"{stage}_{unit}", 0) for unit in ("days", "hours"))
    if days and hours:
        table.refuse(f'"{stage}_days" and "{stage}_hours" cannot both be set', f"{stage}_hours")
    return Term(days, hours) if days or hours else None
