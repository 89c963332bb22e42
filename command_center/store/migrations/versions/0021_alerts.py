"""Alerts, what happened to each, and the messages by which people were told."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId, Json

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_STANDS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Three empty tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "alerts",
        sa.Column("id", BigId, nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False, comment="key of alerts.toml"),
        sa.Column("group_key", sa.String(length=200), nullable=False),
        sa.Column("grouped", Json, nullable=False, comment="dimension -> code"),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("figures", Json, nullable=False, comment="why, as data; no personal data"),
        sa.Column("opened_at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.Column("rota_order", sa.Integer(), nullable=False, comment="up to whom of its rota it was told"),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("told_count", sa.Integer(), nullable=False),
        sa.Column("last_told_at", moment),
        sa.Column("tell_at", moment, comment="when it is told next; empty: not by itself"),
        sa.Column("escalate_at", moment),
        sa.Column("acknowledged_at", moment),
        sa.Column("acknowledged_by", sa.String(length=200), nullable=False),
        sa.Column("silenced_until", moment),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
    )
    op.create_index("ix_alerts_tell_at", "alerts", ["tell_at"])
    op.create_index("ix_alerts_ended_at", "alerts", ["ended_at"])
    op.create_index("ix_alerts_group", "alerts", ["rule", "group_key"])
    op.create_index(
        "uq_alerts_standing",
        "alerts",
        ["rule", "group_key"],
        unique=True,
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )
    op.create_table(
        "alert_acts",
        sa.Column("id", BigId, nullable=False),
        sa.Column("alert_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="an AlertActKind"),
        sa.Column("at", moment, nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False, comment="sign-in name, or system"),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("details", Json, nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_alert_acts_alert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert_acts"),
    )
    op.create_index("ix_alert_acts_alert", "alert_acts", ["alert_id"])
    op.create_table(
        "alert_messages",
        sa.Column("id", BigId, nullable=False),
        sa.Column("alert_id", BigId, nullable=False),
        sa.Column("outbox_id", BigId, nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False, comment="mail, telegram or webhook"),
        sa.Column(
            "who",
            sa.String(length=200),
            nullable=False,
            comment="sign-in name, or which address of the rota; never an address",
        ),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_alert_messages_alert_id"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_alert_messages_outbox_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert_messages"),
    )
    op.create_index("ix_alert_messages_alert", "alert_messages", ["alert_id"])
    op.create_index("ix_alert_messages_outbox", "alert_messages", ["outbox_id"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("alert_messages")
    op.drop_table("alert_acts")
    op.drop_table("alerts")
