"""The desk: who has which report open, answers that are being written, and views kept for more than one page."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty tables; every view that there is belongs to the analysis."""
    op.create_table(
        "presence",
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False, comment="one open page of the person"),
        sa.Column("report_id", BigId, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_presence_report_id"),
        sa.PrimaryKeyConstraint("person", "page", name="pk_presence"),
    )
    op.create_index("ix_presence_report", "presence", ["report_id"])
    op.create_table(
        "drafts",
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("report_id", BigId, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False, comment="of this answer: it is sent once"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, comment="what others answered later ends it"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_drafts_report_id"),
        sa.PrimaryKeyConstraint("person", "report_id", name="pk_drafts"),
    )
    op.create_table(
        "sent_keys",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("report_id", BigId, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_sent_keys_report_id"),
        sa.PrimaryKeyConstraint("key", name="pk_sent_keys"),
    )
    with op.batch_alter_table("saved_views") as table:
        table.add_column(
            sa.Column(
                "page", sa.String(length=32), nullable=False, server_default="analytics", comment="key of the page"
            )
        )
        table.drop_constraint("uq_saved_views_user_id_name", type_="unique")
        table.create_unique_constraint("uq_saved_views_user_id_page_name", ["user_id", "page", "name"])


def downgrade() -> None:
    """Forget what is the desk's."""
    op.execute("DELETE FROM saved_views WHERE page <> 'analytics'")
    with op.batch_alter_table("saved_views") as table:
        table.drop_constraint("uq_saved_views_user_id_page_name", type_="unique")
        table.create_unique_constraint("uq_saved_views_user_id_name", ["user_id", "name"])
        table.drop_column("page")
    for name in ("sent_keys", "drafts", "presence"):
        op.drop_table(name)
