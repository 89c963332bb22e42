"""How reports stood at a moment of the past, from what is known of them now: open or not, and their next deadline then.

A briefing that is made late, or again, says what it would have said at its hour, and what was corrected since is right
in it. OPD and category are those of now. The rules are those of `domain.workflow.next_deadline`, for any moment.
"""

from command_center.domain.workflow import Stage, Status


def _listed(statuses: set[Status] | frozenset[Status]) -> str:
    return ", ".join(repr(str(each)) for each in sorted(statuses)) or "''"


def _met_by_status(stage: Stage) -> str:
    """A stage that the status itself meets is met also where nobody knows since when."""
    return _listed({status for status in Status if stage in status.rule.meets})


OPEN_THEN = """(
    SELECT * FROM facts WHERE closed_at >= $moment AND received_at < $moment AND NOT retracted
    UNION ALL SELECT * FROM open_reports WHERE closed_at IS NULL AND received_at < $moment
)"""
"""The reports open at `$moment`, a naive UTC time: closed since, of which only the latest rows are read, or open still."""

_STANDS = _listed({status for status in Status if status.rule.clock_stands})

STANDING = f"""
    WITH known AS (
        SELECT report_id, number, category, policy, kelurahan, kecamatan, opd, channel, visibility, received_at, status,
               forward_due, answer_due, settle_due, forwarded_at,
               coalesce(settled_at < $moment, false) AS settled,
               coalesce(answered_at < $moment, status IN ({_met_by_status(Stage.ANSWER)})) AS answered,
               coalesce(forwarded_at < $moment, status IN ({_met_by_status(Stage.FORWARD)})) AS forwarded
        FROM {OPEN_THEN}
    ), asked AS (
        SELECT *,
               CASE WHEN NOT (settled OR answered OR forwarded) THEN forward_due END AS forward_open,
               CASE WHEN NOT (settled OR answered) THEN answer_due END AS answer_open,
               CASE WHEN NOT settled THEN settle_due END AS settle_open
        FROM known WHERE status NOT IN ({_STANDS})
    ), standing AS (
        SELECT *, least(forward_open, answer_open, settle_open) AS next_due FROM asked
    )
    SELECT report_id, number, category, policy, kelurahan, kecamatan, opd, channel, visibility, received_at,
           answered OR settled AS was_answered, next_due,
           CASE next_due WHEN forward_open THEN '{Stage.FORWARD}' WHEN answer_open THEN '{Stage.ANSWER}'
                ELSE '{Stage.SETTLE}' END AS stage
    FROM standing WHERE next_due IS NOT NULL
"""
"""Reports open at `$moment` that a deadline was asked of, with the earliest one that was not met."""

LATE_AT = f"SELECT * FROM ({STANDING}) WHERE next_due < $moment"
"""Those whose deadline had passed at `$moment`."""

DUE_BETWEEN = f"SELECT * FROM ({STANDING}) WHERE next_due >= $moment AND next_due <= $until"
"""Those whose deadline lies between `$moment` and `$until`."""
