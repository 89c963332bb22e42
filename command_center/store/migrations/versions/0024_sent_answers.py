"""The answers that a key of the desk wrote."""

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import Json

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keys that were sent before name none: they are still sent once."""
    column = sa.Column("answers", Json, nullable=False, server_default="[]", comment="ids of the answers that it wrote")
    with op.batch_alter_table("sent_keys") as table:
        table.add_column(column)


def downgrade() -> None:
    """Forget which they were."""
    with op.batch_alter_table("sent_keys") as table:
        table.drop_column("answers")
