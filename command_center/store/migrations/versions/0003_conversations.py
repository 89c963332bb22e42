"""Messages of a conversation, what is counted without being a report, and proposals of senders."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    _messages()
    op.create_table(
        "no_reports",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.String(length=80),
            nullable=False,
            comment="a kind of small talk, or what the channel says it is",
        ),
        sa.Column("amount", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("channel", "kind", name=op.f("pk_no_reports")),
    )
    op.create_table(
        "proposals",
        sa.Column("report_id", BIG_ID, nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("old", JSON, nullable=False),
        sa.Column("proposed", JSON, nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False, comment="channel that said it"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_proposals_report_id")),
        sa.PrimaryKeyConstraint("report_id", "field", name=op.f("pk_proposals")),
    )


def _messages() -> None:
    def text(name: str, length: int, default: str, comment: str | None = None) -> sa.Column[str]:
        return sa.Column(name, sa.String(length=length), nullable=False, server_default=default, comment=comment)

    columns = (
        text("kind", 16, "content", "what it is to its report"),
        text("sender", 200, "", "who, where a conversation may follow"),
        text("album", 200, ""),
        text("thread", 200, ""),
        sa.Column("content", JSON, comment="what it says, where it is not all that its report says"),
        sa.Column("link", JSON, comment="why it stands with its report, where it did not simply begin it"),
    )
    for column in columns:
        op.add_column("messages", column)
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("messages", "at", comment="when the sender wrote it")
    messages = sa.table("messages", sa.column("kind"), sa.column("action"))
    changes = sa.update(messages).where(messages.c.action.in_(("amend", "retract")))
    op.execute(changes.values(kind="change"))
    for name, indexed in (("sender", ["sender", "at"]), ("album", ["album"])):
        op.create_index(
            f"ix_messages_{name}",
            "messages",
            indexed,
            sqlite_where=sa.text(f"{name} != ''"),
            postgresql_where=sa.text(f"{name} != ''"),
        )
