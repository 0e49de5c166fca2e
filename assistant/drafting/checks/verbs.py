"""Verbs that hide who acts: passives in a row, and verbs held up as nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.drafting.checks.plain import Advice, in_case, tables
from ingest.index import words

_NEAR = 12  # words between two passives of a chain
_INFINITIVES = ("genomföra", "utföra", "göra", "företa", "verkställa")
_NOUN_ENDING = re.compile(
    r"(?:arnas|ornas|ernas|ens|ets|ans|ings|plats|sats|insats|skaps|hets|tets|ions|ares|slags|"
    r"lags|elses|andes|fokus|[aeiouyåäö]ts)$"
)
_AUXILIARY = (
    r"(?:ska|skall|bör|borde|kan|kunde|måste|får|fick|skulle|kommer att|behöver|behövde|har|hade|"
    r"att|riskerar att)"
)
# An s-form after what makes it a verb ("ska införas"), an ending that only verbs have, or "blir".
_PASSIVE = re.compile(
    rf"\b{_AUXILIARY} (?:(?:inte|också|även|då|därför|bara|alltid|aldrig) )?(?P<after>\w{{3,}}s)\b|"
    r"\b(?P<ended>\w{2,}(?:ades|ats|[bdfgjklmprtv]as)|(?:an|be)vänds?|(?:på|till|av|över|ut|in|"
    r"fram|upp|ned|om|bi|före|an)?(?:görs|ges|tas|leds|styrs|förs|ställs|läggs|sätts|höjs|sänks|"
    r"löses|byggs|skrivs|drivs|dras|gjordes|gavs|togs|leddes|fördes|ställdes|lades|sattes|skrevs))\b|"
    r"\b(?P<become>(?:blir|blev|blivit|bli) (?:\w+ )?\w{3,}(?:ad|at|ade|dd|tt|da))\b",
    re.IGNORECASE,
)
# An empty verb that holds up a noun made of the verb that is meant.
_EMPTY_VERB = re.compile(
    r"\b(?P<verb>genomföra|genomför|genomförs|genomföras|genomfört|utföra|utför|göra|gör|göras|görs|"
    r"gjort|företa|företar|vidta|verkställa|ske|sker)\s+(?P<article>en |ett )?(?P<how>\w+(?:d|t|ig|"
    r"igt|iga|a|lla) )?(?P<noun>\w{4,}?)(?P<ending>ar|er)?(?P<of> av| över)?\b",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"\b\w{3,}(?:ning|ningen|ningar|ningarna|andet|anden|ering|eringen)\b", re.I)
_MOST_NOUNS = 4  # different ones in a sentence


def passives(text: str) -> Iterator[Advice]:
    """Not two passives near each other. Rationale: in a row they hide who is to do what."""
    found = [one for one in _PASSIVE.finditer(text) if _is_passive(one, text)]
    near = [
        pair
        for pair in pairwise(found)
        if len(words(text[pair[0].end() : pair[1].start()])) <= _NEAR
    ]
    if near:
        chain = list(dict.fromkeys(one for pair in near for one in pair))
        verbs = " och ".join(f"”{_verb(one)}”" for one in chain[:3])
        yield Advice(
            f"Meningen har flera passiver: {verbs}.",
            "Skriv vem som gör vad.",
            chain[0].start(),
            chain[-1].end(),
        )


def _is_passive(found: re.Match[str], text: str) -> bool:
    """Whether it is a passive that hides who acts: "görs av nämnden" tells it."""
    verb = _verb(found).lower()
    if re.match(r"\s+av\b", text[found.end() :]):
        return False
    if found["become"]:
        return True
    return verb not in tables().no_passives and not _NOUN_ENDING.search(verb)


def _verb(found: re.Match[str]) -> str:
    return found["after"] or found["ended"] or found["become"]


def nominalisations(text: str) -> Iterator[Advice]:
    """A verb says what is done. Rationale: "genomföra en utvärdering av" is "utvärdera" in four
    words."""
    for found in _EMPTY_VERB.finditer(text):
        verb = _verb_of(found["noun"].lower())
        if verb is None:
            continue
        is_whole = found["verb"].lower() in _INFINITIVES and found["of"] and not found["how"]
        particle = " " in verb
        yield Advice(
            f"”{found.group()}” gömmer verbet i ett substantiv.",
            f"Skriv ”{verb}”.",
            *found.span(),
            in_case(verb, found.group()) if is_whole and not particle else None,
        )


def _verb_of(noun: str) -> str | None:
    """The verb that a noun is made of, where that is certain."""
    table = tables().verbs
    if noun in table:
        return table[noun]
    made = re.fullmatch(r"(\w{3,}er)ing", noun)
    return f"{made[1]}a" if made and noun not in tables().no_made_nouns else None


def chains_of_nouns(text: str) -> Iterator[Advice]:
    """Few nouns made of verbs in one sentence. Rationale: they hide who does what, as passives
    do."""
    nouns = [
        one for one in _NOUNS.finditer(text) if one.group().lower() not in tables().no_made_nouns
    ]
    different = {one.group().lower()[:6] for one in nouns}
    if len(different) > _MOST_NOUNS:
        yield Advice(
            f"Meningen har {len(different)} substantiv som är gjorda av verb.",
            "Gör några av dem till verb.",
            nouns[0].start(),
            nouns[-1].end(),
        )
