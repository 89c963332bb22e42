"""The audit: rows that may be added and read, and that the database refuses to change or to delete."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId, Json

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is not changed'); END",
    "CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is not deleted'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit is not changed or deleted'; END $$",
    "CREATE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_kept BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def upgrade() -> None:
    """An empty table and its guards."""
    op.create_table(
        "audit",
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False, comment="sign-in name, or system"),
        sa.Column(
            "act", sa.String(length=64), nullable=False, comment="a word such as report.verify or contact.reveal"
        ),
        sa.Column(
            "subject",
            sa.String(length=200),
            nullable=False,
            comment="tracking number, account, link: what it was done to",
        ),
        sa.Column("report_id", BigId),
        sa.Column(
            "details",
            Json,
            nullable=False,
            comment="what else is to be known; never a text, a name or a number of a citizen",
        ),
        sa.Column("address", sa.String(length=64), nullable=False, comment="address it came from; empty for commands"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_audit_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_who", "audit", ["who", "id"])
    op.create_index("ix_audit_report", "audit", ["report_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Forget it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_kept")
        op.execute("DROP TRIGGER audit_unchanged")
        op.drop_table("audit")
    else:
        op.drop_table("audit")
        op.execute("DROP FUNCTION audit_refuse()")
