"""Where a response speaks for itself rather than retelling the inquiry."""

from __future__ import annotations

import re

_BODY = (
    r"(?:förvaltning(?:en|ens)?|nämnden|landstinget|kommunen|regionen|styrelsen|myndigheten|"
    r"universitetet|högskolan|förbundet|länsstyrelsen|verket|domstolen|organisationen|vi)"
)
_HOLDS = (
    r"(?:anser|instämmer|delar|välkomnar|ser|vill|ställer|saknar|efterfrågar|föreslår|tillstyrker|"
    r"avstyrker|bedömer|menar|noterar|understryker|poängterar|påtalar|påpekar|betonar|befarar|"
    r"ifrågasätter|motsätter|framhåller|positiv|tveksam|avråder|förordar|erinran|tycker)"
)
_SPEAKS = re.compile(
    rf"\b{_BODY}\b[^.]{{0,60}}?\b{_HOLDS}\b|\b{_HOLDS} {_BODY}\b|"
    r"\b(?:till|av)styrk(?:er|s|t)\b|\bingen erinran\b",
    re.IGNORECASE,
)
# The inquiry's proposals retold: "Delegationen föreslår att ...".
_RETELLS = re.compile(
    r"(?:[^.:]{0,40}\b)?\w*(?:delegationen|utredningen|kommittén|betänkandet|utredaren)s? "
    r"(?:\w+ ){0,4}?(?:föreslår|rekommenderar|menar|anser|bedömer|konstaterar|lämnar|lyfter|drar|"
    r"definierar|poängterar|redovisar|beskriver|har)\b",
    re.IGNORECASE,
)


def retells(text: str) -> bool:
    """Whether a text begins by retelling the inquiry."""
    return bool(_RETELLS.match(text))


def speaks_in(text: str) -> bool:
    """Whether in this text a body states a view of its own."""
    return bool(_SPEAKS.search(text)) and not retells(text)
