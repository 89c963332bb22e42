"""Where a call stands when it is put back, transferred or lost; the form that is a call's; who sits at which phone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE = sa.text("ended_at IS NULL AND moved_at IS NOT NULL")


def upgrade() -> None:
    """Apply."""
    for name, length, comment in (
        ("via", 200, "the other channel of a caller who waits by one"),
        ("form", 32, "the desk's form that is this call's"),
    ):
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="", comment=comment)
        op.add_column("calls", column)
    for name, comment in (
        ("requeued", "back in the queue after an answer"),
        ("released", "the agent is off the line"),
        ("inferred", "nobody heard how it ended"),
    ):
        op.add_column(
            "calls", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false(), comment=comment)
        )
    newest = "the newest step that says where it stands"
    op.add_column("calls", sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True, comment=newest))
    # What only rang may have been an operator's own call: it counts once it is in the queue.
    op.execute(
        "UPDATE calls SET moved_at = COALESCE(answered_at, queued_at, ended_at)"
        " WHERE queued_at IS NOT NULL OR answered_at IS NOT NULL OR abandoned"
    )
    op.create_index("ix_calls_live", "calls", ["moved_at"], sqlite_where=LIVE, postgresql_where=LIVE)
    used = sa.text("via != ''")
    op.create_index("ix_calls_via", "calls", ["via"], sqlite_where=used, postgresql_where=used)
    op.create_table(
        "phones",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False, comment="as the switchboard calls it"),
        sa.Column(
            "operator",
            sa.String(length=200),
            nullable=False,
            server_default="",
            comment="sign-in name of who sits there",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phones")),
        sa.UniqueConstraint("channel", "account", "name", name=op.f("uq_phones_channel_account_name")),
    )
