"""Since when a report is verified, read back from the steps and the times that are kept, and told to the log."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None

AT_ONCE = 1000
VERIFIED = ("verified", "forwarded", "answered", "settled")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)

reports = sa.table(
    "reports",
    *(sa.column(name) for name in ("id", "channel")),
    *(sa.column(name, TIME) for name in ("verified_at", "forwarded_at", "answered_at", "settled_at")),
)
steps = sa.table("steps", *(sa.column(name) for name in ("report_id", "by", "status")), sa.column("at", TIME))
events = sa.table(
    "events",
    *(sa.column(name) for name in ("kind", "report_id", "by")),
    sa.column("at", TIME),
    sa.column("data", JSON),
)


def upgrade() -> None:
    """Apply. What another system told keeps the time of its step, not the one at which we heard of it."""
    op.add_column("reports", sa.Column("verified_at", TIME, nullable=True, comment="first verified, or further"))
    ours = (
        sa.select(sa.func.min(steps.c.at))
        .where(steps.c.report_id == reports.c.id, steps.c.status.in_(VERIFIED), steps.c.by != reports.c.channel)
        .scalar_subquery()
    )
    op.execute(sa.update(reports).values(verified_at=ours))
    for further in (reports.c.forwarded_at, reports.c.answered_at, reports.c.settled_at):
        earlier = sa.or_(reports.c.verified_at.is_(None), further < reports.c.verified_at)
        op.execute(sa.update(reports).where(further.is_not(None), earlier).values(verified_at=further))
    _tell()


def downgrade() -> None:
    """The column goes; the log keeps what it said."""
    op.drop_column("reports", "verified_at")


def _tell() -> None:
    connection, now, last = op.get_bind(), datetime.now(UTC), 0
    kept = sa.select(reports.c.id, reports.c.verified_at).where(reports.c.verified_at.is_not(None))
    while rows := connection.execute(kept.where(reports.c.id > last).order_by(reports.c.id).limit(AT_ONCE)).all():
        told = [
            {
                "at": _kept(now),
                "kind": "report.amended",
                "report_id": report_id,
                "data": {"verified_at": _utc(verified_at).isoformat()},
                "by": "system",
            }
            for report_id, verified_at in rows
        ]
        connection.execute(sa.insert(events), told)
        last = rows[-1][0]


def _utc(moment: datetime) -> datetime:
    """SQLite keeps no zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _kept(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None) if op.get_bind().dialect.name == "sqlite" else moment
