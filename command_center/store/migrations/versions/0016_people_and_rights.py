"""Sessions that tell where they are from, second factors, links to choose a password, people of the city's directory."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from command_center.store.columns import BigId

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _of_sign_ins() -> tuple[sa.Column[Any], ...]:
    """What a session tells beside who began it and when."""
    return (
        sa.Column(
            "address", sa.String(length=64), nullable=False, server_default="", comment="where the sign-in came from"
        ),
        sa.Column(
            "browser",
            sa.String(length=40),
            nullable=False,
            server_default="",
            comment="its family, such as Firefox · Android",
        ),
        sa.Column(
            "way",
            sa.String(length=16),
            nullable=False,
            server_default="password",
            comment="password, directory or link",
        ),
        sa.Column(
            "second",
            sa.String(length=16),
            nullable=False,
            server_default="",
            comment="what was shown beside it: code, recovery, directory; empty: nothing",
        ),
        sa.Column("seen_at", _MOMENT, comment="last used, to the minute"),
    )


def upgrade() -> None:
    """Sessions that are open stay open; nobody has a second factor or a link yet."""
    for column in _of_sign_ins():
        op.add_column("sign_ins", column)
    op.create_table(
        "second_factors",
        sa.Column("user_id", BigId, autoincrement=False, nullable=False),
        sa.Column(
            "secret", sa.Text, nullable=False, comment="encrypted with a key derived from that of the installation"
        ),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("confirmed_at", _MOMENT, comment="when a first code proved that it is in the person's hands"),
        sa.Column("last_step", BigId, nullable=False, comment="half minute of the last code that was taken"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_second_factors_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_second_factors"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", BigId, autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="keyed hash of the code"),
        sa.Column("used_at", _MOMENT),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_recovery_codes_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "digest", name="pk_recovery_codes"),
    )
    op.create_table(
        "account_links",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the token, which is not kept"),
        sa.Column("user_id", BigId, nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False, comment="invite or reset"),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("over_at", _MOMENT, comment="when it was used, or another one made"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_account_links_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name="pk_account_links"),
    )
    op.create_index("ix_account_links_user", "account_links", ["user_id"])
    op.create_table(
        "directory_accounts",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column(
            "subject", sa.String(length=255), nullable=False, comment="sub: the directory's own name of a person"
        ),
        sa.Column("user_id", BigId, nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_directory_accounts_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_directory_accounts"),
    )
    op.create_index("ix_directory_accounts_user", "directory_accounts", ["user_id"])
    op.create_index("ix_audit_subject", "audit", ["subject", "id"])
    op.create_index("ix_audit_act", "audit", ["act", "id"])


def downgrade() -> None:
    """Forget them."""
    op.drop_index("ix_audit_act", "audit")
    op.drop_index("ix_audit_subject", "audit")
    for table in ("directory_accounts", "account_links", "recovery_codes", "second_factors"):
        op.drop_table(table)
    for column in _of_sign_ins():
        op.drop_column("sign_ins", column.name)
