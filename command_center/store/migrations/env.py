"""Alembic's entry: runs the migrations on the connection it is given."""

from alembic import context

from command_center.store import tables, users, wall_links  # noqa: F401 - each adds its tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
