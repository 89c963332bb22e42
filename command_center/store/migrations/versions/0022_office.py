"""The mayor's work and the closures that are looked at: what was seen, instructions, and reviews."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId, Json

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Four empty tables: nobody has seen or asked anything yet."""
    op.create_table(
        "screenings",
        sa.Column("id", BigId, nullable=False),
        sa.Column("report_id", BigId, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False, comment="sign-in name"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_screenings_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_screenings"),
        sa.UniqueConstraint("report_id", name="uq_screenings_report_id"),
    )
    op.create_table(
        "instructions",
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False, comment="sign-in name"),
        sa.Column("opd", sa.String(length=64), nullable=False, comment="the department that is instructed"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("report_id", BigId, nullable=True, comment="the report that it is about, if it is about one"),
        sa.Column(
            "category", sa.String(length=32), nullable=False, comment="the subject that it is about; empty for none"
        ),
        sa.Column("due", sa.Date(), nullable=True, comment="the day until which it shall be done, in WIB"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_instructions_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_instructions"),
    )
    op.create_index("ix_instructions_opd", "instructions", ["opd", "id"])
    op.create_index("ix_instructions_report", "instructions", ["report_id"])
    op.create_table(
        "instruction_acts",
        sa.Column("id", BigId, nullable=False),
        sa.Column("instruction_id", BigId, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="progress, done, close or go_on"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reports", Json, nullable=False, comment="numbers of the reports that it names"),
        sa.ForeignKeyConstraint(["instruction_id"], ["instructions.id"], name="fk_instruction_acts_instruction_id"),
        sa.PrimaryKeyConstraint("id", name="pk_instruction_acts"),
    )
    op.create_index("ix_instruction_acts_instruction", "instruction_acts", ["instruction_id"])
    op.create_table(
        "closure_reviews",
        sa.Column("id", BigId, nullable=False),
        sa.Column("report_id", BigId, nullable=False),
        sa.Column(
            "closed_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="the closure that was looked at; a later one is looked at anew",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False, comment="sign-in name"),
        sa.Column("fine", sa.Boolean(), nullable=False, comment="found as it should be: its signs count no more"),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_closure_reviews_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_closure_reviews"),
    )
    op.create_index("ix_closure_reviews_report", "closure_reviews", ["report_id"])


def downgrade() -> None:
    """Forget what was seen, asked and reviewed."""
    op.drop_table("closure_reviews")
    op.drop_table("instruction_acts")
    op.drop_table("instructions")
    op.drop_table("screenings")
