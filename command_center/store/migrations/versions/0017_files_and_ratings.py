"""Pictures that were written anew, and what citizens think of an answer."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two empty tables."""
    op.create_table(
        "files",
        sa.Column("id", sa.String(length=32), nullable=False, comment="the beginning of the SHA-256 of its content"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False, comment="sign-in name, channel, or citizen"),
        sa.Column("content_type", sa.String(length=80), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=False,
            comment="written anew: what a camera adds is not in it",
        ),
        sa.Column("small", sa.LargeBinary(), nullable=False, comment="the same, to look at in a list"),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
    )
    op.create_table(
        "ratings",
        sa.Column("report_id", BigId, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False, comment="1 to 5"),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_ratings_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_ratings"),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("ratings")
    op.drop_table("files")
