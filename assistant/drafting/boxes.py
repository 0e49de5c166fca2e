"""How inquiries mark what they propose: "Utredningens förslag:", and the marks of lists."""

from __future__ import annotations

import re

LEAD = re.compile(
    r"^(?:(?:[\w-]+s|Mitt|Mina|Vårt|Våra) )?(?:förslag(?:et|en)?|rekommendation(?:en|er|erna)?|"
    r"bedömning(?:en|ar|arna)?)(?: och (?:förslag|bedömning(?:ar)?|rekommendation(?:er)?))?\s?:\s*",
    re.IGNORECASE,
)
POINT_MARK = re.compile(r"^(?:[•\-–−*▪◦\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zåäö]\))\s+")


def opening(text: str) -> int:
    """How long what a sentence opens with is that is not its own: a list's mark, "Förslag:"."""
    mark = POINT_MARK.match(text)
    length = mark.end() if mark else 0
    lead = LEAD.match(text[length:])
    return length + (lead.end() if lead else 0)
