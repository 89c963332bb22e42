"""Addresses that an account signed in from before."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An empty table."""
    op.create_table(
        "known_senders",
        sa.Column("user_id", BigId, autoincrement=False, nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False, comment="keyed hash of the address"),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_known_senders_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "sender", name="pk_known_senders"),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("known_senders")
