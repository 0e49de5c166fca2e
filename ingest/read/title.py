"""Whether the title in a file's properties is one."""

from __future__ import annotations

import re

# Programs put their own name, the template's or the file's there.
_NO_TITLE = re.compile(
    r"^(?:untitled.*|unspecified|anonymous|\(?namnlös\)?.*|dokument\s*\d*|document\s*\d*"
    r"|microsoft \w+ - .*|powerpoint[- ]presentation"
    r"|.*\.(?:docx?|dotx?|pptx?|potx?|indd|pdf|rtf|odt|xlsx?|html?))?$",
    re.IGNORECASE,
)


def stated_title(title: str | None) -> str | None:
    """The title a file states, None where a program put it there."""
    title = " ".join(str(title or "").split())
    return None if _NO_TITLE.match(title) else title
