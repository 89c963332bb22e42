"""Acts by which deadlines were counted anew after a decree."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two empty tables."""
    op.create_table(
        "calendar_acts",
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False, comment="the person who answers for it"),
        sa.Column("reason", sa.Text(), nullable=False, comment="the decree"),
        sa.Column("calendar", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_acts"),
    )
    op.create_table(
        "recounts",
        sa.Column("id", BigId, nullable=False),
        sa.Column("act_id", BigId, nullable=False),
        sa.Column("report_id", BigId, nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("due_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("calendar_before", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["calendar_acts.id"], name="fk_recounts_act_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_recounts_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recounts"),
    )
    op.create_index("ix_recounts_act", "recounts", ["act_id"])
    op.create_index("ix_recounts_report", "recounts", ["report_id"])


def downgrade() -> None:
    """Forget the acts."""
    op.drop_table("recounts")
    op.drop_table("calendar_acts")
