"""Texts as the public may read them are kept; they are made by the running program, which masks old reports anew."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "public_texts",
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "source",
            sa.String(length=32),
            nullable=False,
            comment="digest of the rules of masking and of what was masked",
        ),
        sa.Column("description", sa.Text(), nullable=False, comment="subject and text as anybody may read them"),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_public_texts_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_public_texts")),
    )
