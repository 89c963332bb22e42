"""Pauses of the deadline clock and what moved a deadline, with the report; what the deadline watch told."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from command_center.store.columns import BigId, Json

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)

reports = sa.table("reports", sa.column("id"), sa.column("due_changes", JSON))
acts = sa.table("calendar_acts", sa.column("id"), sa.column("at", TIME), sa.column("calendar"))
recounts = sa.table(
    "recounts",
    *(sa.column(name) for name in ("id", "act_id", "report_id", "stage")),
    *(sa.column(name, TIME) for name in ("due_before", "due_after")),
)


def upgrade() -> None:
    """Nobody knows how long reports waited before: they have no pauses. What recounts moved is read back from them."""
    op.add_column(
        "reports",
        sa.Column(
            "pauses", Json, server_default="[]", nullable=False, comment="when it waited, for whom: the fields of Pause"
        ),
    )
    op.add_column(
        "reports",
        sa.Column(
            "due_changes",
            Json,
            server_default="[]",
            nullable=False,
            comment="what moved a deadline since the receipt: the fields of DueChange",
        ),
    )
    op.drop_index("ix_reports_due_at", "reports")
    op.create_index("ix_reports_due_at", "reports", ["due_at", "due_stage"])
    op.create_table(
        "deadline_watch",
        sa.Column("report_id", BigId, autoincrement=False, nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("due_at", TIME, nullable=False, comment="the deadline of which it tells; another one is told anew"),
        sa.Column(
            "told", sa.Integer(), nullable=False, comment="the highest percent of the term that was told or passed over"
        ),
        sa.Column("next_percent", sa.Integer(), nullable=False, comment="what is told next, 0 where nothing is left"),
        sa.Column("next_at", TIME, comment="when, empty where nothing is left or the report asks for another deadline"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_deadline_watch_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_deadline_watch"),
    )
    op.create_index("ix_deadline_watch_next", "deadline_watch", ["next_at"])
    _read_back()


def downgrade() -> None:
    """The columns and what was told go; recounts keep both dates of what they moved."""
    op.drop_table("deadline_watch")
    op.drop_index("ix_reports_due_at", "reports")
    op.create_index("ix_reports_due_at", "reports", ["due_at"])
    op.drop_column("reports", "due_changes")
    op.drop_column("reports", "pauses")


def _read_back() -> None:
    connection = op.get_bind()
    moved: dict[int, list[dict[str, object]]] = {}
    kept = sa.select(recounts, acts.c.at, acts.c.calendar).join(acts, acts.c.id == recounts.c.act_id)
    for row in connection.execute(kept.order_by(recounts.c.id)):
        moved.setdefault(row.report_id, []).append(
            {
                "stage": row.stage,
                "at": _iso(row.at),
                "cause": "calendar",
                "before": _iso(row.due_before),
                "after": _iso(row.due_after),
                "basis": row.calendar,
            }
        )
    for report_id, changes in moved.items():
        connection.execute(sa.update(reports).where(reports.c.id == report_id).values(due_changes=changes))


def _iso(moment: datetime) -> str:
    """SQLite keeps no zone."""
    return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()
