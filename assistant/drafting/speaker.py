"""How an organisation speaks of itself in running text."""

from __future__ import annotations

import re

# The end or beginning of a name, and what the organisation is called in definite form.
_FORMS = (
    (r"(?:nämnd|nämnden)$", "nämnden"),
    (r"styrelsen?$", "styrelsen"),
    (r"förvaltning(?:en)?$", "förvaltningen"),
    (r"kommun$", "kommunen"),
    (r"^region\b|region$", "regionen"),
    (r"landsting$", "landstinget"),
    (r"\bstad$", "staden"),
    (r"^länsstyrelsen\b", "länsstyrelsen"),
    (r"universitetet?\b", "universitetet"),
    (r"högskolan?\b", "högskolan"),
    (r"(?:förbund|förbundet)$", "förbundet"),
    (r"verket$", "verket"),
    (r"myndigheten\b", "myndigheten"),
    (r"inspektionen\b", "inspektionen"),
    (r"rätten$", "domstolen"),
)


def suggested_speaker(organisation: str, committee: str = "") -> str:
    """What a name suggests: "Vindelby kommun" speaks as "kommunen", its committee as "nämnden";
    empty where it suggests nothing."""
    for name in (committee, organisation):
        for pattern, speaker in _FORMS:
            if re.search(pattern, name.strip(), re.IGNORECASE):
                return speaker
    return ""
