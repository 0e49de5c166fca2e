"""Klarspråk: advice on sentences that are harder to read than they need be.

All of it is advice. What others are quoted with is left alone, and so are the template's own words
and what a report's proposal is retold with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.drafting.checks.places import sentences, unquoted
from assistant.drafting.draft import Draft
from assistant.drafting.readability import lix, scale
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph, Sentence
from ingest.index import words

_MARK = re.compile(r"\[\d+\]")
MOST_WORDS = 30  # in a sentence; Myndigheternas skrivregler advise to vary around 15 to 20
HARD = 60.0  # LIX: "mycket svår"
_NEAR = 12  # words between two passives of a chain
_FEWEST_WORDS = 40  # of a paragraph whose LIX tells anything

# Words in -s that are no passives: deponents, and what they are mistaken for.
_NO_PASSIVES = frozenset(
    "finns fanns funnits hoppas hoppades minns mindes lyckas lyckades lyckats misslyckas "
    "misslyckades tycks tycktes trivs känns kändes märks syns synes hörs umgås anses behövs "
    "behövdes krävs krävdes låtsas andas skäms vistas brottas möts följs åldras saknas saknades "
    "träffas enas samlas samlats avundas färdas deltas dess deras oss dessas sins alls annars dags "
    "tillsammans vems hos plus ens oftast minst mest helst främst först sist hans hennes "
    "väsens således sålunda idas visas allas andras deltas kallas thomas "
    "rums lands tids sätts års dagens kommuns regions statens kampas fördras rymmas ryms råds "
    "slutsats insats satsats arbetsplats plats mötesplats förutsätts skiljs utvecklas förändras "
    "utvecklades ökas präglas präglats baseras grundas utgörs kännetecknas medarbetarnas "
    "medborgarnas".split()
)
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
    r"igt|"
    r"iga|a|lla) )?(?P<noun>\w{4,}?)(?P<ending>ar|er)?(?P<of> av| över)?\b",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"\b\w{3,}(?:ning|ningen|ningar|ningarna|andet|anden|ering|eringen)\b", re.I)
_MOST_NOUNS = 5  # different ones in a sentence
_NO_MADE_NOUNS = frozenset(
    "utredning utredningen betänkande betänkandet betänkanden yttrande yttrandet förvaltning "
    "förvaltningen avdelning avdelningen följande varandra liknande fortfarande nuvarande "
    "utbildning utbildningen ledning ledningen styrning styrningen lösning lösningen verkställande "
    "forskning forskningen föreläggande ordförande ersättning ersättningen regering regeringen "
    "tidning mening meningen avsnitt anledning grundläggande samtliga avgörande vägledande "
    "utmanande omfattande självklart motsvarande gällande rådande utförande allmänning norrlänning "
    "tillsynande granskande normerande ingående pågående beträffande avseende".split()
)
_ABBREVIATIONS = {
    "t.ex.": "till exempel",
    "t ex": "till exempel",
    "t ex.": "till exempel",
    "tex": "till exempel",
    "bl.a.": "bland annat",
    "bl a": "bland annat",
    "bl a.": "bland annat",
    "m.m.": "med mera",
    "m m": "med mera",
    "mm": "med mera",
    "m.fl.": "med flera",
    "m fl": "med flera",
    "dvs.": "det vill säga",
    "dvs": "det vill säga",
    "d.v.s.": "det vill säga",
    "s.k.": "så kallad|så kallat|så kallade",
    "s k": "så kallad|så kallat|så kallade",
    "f.n.": "för närvarande",
    "f.ö.": "för övrigt",
    "resp.": "respektive",
    "p.g.a.": "på grund av",
    "pga": "på grund av",
    "o.s.v.": "och så vidare",
    "osv": "och så vidare",
    "osv.": "och så vidare",
    "etc.": "med mera",
    "etc": "med mera",
    "ev.": "eventuellt|eventuell",
    "f.d.": "före detta",
    "inkl.": "inklusive",
    "exkl.": "utom",
    "enl.": "enligt",
    "ang.": "om",
    "fr.o.m.": "från och med",
    "t.o.m.": "till och med",
    "jfr": "jämför",
    "i.o.m.": "i och med",
    "o.dyl.": "och liknande",
    "e.d.": "eller liknande",
    "ggr": "gånger",
    "mkr": "miljoner kronor",
    "mnkr": "miljoner kronor",
    "mdkr": "miljarder kronor",
    "avd.": "avdelningen",
}
_CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{2,5}\b")
_KNOWN_CAPITALS = frozenset("SOU SFS EU IT MBL AI LSS HSL OSL FN ID TV".split())
_Found = tuple[str, str, int, int, str | None]  # what, mend, start, end, instead


def language_remarks(draft: Draft) -> Iterator[Remark]:
    """All remarks of this kind."""
    explained = set(_explained(draft))
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        for placed in sentences(paragraph):
            if _is_written_here(placed.sentence, paragraph):
                text = unquoted(paragraph.text)[placed.start : placed.end]
                for found in (*advice(text), *_capitals(text, explained)):
                    yield _placed(found, paragraph, placed.start)
        yield from _hard(paragraph)


def advice(sentence: str) -> Iterator[_Found]:
    """What may be simpler in a sentence whose quotes are blank: what it is and what to do in
    Swedish, where, and what to put there where that is certain."""
    yield from _long(sentence)
    yield from _officialese(sentence)
    yield from _passives(sentence)
    yield from _nominalisations(sentence)
    yield from _chains_of_nouns(sentence)
    yield from _abbreviations(sentence)


def _is_written_here(sentence: Sentence, paragraph: Paragraph) -> bool:
    """Whether the official or a model chose the words: not the template, the settled form of a
    position, or the report's proposal retold."""
    if sentence.basis is Basis.POINT:
        return paragraph.form == "text"  # in the summary the same point stands under its heading
    if sentence.basis is Basis.OWN:
        return True
    kept = any(one.text == sentence.text for one in paragraph.sentences)
    return sentence.basis is Basis.SOURCE and (not kept or paragraph.writing.by == "model")


def _long(text: str) -> Iterator[_Found]:
    """A sentence has at most 30 words. Rationale: who must read it twice reads it once."""
    count = len(words(_MARK.sub("", text)))
    if count > MOST_WORDS:
        yield f"Meningen har {count} ord.", "Dela den i två eller flera.", 0, len(text), None


def _officialese(text: str) -> Iterator[_Found]:
    """Everyday words are used where there are such. Rationale: the reader need not translate."""
    for found in _officialese_pattern().finditer(text):
        phrase = _phrases()[" ".join(found.group().lower().split())]
        before, after = text[: found.start()].rstrip().lower(), text[found.end() :].lstrip().lower()
        if re.search(rf"(?<!\w)(?:{phrase.not_after})$", before) if phrase.not_after else False:
            continue
        if re.match(rf"(?:{phrase.not_before})(?!\w)", after) if phrase.not_before else False:
            continue
        instead = _in_case(phrase.ways[0], found.group()) if len(phrase.ways) == 1 else None
        yield (
            f"”{found.group()}” är kanslisvenska.",
            f"Skriv {_either(phrase.ways)}.",
            *found.span(),
            instead,
        )


def _passives(text: str) -> Iterator[_Found]:
    """Not two passives near each other. Rationale: in a row they hide who is to do what."""
    passives = [one for one in _PASSIVE.finditer(text) if _is_passive(one, text)]
    near = [
        pair
        for pair in pairwise(passives)
        if len(words(text[pair[0].end() : pair[1].start()])) <= _NEAR
    ]
    if near:
        found = list(dict.fromkeys(one for pair in near for one in pair))
        verbs = " och ".join(f"”{_verb(one)}”" for one in found[:3])
        yield (
            f"Meningen har flera passiver: {verbs}.",
            "Skriv vem som gör vad.",
            found[0].start(),
            found[-1].end(),
            None,
        )


def _is_passive(found: re.Match[str], text: str) -> bool:
    """Whether it is a passive that hides who acts: "görs av nämnden" tells it."""
    verb = _verb(found).lower()
    if re.match(r"\s+av\b", text[found.end() :]):
        return False
    if found["become"]:
        return True
    return verb not in _NO_PASSIVES and not _NOUN_ENDING.search(verb)


def _verb(found: re.Match[str]) -> str:
    return found["after"] or found["ended"] or found["become"]


def _nominalisations(text: str) -> Iterator[_Found]:
    """A verb says what is done. Rationale: "genomföra en utvärdering av" is "utvärdera" in four
    words."""
    for found in _EMPTY_VERB.finditer(text):
        verb = _verb_of(found["noun"].lower())
        if verb is None:
            continue
        is_whole = found["verb"].lower() in _INFINITIVES and found["of"] and not found["how"]
        particle = " " in verb
        yield (
            f"”{found.group()}” gömmer verbet i ett substantiv.",
            f"Skriv ”{verb}”.",
            *found.span(),
            _in_case(verb, found.group()) if is_whole and not particle else None,
        )


_INFINITIVES = ("genomföra", "utföra", "göra", "företa", "verkställa")


def _verb_of(noun: str) -> str | None:
    """The verb that a noun is made of, where that is certain."""
    table = _tables().verbs
    if noun in table:
        return table[noun]
    made = re.fullmatch(r"(\w{3,}er)ing", noun)
    return f"{made[1]}a" if made and noun not in _NO_MADE_NOUNS else None


def _chains_of_nouns(text: str) -> Iterator[_Found]:
    """Few nouns made of verbs in one sentence. Rationale: they hide who does what, as passives
    do."""
    nouns = [one for one in _NOUNS.finditer(text) if one.group().lower() not in _NO_MADE_NOUNS]
    different = {one.group().lower()[:6] for one in nouns}
    if len(different) >= _MOST_NOUNS:
        yield (
            f"Meningen har {len(different)} substantiv som är gjorda av verb.",
            "Gör några av dem till verb.",
            nouns[0].start(),
            nouns[-1].end(),
            None,
        )


def _abbreviations(text: str) -> Iterator[_Found]:
    """Words are written out. Rationale: it costs the writer a second and spares every reader one.

    A full stop that also ended the sentence stays.
    """
    for found in _abbreviation_pattern().finditer(text):
        ways = _ABBREVIATIONS[" ".join(found.group().lower().split())].split("|")
        ends = found.group().endswith(".") and not text[found.end() :].strip()
        shown = _in_case(ways[0], found.group()) + ("." if ends else "")
        yield (
            f"”{found.group()}” är en förkortning.",
            f"Skriv {_either(ways)}.",
            *found.span(),
            shown if len(ways) == 1 else None,
        )


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


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What to write instead of a phrase, and beside what words it is not meant (patterns)."""

    ways: tuple[str, ...]
    not_after: str = ""
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class _Tables:
    """The phrases, and the verbs that nouns are made of."""

    phrases: dict[str, _Phrase]
    verbs: dict[str, str]


@cache
def _tables() -> _Tables:
    path = Path(__file__).parent / "kanslisvenska.toml"
    content = tomllib.loads(path.read_text(encoding="utf8"))
    phrases = {
        phrase: _Phrase(tuple(entry.split("|")))
        if isinstance(entry, str)
        else _Phrase(
            tuple(entry["write"].split("|")),
            entry.get("not_after", ""),
            entry.get("not_before", ""),
        )
        for phrase, entry in content["phrases"].items()
    }
    return _Tables(phrases, content["verbs"])


def _phrases() -> dict[str, _Phrase]:
    return _tables().phrases


@cache
def _officialese_pattern() -> re.Pattern[str]:
    return _any_of(_phrases())


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    return _any_of(_ABBREVIATIONS)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _either(ways: Sequence[str]) -> str:
    """The ways in a row: "”om”, ”för” eller ”när det gäller”"."""
    *first, last = (f"”{way}”" for way in ways)
    return f"{', '.join(first)} eller {last}" if first else last


def _in_case(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _placed(found: _Found, paragraph: Paragraph, offset: int) -> Remark:
    told, mend, start, end, instead = found
    return Remark(
        matter=Matter.LANGUAGE, told=told, mend=mend, must=False, step="texten",
        proposal=paragraph.proposal, paragraph=paragraph.key, start=offset + start,
        end=offset + end, instead=instead,
    )  # fmt: skip
