"""Answers, the outbox that they and all else leave through, and of each report whether an answer is on its way or failed."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId, Json, NullJson

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('waiting', 'sending', 'unsure')")


def upgrade() -> None:
    """Two empty tables, and a column that says of all earlier reports that nothing is on its way."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "outbox",
        sa.Column("id", BigId, nullable=False),
        sa.Column("route", sa.String(length=32), nullable=False, comment="channel, mail, page: who takes it"),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="answer, acknowledgement or alert"),
        sa.Column("recipient", sa.Text(), nullable=False, comment="personal: where it goes"),
        sa.Column("payload", Json, nullable=False, comment="personal: what the route needs to send it"),
        sa.Column("key", sa.String(length=120), nullable=False, comment="the same key is the same thing, for good"),
        sa.Column("report_id", BigId),
        sa.Column("state", sa.String(length=16), nullable=False, comment="a SendState"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column(
            "try_at", moment, nullable=False, comment="not before; while it is sent: until when that process has it"
        ),
        sa.Column("begun_at", moment, comment="when it was last given away"),
        sa.Column("sent_at", moment, comment="when the other side took it"),
        sa.Column("external_id", sa.String(length=200), nullable=False, comment="the platform's own id of it"),
        sa.Column("trouble", sa.String(length=32), nullable=False, comment="a Trouble, empty while there is none"),
        sa.Column("told", sa.Text(), nullable=False, comment="what the other side said, without numbers and addresses"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_outbox_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_report", "outbox", ["report_id"])
    op.create_index("ix_outbox_external", "outbox", ["route", "external_id"])
    op.create_index("ix_outbox_begun", "outbox", ["route", "begun_at"])
    op.create_index("ix_outbox_recipient", "outbox", ["recipient", "made_at"])
    op.create_index("ix_outbox_open", "outbox", ["route", "try_at"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_table(
        "answers",
        sa.Column("id", BigId, nullable=False),
        sa.Column("report_id", BigId, nullable=False),
        sa.Column("outbox_id", BigId, nullable=False),
        sa.Column("at", moment, nullable=False, comment="when it was written: it counts from then"),
        sa.Column("by", sa.String(length=200), nullable=False, comment="sign-in name of who wrote it"),
        sa.Column("status", sa.String(length=16), nullable=False, comment="what it makes of the report"),
        sa.Column("text", sa.Text(), nullable=False, comment="as it was sent, without the code of the status page"),
        sa.Column("media", Json, nullable=False),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False, comment="a ReachWay"),
        sa.Column("before", NullJson, comment="where the report stood before its step, while that is taken"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_answers_report_id"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_answers_outbox_id"),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.UniqueConstraint("outbox_id", name="uq_answers_outbox_id"),
    )
    op.create_index("ix_answers_report", "answers", ["report_id"])
    op.add_column(
        "reports",
        sa.Column(
            "answer_state",
            sa.String(length=16),
            nullable=False,
            server_default="",
            comment="empty, sending or failed",
        ),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_column("reports", "answer_state")
    op.drop_table("answers")
    op.drop_table("outbox")
