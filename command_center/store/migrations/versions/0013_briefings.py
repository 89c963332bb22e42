"""The mayor's briefings as they were issued, and the letters that they go out by."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two empty tables."""
    op.create_table(
        "briefings",
        sa.Column("id", BigId, nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="the morning it is for, in WIB"),
        sa.Column("version", sa.Integer(), nullable=False, comment="from 1"),
        sa.Column("cutoff_at", sa.DateTime(timezone=True), nullable=False, comment="until when it knows"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=200), nullable=False, comment="sign-in name of who did it, or system"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why there is a further version"),
        sa.Column("content", sa.Text(), nullable=False, comment="JSON of the whole briefing: figures, codes and names"),
        sa.Column("fingerprint", sa.String(length=64), nullable=False, comment="SHA-256 of the content"),
        sa.PrimaryKeyConstraint("id", name="pk_briefings"),
        sa.UniqueConstraint("day", "version", name="uq_briefings_day_version"),
    )
    op.create_table(
        "briefing_mails",
        sa.Column("id", BigId, nullable=False),
        sa.Column("briefing_id", BigId, nullable=False),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="waiting, sending, sent, failed or unsure"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "try_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="not before; while it is sent: since when",
        ),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefings.id"], name="fk_briefing_mails_briefing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_briefing_mails"),
        sa.UniqueConstraint("briefing_id", "recipient", name="uq_briefing_mails_briefing_id_recipient"),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("briefing_mails")
    op.drop_table("briefings")
