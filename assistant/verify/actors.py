"""Who acts, and on whom: the government, the municipalities, managers, patients …"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# Each row is one actor and the beginnings of the words that name it. What a report calls by two
# names ("personal", "medarbetare") is one, so that a paraphrase may choose.
_ACTORS: tuple[tuple[str, str], ...] = (
    ("regeringen", r"regering|minister|departement|regeringskansli|statsråd"),
    ("riksdagen", r"riksdag|lagstiftar"),
    ("staten", r"stat(?:en|ens|lig|liga|ligt)\b|stats"),
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
    ("medarbetarna", r"\w*medarbetare?|\w*personal|\w*anställd|tjänstem[aä]n|handläggare|yrkes|profession|folk\b"),
    ("politikerna", r"\w*politik|förtroendevald|parti|ledam[oö]t"),
    ("medborgarna", r"medborgar|invånar|människ|brukar|befolkning|folk\b"),
    ("patienterna", r"patient|sjuka\b|\w*sjuka\b"),
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
_UNTOLD = frozenset({"utredningen", "sjukvården", "inspektörerna", "äldre", "medborgarna"})
_MODAL = re.compile(
    r"\b(?:ska|skall|skulle|bör|borde|måste|får|kan|har|behöver|vill|ansvarar|svarar|betalar|"
    r"föreslår|begär|tar|ger|gör|lämnar|sköter|sköts av|av)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def actors(text: str) -> frozenset[str]:
    """The actors that a text names, by the names of this file's table."""
    return frozenset(name for name, pattern in _PATTERNS if pattern.search(text))


@lru_cache(maxsize=4096)
def agents(text: str) -> frozenset[str]:
    """The actors that a text has do something: those right before a modal verb, or after "av"."""
    found: set[str] = set()
    for modal in _MODAL.finditer(text):
        before = re.split(r"[,.;:–]", text[: modal.start()])[-1].split()[-4:]
        found |= actors(" ".join(before))
    return frozenset(found)


def missing_actors(sentence: str, near: str) -> list[str]:
    """The actors of a sentence that the text it is held against does not name.

    Rationale: who is to do it is what a recommendation is about; "kommunerna" for "regeringen"
    leaves all other words right.
    """
    return sorted(actors(sentence) - actors(near) - _UNTOLD)


def replaced_actors(sentence: str, near: str) -> tuple[Iterable[str], Iterable[str]]:
    """The sentence's actors that are missing, and the actors of the text that the sentence leaves
    out: with both, one seems to stand in the other's place."""
    missing = missing_actors(sentence, near)
    left_out = sorted(actors(near) - actors(sentence) - _UNTOLD)
    return missing, left_out if missing else []


def swapped_agents(sentence: str, near: str) -> list[str]:
    """Actors that act in the sentence, and in the text are only acted on, while others act."""
    theirs = agents(near)
    ours = agents(sentence)
    if not theirs or not ours or theirs & ours:
        return []
    return sorted((ours & actors(near)) - _UNTOLD)
