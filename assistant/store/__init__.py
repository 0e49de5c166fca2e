"""What people make, kept in a database: SQLite in the data folder, or PostgreSQL.

Imported by the screens and by `python -m assistant feedback`; `ask` does without (a database takes
longer to import than an answer takes to find).
"""

from assistant.store.conversations import Conversations, Gone
from assistant.store.database import Database
from assistant.store.move import NotEmpty, copy
from assistant.store.problem import StoreProblem, Trouble

__all__ = ["Conversations", "Database", "Gone", "NotEmpty", "StoreProblem", "Trouble", "copy"]
