"""Klarspråk: advice on sentences that are harder to read than they need be.

All of it is advice. What others are quoted with is left alone, and so are the template's own words
and what a report's proposal is retold with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.drafting.checks.places import sentences, unquoted
from assistant.drafting.draft import Draft
from assistant.drafting.readability import lix, scale
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph
from ingest.index import words

MOST_WORDS = 30  # in a sentence; Myndigheternas skrivregler advise to vary around 15 to 20
HARD = 60.0  # LIX: "mycket svår"
_FEWEST_WORDS = 40  # of a paragraph whose LIX tells anything

# Verbs that end in -s and are no passives.
_DEPONENTS = frozenset(
    "finns fanns hoppas hoppades minns mindes lyckas lyckades misslyckas tycks tycktes trivs "
    "känns kändes märks syns synes hörs umgås anses behövs behövdes krävs krävdes låtsas "
    "andas skäms vistas brottas kämpas möts följs åldras svettas utvecklas ökas minskas saknas "
    "skiljs träffas enas samlas fattas förväntas avundas färdas utgås hans dess deras oss "
    "dessas sins alls annars dags förstås medlems visas".split()
)
# An s-form after what makes it a passive ("ska införas"), or an ending that only passives have; not
# a genitive ("att lagens").
_PASSIVE = re.compile(
    r"\b(?:ska|skall|bör|kan|måste|får|skulle|kunde|har|hade|att) (?:inte |även |också )?"
    r"(\w{3,}(?<!en)(?<!et)(?<!na)s)\b|\b(\w{3,}(?:eras|ades|ats))\b|"
    r"\b(?:blir|blev|blivit) \w+(?:ad|at|ade|dd)\b",
    re.IGNORECASE,
)
# A noun made of a verb, held up by an empty verb.
_EMPTY_VERB = re.compile(
    r"\b(?:genomför|genomföra|genomförs|genomföras|utför|utföra|göra|gör|görs|göras|vidta|vidtar|"
    r"företa|företar|ske|sker|verkställa)\s+(?:en |ett |den |det )?(?:\w+(?:t|a|ig|igt|iga) )?"
    r"(\w{3,}(?:ning|ering))(?:en|ar|arna)?(?: av| om)?\b",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"\b\w{4,}(?:ning|ningen|ningar|ande|andet|else|elsen)\b", re.IGNORECASE)
_MOST_NOUNS = 5  # in a sentence
_NO_MADE_NOUNS = frozenset(
    "utredning utredningen betänkande betänkandet betänkanden yttrande "
    "yttrandet förvaltning förvaltningen kommunstyrelsen styrelse styrelsen landstingsstyrelsen "
    "nämnden avdelning avdelningen följande varandra liknande fortfarande nuvarande inspektionen "
    "utbildning utbildningen ledning ledningen styrning styrningen lösning lösningen verkställande "
    "forskning forskningen föreläggande ordförande rörelse händelse delse särskilt ersättning "
    "ersättningen utveckling utvecklingen bedömning bedömningen".split()
)
_ABBREVIATIONS = {
    "t.ex.": "till exempel", "t ex": "till exempel", "bl.a.": "bland annat", "bl a": "bland annat",
    "m.m.": "med mera", "m m": "med mera", "m.fl.": "med flera", "dvs.": "det vill säga",
    "dvs": "det vill säga", "d.v.s.": "det vill säga", "s.k.": "så kallad",
    "f.n.": "för närvarande",
    "resp.": "respektive", "p.g.a.": "på grund av", "pga": "på grund av",
    "o.s.v.": "och så vidare",
    "osv": "och så vidare", "etc.": "med mera", "ev.": "eventuellt", "f.d.": "före detta",
    "inkl.": "inklusive", "exkl.": "utom", "enl.": "enligt", "ang.": "om", "mkt": "mycket",
    "fr.o.m.": "från och med", "t.o.m.": "till och med", "jfr": "jämför", "st.": "stycken",
}  # fmt: skip
_CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{2,5}\b")
_KNOWN_CAPITALS = frozenset("SOU SFS EU IT MBL AI LSS HSL OSL FN ID TV".split())


def language_remarks(draft: Draft) -> Iterator[Remark]:
    """All remarks of this kind."""
    explained = set(_explained(draft))
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        for placed in sentences(paragraph):
            if placed.sentence.basis in (Basis.TEMPLATE, Basis.POSITION):
                continue
            if placed.sentence.basis is Basis.SOURCE and paragraph.edit is None:
                continue  # retold with its source: the words are the report's
            text = unquoted(paragraph.text[placed.start : placed.end])
            for remark in (
                *_long(text), *_officialese(text), *_passives(text), *_nominalisations(text),
                *_abbreviations(text), *_capitals(text, explained),
            ):  # fmt: skip
                yield _placed(remark, paragraph, placed.start)
        yield from _hard(paragraph)


_Found = tuple[str, str, int, int, str | None]  # what, mend, start, end, instead


def _long(text: str) -> Iterator[_Found]:
    """A sentence has at most 30 words. Rationale: who must read it twice reads it once."""
    count = len(words(text))
    if count > MOST_WORDS:
        yield f"Meningen har {count} ord.", "Dela den i två.", 0, len(text), None


def _officialese(text: str) -> Iterator[_Found]:
    """Everyday words are used where there are such."""
    for found in _officialese_pattern().finditer(text):
        ways = _officialese_words()[found.group().lower()]
        shown = "” eller ”".join(ways)
        instead = _in_case(ways[0], found.group()) if len(ways) == 1 else None
        yield f"”{found.group()}” är kanslisvenska.", f"Skriv ”{shown}”.", *found.span(), instead


def _passives(text: str) -> Iterator[_Found]:
    """Not two passives in one sentence. Rationale: in a row they hide who is to do what."""
    found = [
        one for one in _PASSIVE.finditer(text) if (one[1] or one[2] or "").lower() not in _DEPONENTS
    ]
    if len(found) >= 2:
        verbs = ", ".join(f"”{one[1] or one[2] or one.group()}”" for one in found)
        yield (
            f"Meningen har flera passiver: {verbs}.", "Skriv vem som gör vad.",
            found[0].start(), found[-1].end(), None,
        )  # fmt: skip


def _nominalisations(text: str) -> Iterator[_Found]:
    """A verb says what is done. Rationale: "genomföra en utvärdering" is "utvärdera" in three
    words."""
    for found in _EMPTY_VERB.finditer(text):
        if found[1].lower() not in _NO_MADE_NOUNS:
            yield (
                f"”{found.group()}” gömmer verbet i ett substantiv.", "Låt verbet säga det.",
                *found.span(), None,
            )  # fmt: skip
    nouns = [one for one in _NOUNS.finditer(text) if one.group().lower() not in _NO_MADE_NOUNS]
    if len(nouns) > _MOST_NOUNS:
        yield (
            f"Meningen har {len(nouns)} substantiv av verb.", "Gör några av dem till verb.",
            nouns[0].start(), nouns[-1].end(), None,
        )  # fmt: skip


def _abbreviations(text: str) -> Iterator[_Found]:
    """Words are written out."""
    for found in _abbreviation_pattern().finditer(text):
        whole = _ABBREVIATIONS[found.group().lower()]
        shown = _in_case(whole, found.group())
        yield f"”{found.group()}” är en förkortning.", f"Skriv ”{shown}”.", *found.span(), shown


def _capitals(text: str, explained: set[str]) -> Iterator[_Found]:
    """A name in capitals is explained where it first stands."""
    for found in _CAPITALS.finditer(text):
        if found.group() not in _KNOWN_CAPITALS | explained:
            explained.add(found.group())
            yield (
                f"”{found.group()}” förklaras inte.", "Skriv ut namnet första gången.",
                *found.span(), None,
            )  # fmt: skip


def _hard(paragraph: Paragraph) -> Iterator[Remark]:
    """A paragraph is no harder to read than it need be."""
    own = " ".join(
        unquoted(one.text) for one in paragraph.said() if one.basis in (Basis.OWN, Basis.POINT)
    )
    value = lix(own)
    if len(words(own)) >= _FEWEST_WORDS and value >= HARD:
        found = (
            f"Stycket är svårt att läsa: LIX {value:.0f} ({scale(value)}).",
            "Dela meningar och byt långa ord.", 0, len(paragraph.text), None,
        )  # fmt: skip
        yield _placed(found, paragraph, 0)


def _explained(draft: Draft) -> Iterator[str]:
    """Capitals that stand in brackets after what they mean: "Sveriges Kommuner (SK)"."""
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        yield from re.findall(r"\(([A-ZÅÄÖ]{2,5})\)", paragraph.text)


@cache
def _officialese_words() -> dict[str, list[str]]:
    path = Path(__file__).parent / "kanslisvenska.toml"
    table = tomllib.loads(path.read_text(encoding="utf8"))
    return {phrase: ways.split("|") for phrase, ways in table.items()}


@cache
def _officialese_pattern() -> re.Pattern[str]:
    return _any_of(_officialese_words())


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    return _any_of(_ABBREVIATIONS)


def _any_of(phrases: dict[str, str] | dict[str, list[str]]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _in_case(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _placed(found: _Found, paragraph: Paragraph, offset: int) -> Remark:
    told, mend, start, end, instead = found
    return Remark(
        matter=Matter.LANGUAGE, told=told, mend=mend, must=False, step="texten",
        proposal=paragraph.proposal, paragraph=paragraph.key, start=offset + start,
        end=offset + end, instead=instead,
    )  # fmt: skip
