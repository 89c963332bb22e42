"""Acts by hand: what can be undone for a moment, what was corrected, and steps that were taken back."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId, Json

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two empty tables, and a mark that no step so far has."""
    with op.batch_alter_table("steps") as steps:
        steps.add_column(
            sa.Column(
                "undone",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="taken back at once by who took it",
            )
        )
    op.create_table(
        "undoable",
        sa.Column("report_id", BigId, nullable=False, autoincrement=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="the one that the act made"),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", Json, nullable=False, comment="what the report was, but for what its sender said"),
        sa.Column(
            "more", Json, nullable=False, comment="what else the act did: other reports, a proposal that was decided"
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_undoable_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_undoable"),
    )
    op.create_table(
        "labels",
        sa.Column("id", BigId, nullable=False),
        sa.Column("report_id", BigId, nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False, comment="category or kelurahan"),
        sa.Column("found", sa.String(length=32), nullable=False, comment="code that the program had found"),
        sa.Column(
            "right",
            sa.String(length=32),
            nullable=False,
            comment="code that a person says it is; the same where it was confirmed",
        ),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_labels_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_labels"),
    )
    op.create_index("ix_labels_field", "labels", ["field", "report_id"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("labels")
    op.drop_table("undoable")
    with op.batch_alter_table("steps") as steps:
        steps.drop_column("undone")
