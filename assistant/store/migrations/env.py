"""How alembic runs the migrations: on the connection that holds the lock (see database.py)."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
