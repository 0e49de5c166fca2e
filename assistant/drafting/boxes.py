"""How inquiries mark what they propose: "Utredningens förslag:", and the marks of lists."""

from __future__ import annotations

import re

LEAD = re.compile(
    r"^(?:(?:[\w-]+s|Mitt|Mina|Vårt|Våra) )?(?:förslag(?:et|en)?|rekommendation(?:en|er|erna)?|"
    r"bedömning(?:en|ar|arna)?)(?: och (?:förslag|bedömning(?:ar)?|rekommendation(?:er)?))?\s?:\s*",
    re.IGNORECASE,
)
POINT_MARK = re.compile(r"^(?:[•\-–−*▪◦\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zåäö]\))\s+")
