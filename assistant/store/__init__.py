"""What people make, kept in a database: SQLite in the data folder, or PostgreSQL.

Imported by the screens and by `python -m assistant feedback`; `ask` does without (a database takes
longer to import than an answer takes to find).
"""

from assistant.store.conversations import Conversations
from assistant.store.database import Database
from assistant.store.drafts import Drafts
from assistant.store.move import NotEmpty, copy
from assistant.store.problem import Gone, StoreProblem, Trouble
from assistant.store.profiles import Profiles
from assistant.store.proposal_lists import ProposalLists

__all__ = [
    "Conversations",
    "Database",
    "Drafts",
    "Gone",
    "NotEmpty",
    "Profiles",
    "ProposalLists",
    "StoreProblem",
    "Trouble",
    "copy",
]
