"""The names of a text: organisations, places, people."""

from __future__ import annotations

import re

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:[-:][^\W\d_]+)*")
# Swedish public bodies are mostly named by what they are; the ending tells also where a sentence
# opens, and where no capital would.
_BODY = re.compile(
    r"^\w{2,}(?:verket|kontoret|styrelsen|myndigheten|inspektionen|kassan|revisionen|institutet|"
    r"ombudsmannen|förbundet|departementet|akademin|universitetet|högskolan|domstolen|tingsrätt(?:en)?|hovrätt(?:en)?|kammarrätt(?:en)?|"
    r"kanslern|sjukhuset)s?$",
    re.IGNORECASE,
)
_COMMON_BODY = re.compile(  # any of a kind, not one by name
    r"^(?:tillsyns|förvaltnings|expert|för|social|kommun|läns|region|landstings|stads|kollegie|"
    r"bolags|sam|arbetar|fack)?(?:myndigheten|styrelsen|domstolen|kontoret|förbundet|verket)s?$",
    re.IGNORECASE,
)
_EVERYWHERE = frozenset(
    {"Sverige", "Sveriges", "Svenska", "Norden"}
)  # named in no passage, meant in all
_ENDS = '.!?:…”"“»«(–•'


def names(text: str) -> list[str]:
    """The words of a text that name somebody or something, each once, without a genitive's s.

    A capital tells a name but where a sentence opens; there, and in lower case, only the names
    that say what they are ("Skolverket", "IVO") can be told.
    """
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        before = text[: match.start()].rstrip()
        opens = not before or before[-1] in _ENDS
        if _names(word, opens):
            found.append(without_genitive(word))
    return list(dict.fromkeys(found))


def _names(word: str, opens: bool) -> bool:
    if len(word) < 2 or word in _EVERYWHERE:
        return False
    if word.isupper() or (_BODY.match(word) and not _COMMON_BODY.match(word)):
        return True
    return word[0].isupper() and not opens


def without_genitive(name: str) -> str:
    """A name without the genitive's s: "Linköpings" is "Linköping"; "Borås" stays half right."""
    return re.sub(r"(?<=[^\Ws])(?::s|s)$", "", name) if len(name) > 3 else name


def is_named(name: str, text: str) -> bool:
    """Whether a name stands in a text, in whatever case and inflection, or by its initials."""
    stem = re.escape(name.lower())
    if re.search(rf"(?<!\w){stem}\w{{0,3}}(?!\w)", text.lower()):
        return True
    if name.isupper():
        return bool(_spelt_out(name).search(text))
    return len(name) > 6 and bool(re.search(rf"(?<!\w){stem[:-2]}\w{{0,4}}(?!\w)", text.lower()))


def _spelt_out(initials: str) -> re.Pattern[str]:
    """What an abbreviation may stand for: words with these initials in a row, "och" aside."""
    link = r"(?:\s+(?:och|för|i|av|de|den))*\s+"
    return re.compile(r"\b" + link.join(rf"{c}\w+" for c in initials), re.IGNORECASE)
