"""Alembic's entry: runs the migrations on the connection it is given."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from command_center.store import (  # noqa: F401 - each adds its tables
    account_links,
    alerts,
    answers,
    api_keys,
    audit,
    briefing_mails,
    briefings,
    closure_reviews,
    directory_accounts,
    drafts,
    instructions,
    labels,
    outbox,
    presence,
    saved_views,
    screenings,
    second_factors,
    sender_memory,
    tables,
    undoable,
    users,
    wall_links,
)
from command_center.store.columns import Json, Utc


def render(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our own column types as the plain types that they are in the database."""
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item is Json:
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
