"""Who acts, and on whom: the government, the municipalities, managers, patients …"""

from __future__ import annotations

import re
from functools import lru_cache

# Each row is one actor and the beginnings of the words that name it. What a report calls by two
# names ("personal", "medarbetare") is one, so that a paraphrase may choose.
_ACTORS: tuple[tuple[str, str], ...] = (
    ("regeringen", r"regering|minister|departement|regeringskansli|statsråd"),
    ("riksdagen", r"riksdag|lagstiftar"),
    ("staten", r"stat(?:en|ens|lig\w*)?\b|stats(?!ministr)"),
    ("kommunerna", r"kommun(?!al(?:skatt|ekonom)|ikation|ice)|primärkommun"),
    ("regionerna", r"region|landsting"),
    ("länsstyrelserna", r"länsstyrels"),
    ("myndigheterna", r"\w*myndighet"),
    ("domstolarna", r"\w*domstol|domare"),
    ("polisen", r"polis"),
    ("Försvarsmakten", r"försvarsmakt|militär"),
    ("kyrkan", r"kyrka|församling"),
    ("cheferna", r"\w*chef|ledare\b|ledaren\b|ledarna|ledarskap|ledning|rektor|underställd"),
    ("rektorerna", r"rektor|skolledning"),
    (
        "medarbetarna",
        r"\w*medarbetare?|\w*personal|\w*anställd|bemann|rekryter|tjänstem[aä]n|handläggare|yrkes|"
        r"profession",
    ),
    ("politikerna", r"\w*politi|förtroendevald|parti|ledam[oö]t"),
    ("medborgarna", r"medborgar|invånar|människ|brukar|befolkning|folk\b"),
    ("patienterna", r"patient|de sjuka|\w+sjuka\b|sjukas\b"),
    ("eleverna", r"elev|barn|ungdom"),
    ("lärarna", r"lärare|lärarna|lärarkår|pedagog"),
    ("läkarna", r"läkare|läkarna|läkarkår"),
    ("sjuksköterskorna", r"\w*sjuksköters|barnmorsk"),
    ("inspektörerna", r"inspektör|\w*inspektion|tillsyn|granskar"),
    ("forskarna", r"forskare|forskarna|forskning|vetenskapsm"),
    ("företagen", r"företag|bolag|näringsliv|privat"),
    ("föreningarna", r"förening|stiftelse|civilsamhäll|ideell"),
    ("facket", r"fack(?:et|lig|förbund|förening)|arbetstagarorganisation"),
    ("arbetsgivarna", r"arbetsgiv"),
    ("utförarna", r"\w*utförare|vårdgivar|huvud[mM]"),
    ("utredningen", r"utredning|\w*delegation|kommitté|vi\b|vår[at]?\b"),
    ("kvinnor", r"kvinn|flick"),
    ("män", r"män\b|mannen\b|pojk|männen"),
    ("hushållen", r"hushåll|familj"),
    ("äldre", r"äldre|pensionär"),
    ("socialtjänsten", r"socialtjänst|socialsekreter"),
    ("sjukvården", r"sjukvård|vården\b|vård\b|hälso"),
)  # fmt: skip
_PATTERNS = [(name, re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)) for name, words in _ACTORS]
# These are named in so many ways, or so loosely, that missing them says little.
_UNTOLD = frozenset({"utredningen", "sjukvården", "inspektörerna", "äldre", "medborgarna"})


@lru_cache(maxsize=4096)
def actors(text: str) -> frozenset[str]:
    """The actors that a text names, by the names of this file's table."""
    return frozenset(name for name, pattern in _PATTERNS if pattern.search(text))


def missing_actors(sentence: str, near: str) -> list[str]:
    """The actors of a sentence that the text it is held against does not name.

    Rationale: who is to do it is what a recommendation is about; "kommunerna" for "regeringen"
    leaves all other words right.
    """
    return sorted(actors(sentence) - actors(near) - _UNTOLD)


def exchanged_actors(added: str, replaced: str, authors: str) -> list[str]:
    """The actors among words put into a source's sentence where those left out named another, even
    if the sentence names the new one elsewhere: "staten ersätter kommunerna", turned about.

    `authors` names the organisations that speak, who may be named for their "vi".
    """
    new, old = actors(added), actors(replaced)
    return sorted(new - old - actors(authors)) if old - new else []
