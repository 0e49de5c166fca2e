"""Who and what a question names: sections, reports, those who answered, people and places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.silence.evidence import Evidence
from ingest.index import STOP_WORDS

NOT_AMONG = " finns inte bland remissvaren här."
_ANSWERED = re.compile(
    r"\b(?:remiss\w*|yttrande\w*|svara(?:de|r|t)|yttra\w*|(?:till|av)styrk\w*|synpunkt\w*|"
    r"invändning\w*|erinran)\b",
    re.IGNORECASE,
)
# A body that can answer a remiss: an abbreviation, or a name that says what it is.
_BODY = re.compile(
    r"\b(?:[A-ZÅÄÖ]{3,6}|[A-ZÅÄÖ][a-zåäö]+s? (?:kommun|stad|landsting|region|län|riksförbund|"
    r"förbund|universitet|högskola)|(?:Region|Landstinget|Länsstyrelsen i) [A-ZÅÄÖ][a-zåäö]+|"
    r"[A-ZÅÄÖ][a-zåäö]+(?:myndigheten|verket|inspektionen|kontoret|styrelsen|rådet|förbundet|"
    r"ombudsmannen|nämnden|regionen)|(?<=\s)[A-ZÅÄÖ][a-zåäö]{4,})\b"
)
_LOWER_BODY = re.compile(
    r"\b(?P<who>(?:region|landstinget) [a-zåäö]{4,}|[a-zåäö]{4,} (?:kommun|stad|landsting)|"
    r"[a-zåäö]{3,}(?:myndigheten|verket|inspektionen|förbundet|ombudsmannen))s?\b"
)
_ANSWERER = re.compile(
    r"\bsvara(?:de|r|t)\s+(?P<who>[a-zåäö]+(?:nämnden|styrelsen|förvaltningen)(?: i \w+)?)",
    re.IGNORECASE,
)
_AND = "och|samt|respektive|eller|jämfört med|mot"
_REFERENCE = re.compile(r"\b(?:SOU|Ds|prop\.?)\s*\d{4}(?:/\d\d)?:\d+", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;–-] )[A-ZÅÄÖ][\w]{2,}\b")

# How figures are asked for, which a passage that gives them need not repeat.
_OF_FIGURES = "många stor stort stora hög höga andel antal procent del pengar kronor kostade kostar"


def missing_section(evidence: Evidence) -> str | None:
    """A chapter or section that no document has cannot be summed up."""
    for number in evidence.question.sections:
        if not evidence.generation.records.rows_in_section(number):
            return f"Inget av dokumenten har något avsnitt {number}."
    return None


def unknown_reference(evidence: Evidence) -> str | None:
    """A report or bill that is neither indexed nor mentioned in what was found is not at hand."""
    own = {document.reference for document in evidence.documents}
    for reference in _REFERENCE.findall(evidence.text):
        said = any(reference in hit.passage.text for hit in evidence.hits)
        if reference not in own and not said:
            return f"{reference} finns inte bland dokumenten här."
    return None


def unknown_respondent(evidence: Evidence) -> str | None:
    """Who asks what a body answered wants that body's own response, not what others say of it."""
    question = evidence.question
    if not _ANSWERED.search(evidence.text):
        return None
    answerer = _ANSWERER.search(evidence.text)
    if answerer and (" i " in answerer["who"] or not question.answering):
        return _is_not_among(answerer["who"].capitalize())
    unknown = next((name for name in _bodies(evidence)), None)
    return _is_not_among(unknown) if unknown and not question.answering else None


def one_unknown_respondent(evidence: Evidence) -> str | None:
    """Of several that are asked about one may not have answered; the others are still heard."""
    if not evidence.question.answering or not evidence.question.asks_opinion:
        return None
    for name in _bodies(evidence):
        beside = rf"(?:{_AND}) {re.escape(name)}|{re.escape(name)}s?,? (?:{_AND})"
        if re.search(beside, evidence.text):
            return _is_not_among(name)
    return None


def _is_not_among(name: str) -> str:
    return f"{name}{NOT_AMONG}"


def _bodies(evidence: Evidence) -> Iterator[str]:
    """The bodies that a text names and that did not answer; in small letters too."""
    titles = " ".join(document.title for document in evidence.documents)
    for match in _BODY.finditer(evidence.text):
        name = match.group()
        stems = {evidence.stem(word) for word in name.split()}
        answers = name in titles or stems <= evidence.question.naming_words
        if not answers and not _ANSWERED.match(name) and not evidence.is_the_inquirys_own(name):
            yield name
    if evidence.text == evidence.text.lower():
        for match in _LOWER_BODY.finditer(evidence.text):
            name = match["who"]
            if name not in titles.lower() and name.split()[0] not in STOP_WORDS:
                yield name.title() if name.startswith("region") else name.capitalize()


def later_year(evidence: Evidence) -> str | None:
    """A year that none of the passages found mentions points to events they do not know."""
    for year in evidence.question.years:
        if str(year) in evidence.text and not any(
            str(year) in hit.passage.text for hit in evidence.hits
        ):
            return f"Dokumenten säger inget om detta för år {year}."
    return None


def unknown_name(evidence: Evidence) -> str | None:
    """A name that stands nowhere in the documents: they cannot tell of its bearer."""
    for name in _names(evidence):
        if evidence.stem(name) not in evidence.generation.lexical:
            return f"{name} nämns inte i dokumenten."
    return None


def name_apart(evidence: Evidence) -> str | None:
    """A person, body or place that stands in the documents, but nowhere with what is asked.

    Many near misses are of this kind: the matter is known, and the name, but not the two together.
    Where the likeliest passage of all speaks of the name, only a stark gap counts.
    """
    apart = furthest_apart(evidence)
    if apart is None:
        return None
    name, together = apart
    limits = evidence.limits
    found = evidence.stem(name) in evidence.readings[0].whole
    if together >= (limits.together_found if found else limits.together):
        return None
    return f"Dokumenten säger inget om detta i samband med {name}."


def furthest_apart(evidence: Evidence) -> tuple[str, float] | None:
    """The name that stands least with the matter, and how much of the matter that other passages
    hold its passages hold, 0 to 1."""
    known = {
        name: evidence.stem(name)
        for name in _names(evidence)
        if evidence.stem(name) in evidence.generation.lexical
        and not evidence.is_the_inquirys_own(name)
    }
    matter = evidence.matter.without([*known.values(), *evidence.stems(_OF_FIGURES)])
    if not known or not matter.weights or matter is evidence.matter:
        return None
    share = evidence.share(matter)
    most = float(share.max())
    if not most:
        return None
    together = {
        name: float(share[evidence.around(stem)].max()) / most for name, stem in known.items()
    }
    return min(together.items(), key=lambda item: item[1])


def _names(evidence: Evidence) -> list[str]:
    """The names in a text: words within a sentence that begin with a capital."""
    return [
        name
        for name in _NAME.findall(evidence.text)
        if evidence.stem(name) not in evidence.question.naming_words
        and name.lower() not in STOP_WORDS
    ]
