"""What is kept as JSON: its form grows with the program, and it is only ever read whole."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.store.problem import StoreProblem, Trouble

# A NUL as JSON writes it, which PostgreSQL does not take; not a backslash followed by "u0000".
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def written(adapter: TypeAdapter[Any], value: object) -> str:
    """A value as JSON that every database takes."""
    return _NUL.sub(r"\1", adapter.dump_json(value).decode())


def read(adapter: TypeAdapter[Any], content: str) -> Any:
    """A value from its JSON. Raises StoreProblem where another version of the program wrote it."""
    try:
        return adapter.validate_json(content)
    except ValidationError as error:
        raise StoreProblem(Trouble.NEWER) from error
