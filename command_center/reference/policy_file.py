"""Reads sla.toml: the deadline policies, old versions included."""

from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import DeadlinePolicy, Policies, Term, Terms
from command_center.reference.tables import Table

_STAGES = ("forward", "answer", "settle", "settle_extended")


def read_policies(top: Table) -> Policies:
    """All policies of the file, checked. Raises BadReferenceData."""
    default = top.code("default")
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
    return Policies(every, newest)


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
    )
    table.done()
    return policy


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
