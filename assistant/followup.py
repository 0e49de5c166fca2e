"""Questions that are understood only from what was said before, made to stand alone.

"Och Farsta?", "varför?", "utveckla punkt 2", "bara ur delbetänkandet": what such a question leaves
out is taken from the question before it, as that was understood, and from the answer it points at.
No language model is needed; one may take the place of `resolve` (see Resolver). docs/followups.md
tells the rules and what they reach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import Answer, Resolved, Statement
from assistant.question import Filters, QuestionProblem
from assistant.scope import named
from assistant.utterance import (
    LITTLE_MATTER,
    NUMERALS,
    ORDINALS,
    PREPOSITIONS,
    Sources,
    Utterance,
    bare,
)
from ingest.index import Document, words

_BULLET = re.compile(r"^(?:[•\-–−*▪◦]|\d{1,2}[.)]|[a-zåäö]\))\s+")
_SECTION_GIVEN = re.compile(r"\((?:avsnitt |kapitel )?\d{1,2}(?:\.\d{1,2}){0,3}\)")
_ABOUT = re.compile(r"^(?P<frame>.*?\bom )(?P<object>.+?)[?.!]*$", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"\b(?P<preposition>om|med|för|av|kring) (?:det|den|dem|dom|detta|dessa|de)$", re.IGNORECASE
)
_CARRIED = re.compile(r"^(?P<own>.*?) – om ”(?P<topic>.+?)”")  # as `_about` writes it
_PREPOSITION = re.compile(rf"^(?:{'|'.join(PREPOSITIONS)}) ", re.IGNORECASE)
_ADJECTIVE = re.compile(r"[a-zåäö]+(?:[^n]a|[^n]e)")  # as it goes with a plural or a definite noun
_PLACE_NAME = re.compile(
    r"(?<=\w )[A-ZÅÄÖ][^\W\d_]+(?: [A-ZÅÄÖ][^\W\d_]+)*(?: (?:stad|kommun|landsting|län))?\b"
)
MOST_TOPIC_WORDS = 10
MOST_POINT_WORDS = 20


@dataclass(frozen=True, slots=True)
class Exchange:
    """An earlier question and its answer."""

    question: str
    answer: Answer

    @property
    def resolved(self) -> Resolved:
        """The question as it was understood."""
        return self.answer.resolved or Resolved(self.question)


class Resolver(Protocol):
    """What makes a question stand alone: `resolve`, or in its place a language model."""

    def __call__(self, question: str, earlier: Sequence[Exchange], sources: Sources) -> Resolved:
        """As `resolve`."""


def resolve(question: str, earlier: Sequence[Exchange], sources: Sources) -> Resolved:
    """Understand a question from the exchanges before it, oldest first.

    A question that stands alone is left as it is, with an empty note. Raises QuestionProblem for
    one that cannot be taken, or that points at something which has not been said.
    """
    written = Utterance.read(question, sources)
    asked = _spelled_out(written)
    if not earlier and asked.says_nothing_alone:
        raise QuestionProblem(
            "Frågan syftar på något som inte har sagts än. Skriv ut vad den gäller."
        )
    if not earlier or not asked.leans:
        return Resolved(written.text)
    before = earlier[-1]
    read = _point(asked, before) or _narrowed(asked, before) or _asked_again(asked, before)
    understood = read or _carried(asked, before)
    return replace(understood, note=_note(understood, sources.documents))


def _spelled_out(asked: Utterance) -> Utterance:
    """ "Vad säger landstinget?" with the full name, where one organisation alone is called that."""
    if asked.named or (asked.asks and not asked.asks_opinion):
        return asked
    sources = asked.sources
    for match in asked.matter_in(asked.text):
        word = match.group()
        called = {
            document.organisation
            for document in sources.documents
            if document.organisation and _is_short_for(word, document.organisation)
        }
        if len(called) == 1:
            text = asked.text[: match.start()] + called.pop() + asked.text[match.end() :]
            return Utterance.read(text, sources)
    return asked


def _is_short_for(word: str, name: str) -> bool:
    """Whether a word is a name's own noun in the definite ("landstinget"), or its first word."""
    return name.startswith(f"{word} ") or any(
        re.fullmatch(rf"{noun}(?:e?n|e?t)s?", word) for noun in words(name) if len(noun) > 3
    )


def _point(asked: Utterance, before: Exchange) -> Resolved | None:
    """ "Utveckla punkt 2", "mer om den sista", "vad menas med [1]?": what was said there."""
    if asked.mark:
        number = int(asked.mark[1] or asked.mark[2])
        cited = [s for s in _statements(before.answer) if s.citation == number]
        if not cited:
            raise QuestionProblem(f"Det förra svaret har ingen källa {number}.")
        return _about_point(asked, before, asked.mark, _first_words(cited[0]), cited[0])
    if asked.point is None:
        return None
    said = _points(before.answer)
    if not said:
        raise QuestionProblem("Det förra svaret har inga punkter. Skriv ut vad frågan gäller.")
    number = _number(asked.point, len(said))
    if not 1 <= number <= len(said):
        counted = "bara en punkt" if len(said) == 1 else f"{len(said)} punkter"
        raise QuestionProblem(f"Det förra svaret har {counted}. Skriv ut vad frågan gäller.")
    return _about_point(asked, before, asked.point, *said[number - 1])


def _about_point(
    asked: Utterance, before: Exchange, match: re.Match[str], point: str, statement: Statement
) -> Resolved:
    """The question with a point of the answer in place of the words that pointed at it.

    Where the point was cited, or itself names a section, it is looked for in its own document.
    """
    said = " ".join(_BULLET.sub("", point).split()[:MOST_POINT_WORDS]).rstrip(" .;,:")
    text = f"{asked.text[: match.start()]}”{said}”{asked.text[match.end() :]}"
    body = bare(text)
    if body.startswith("”"):
        body = f"Berätta mer om {body}"
    if len(asked.matter_in(said)) <= LITTLE_MATTER:
        body += _about(_topic(before, asked.sources))
    filters = before.resolved.filters
    if statement.citation is not None and (asked.mark or _SECTION_GIVEN.search(point)):
        citation = before.answer.citations[statement.citation - 1]
        filters = Filters(docs=_retelling(citation.doc, asked.sources.documents))
    return Resolved(_sentence(body, asked), filters)


def _statements(answer: Answer) -> list[Statement]:
    return [statement for voice in answer.voices for statement in voice.statements]


def _points(answer: Answer) -> list[tuple[str, Statement]]:
    """What a reader counts as the answer's points: those of its first list, else its statements."""
    statements = _statements(answer)
    for statement in statements:
        if len(statement.points) > 1:
            return [(point, statement) for point in statement.points]
    return [(_first_words(statement), statement) for statement in statements]


def _first_words(statement: Statement) -> str:
    return statement.text or statement.points[0]


def _number(match: re.Match[str], last: int) -> int:
    word = (match["number"] or match["ordinal"]).lower()
    if word == "sista":
        return last
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    return int(word) if word.isdigit() else NUMERALS.index(word) + 2


def _narrowed(asked: Utterance, before: Exchange) -> Resolved | None:
    """ "Bara ur delbetänkandet", "endast remissvaren", "vad säger utredningen om det?": the matter
    stays, and is looked for there alone."""
    filters = _narrowing(asked)
    if filters is None:
        return None
    if asked.asks and not asked.only:
        return replace(_carried(asked, before), filters=filters)
    text = _renamed(before, asked)
    return Resolved(text or before.resolved.text, filters)


def _narrowing(asked: Utterance) -> Filters | None:
    """What a question without matter of its own keeps to, None where it keeps to nothing.

    Of an organisation the question as such is asked, unless the question says "bara": what others
    say of it may then come after.
    """
    if asked.matter:
        return None
    documents = asked.sources.documents
    if asked.named:
        if asked.named & asked.answering and not asked.only:
            return None
        return Filters(docs=frozenset(d.doc for d in documents if d.speaker in asked.named))
    filters = Filters(kinds=asked.kinds)
    known = any(filters.admits(document) for document in documents)
    return filters if asked.kinds and known else None


def _asked_again(asked: Utterance, before: Exchange) -> Resolved | None:
    """ "Och miljön?", "och Farsta?": the question before is asked again of that."""
    if asked.asks or asked.only or asked.pointing:
        return None
    if asked.matter:
        text = _of_other_matter(asked, before.resolved.text)
        return Resolved(_sentence(text, asked), before.resolved.filters) if text else None
    if asked.naming:
        topic = _topic(before, asked.sources)
        asked_of = f"Vad säger {asked.naming.group()} om ”{topic}”"
        return Resolved(_renamed(before, asked) or _sentence(asked_of, asked))
    return None


def _of_other_matter(asked: Utterance, base: str) -> str | None:
    """A question with the matter of another in place of its own, None where its own is unclear."""
    matter = _PREPOSITION.sub("", asked.body)
    carried, about = _CARRIED.match(base), _ABOUT.match(base)
    if carried:
        return carried["own"] + _about(matter)
    if about:
        return about["frame"] + _of_the_same(about["object"], matter, asked)
    replaced = _rarest(Utterance.read(base, asked.sources))
    if replaced is None or len(asked.matter) > 1:
        return None
    opening = base[: replaced.start()]
    if matter.startswith(("en ", "ett ")):
        opening = opening.removesuffix("en ").removesuffix("ett ")
    return opening + matter + base[replaced.end() :]


def _of_the_same(object_: str, matter: str, asked: Utterance) -> str:
    """What takes an object's place: an adjective alone ("och generella?") keeps its noun."""
    first = next(iter(asked.matter_in(object_)), None)
    adjectives = first and _ADJECTIVE.fullmatch(matter) and _ADJECTIVE.fullmatch(first.group())
    return matter + object_[first.end() :] if first and adjectives else matter


def _renamed(before: Exchange, asked: Utterance) -> str | None:
    """The question before, asked of whom this one names; None where it was asked of nobody."""
    base, naming = before.resolved.text, asked.naming
    replaced = Utterance.read(base, asked.sources).naming or _PLACE_NAME.search(base)
    if naming is None or replaced is None:
        return None
    return base[: replaced.start()] + naming.group() + base[replaced.end() :]


def _rarest(asked: Utterance) -> re.Match[str] | None:
    """The word that tells most of what a question is about."""
    analyzer, rarity = asked.sources.analyzer, asked.sources.rarity
    matter = asked.matter_in(asked.text)
    return max(matter, key=lambda m: rarity(analyzer.stem(m.group().lower())), default=None)


def _carried(asked: Utterance, before: Exchange) -> Resolved:
    """ "Varför?", "vad kostar det?": the matter of the question before is added, and whom it was
    asked of where this one names nobody."""
    base = Utterance.read(before.resolved.text, asked.sources)
    topic = _topic(before, asked.sources)
    about_it = _ABOUT_IT.search(asked.body)
    if about_it:
        text = f"{asked.body[: about_it.start()]}{about_it['preposition']} ”{topic}”"
    elif asked.speaks_of_speaker:
        text = asked.body
    else:
        text = asked.body + _about(topic)
    if asked.naming or asked.asks_others:
        return Resolved(_sentence(text, asked))
    if base.named and base.naming:
        of = "svaret från " if base.asks_opinion and base.answering else ""
        text += f" enligt {of}{base.naming.group()}"
    return Resolved(_sentence(text, asked), before.resolved.filters)


def _about(topic: str) -> str:
    return f" – om ”{topic}”"


def _topic(before: Exchange, sources: Sources) -> str:
    """What the question before was about, in its own words."""
    text = before.resolved.text
    base = Utterance.read(text, sources)
    carried = _CARRIED.match(text)
    if carried:
        own = " ".join(match.group() for match in base.matter_in(carried["own"]))
        return f"{carried['topic']}, {own}" if own else carried["topic"]
    about = _ABOUT.match(text)
    if about and not base.matter_in(about["frame"]) and base.matter_in(about["object"]):
        text = about["object"]
    matter = base.matter_in(text)[:MOST_TOPIC_WORDS]
    return text[matter[0].start() : matter[-1].end()] if matter else text.rstrip(" ?.!")


def _retelling(doc: str, documents: Sequence[Document]) -> frozenset[str]:
    """A document with those that have the same content: a digest and its original."""
    speaker = next(document.speaker for document in documents if document.doc == doc)
    return frozenset(document.doc for document in documents if document.speaker == speaker)


def _sentence(text: str, asked: Utterance) -> str:
    """A text with a capital and the mark that a question put like `asked` ends in."""
    mark = "?" if asked.asks or asked.text.endswith("?") else "."
    return text[:1].upper() + text[1:].rstrip(" ?.") + mark


def _note(resolved: Resolved, documents: Sequence[Document]) -> str:
    where = named(resolved.filters, documents)
    only = f" Jag sökte bara i {where}." if where else ""
    return f"Jag förstod frågan som: {resolved.text}{only}"
