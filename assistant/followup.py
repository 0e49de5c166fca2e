"""Questions that are understood only from what was said before, made to stand alone.

"Och Farsta?", "varför?", "utveckla punkt 2", "bara ur delbetänkandet": what such a question leaves
out is taken from the question before it, as that was understood, and from the answer it points at.
No language model is needed; one may take the place of `resolve` (see Resolver). docs/followups.md
tells the rules and what they reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import Answer, Statement, Understanding
from assistant.question import Filters, Question, QuestionProblem, name_words, understand
from ingest.index import Analyzer, Document, Kind, words

# Words that ask for a side of the matter and are not the matter: "vad kostar", "hur många".
_ASKING = frozenset(
    """
    ange ansvara ansvarar ansvarig antal använda används bero beror beräknas beskriva beskriver
    beskrivs brukar börja börjar detalj detaljer endast enbart exempel fler fungera fungerar
    föreslå föreslår föreslås förklara förklaring följd följder går gälla gäller gällde handla
    handlar hålla håller hända händer hänt innebär innebära komma kommentar kommenterar kosta kostar
    kostnad kostnaden ledde leda leder lång långt länge många meningen motivera motiverar motiveras
    nämner nämns ofta ordna orsak orsaken orsakerna påverka påverkar resultat resultatet redovisas
    se ser sker skäl skälet skälen stor stort stora svara svarar synpunkt synpunkter sägs tanken
    tänker uteslutande uppstå uppstår uppstod utformas utveckla utvecklar vet visa visar visade
    ytterligare yttrar återge återger
    """.split()
)
_GREETINGS = frozenset("hej hallå god dag morgon tack ok okej bra ja nej jaha toppen".split())
_QUESTION_WORDS = frozenset(
    "vad hur vem vems vilka vilken vilket varför när var vart är finns ska kan får bör".split()
)
_PREPOSITIONS = frozenset("om för med av på till mot i ur kring från hos inom åt".split())
_NUMERALS = "en två tre fyra fem sex sju åtta nio tio elva tolv".split()

_OPENING = re.compile(r"^(?:och|men|samt|då|ok|okej)\b[\s,]*", re.IGNORECASE)
_CLOSING = re.compile(r"(?:[\s,]+(?:då|tack|egentligen))*[\s?.!]*$", re.IGNORECASE)
# Pronouns that stand for something said before.
_PRONOUNS = frozenset(
    "dem dom detta dessa denna deras dess han hon hen honom henne hans hennes båda bägge".split()
)
_ARTICLES = frozenset("det den de".split())  # or pronouns: their neighbours tell
# "det" stands for nothing in "finns det" and "krävs det", nor before "att", "som" and "sig".
_IMPERSONAL = frozenset("finns fanns krävs behövs saknas råder pågår står går gick".split())
_POINTING_FORWARD = frozenset("att som sig".split())
# "Varför ska bestämmelsen tas bort?": which one was said before, unless a preposition tells.
_THE_ONE = frozenset(
    """
    förslaget förslagen bestämmelsen bestämmelserna regeln reglerna kravet kraven lagen lagarna
    lagändringen lagändringarna ändringen ändringarna försöket försöken projektet projekten modellen
    modellerna rekommendationen rekommendationerna åtgärden åtgärderna syftet målet frågan saken
    """.split()
)

_ORDINALS = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde".split()
_POINT = re.compile(
    rf"\b(?:punkt(?:en)?|nummer|nr|förslag)\s+(?P<number>\d{{1,2}}|{'|'.join(_NUMERALS)})\b(?!\.\d)"
    rf"|\b(?:den|det)\s+(?P<ordinal>{'|'.join(_ORDINALS)}|sista)\b(?:\s+(?:punkten|förslaget))?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[(\d{1,2})\]|\b(?:källa|citat|hänvisning)\s+(\d{1,2})\b", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[•\-–−*▪◦]|\d{1,2}[.)]|[a-zåäö]\))\s+")
_SECTION_GIVEN = re.compile(r"\((?:avsnitt |kapitel )?(\d{1,2}(?:\.\d{1,2}){0,3})\)")

_ONLY = re.compile(r"\b(?:bara|endast|enbart|uteslutande)\b", re.IGNORECASE)
# What anyone calls the kinds of documents, and how the note names them.
_KINDS: tuple[tuple[Kind, re.Pattern[str], str], ...] = (
    (
        Kind.REPORT,
        re.compile(r"\b(?:utredning|betänkande|delegation|kommitté)\w{0,4}\b", re.IGNORECASE),
        "betänkandena",
    ),
    (
        Kind.RESPONSE,
        re.compile(r"\b(?:remiss(?:var|instans)\w*|yttrandena|svaren)\b", re.IGNORECASE),
        "remissvaren",
    ),
    (
        Kind.SLIDES,
        re.compile(
            r"\b(?:(?:workshop)?bilder(?:na)?|presentationen|utbildning(?:en|smaterialet))\b",
            re.IGNORECASE,
        ),
        "bilderna",
    ),
)
_ABOUT = re.compile(r"^(?P<frame>.*\bom )(?P<object>.+?)[?.!]*$", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"\b(?P<preposition>om|med|för|av|kring) (?:det|den|dem|dom|detta|dessa|de)$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.:/]\d+)*")
_PLACE_NAME = re.compile(
    r"(?<=\w )[A-ZÅÄÖ][^\W\d_]+(?: [A-ZÅÄÖ][^\W\d_]+)*(?: (?:stad|kommun|landsting|län))?\b"
)

JOINT = " – om "  # between a follow-up and the matter that was carried over to it
LITTLE_MATTER = 2  # words; a question with more stands alone, whatever it points at
MOST_TOPIC_WORDS = 10
MOST_POINT_WORDS = 30


@dataclass(frozen=True, slots=True)
class Exchange:
    """An earlier question and its answer."""

    question: str
    answer: Answer

    @property
    def understanding(self) -> Understanding:
        """The question as it was understood."""
        return self.answer.understanding or Understanding(self.question)


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known of the documents. `rarity` tells how rare an index term is in them."""

    documents: Sequence[Document]
    analyzer: Analyzer
    rarity: Callable[[str], float]


class Resolver(Protocol):
    """What makes a question stand alone: `resolve`, or in its place a language model."""

    def __call__(
        self, question: str, earlier: Sequence[Exchange], sources: Sources
    ) -> Understanding:
        """As `resolve`."""


def resolve(question: str, earlier: Sequence[Exchange], sources: Sources) -> Understanding:
    """Understand a question from the exchanges before it, oldest first.

    A question that stands alone is left as it is, with an empty note. Raises QuestionProblem for
    one that cannot be taken, or that points at something which has not been said.
    """
    asked = _Asked.read(question, sources)
    if not asked.leans:
        return Understanding(asked.text)
    if not earlier:
        if asked.says_nothing_alone:
            raise QuestionProblem(
                "Frågan syftar på något som inte har sagts än. Skriv ut vad den gäller."
            )
        return Understanding(asked.text)
    asked, before = _spelled_out(asked), earlier[-1]
    read = _point(asked, before) or _narrowed(asked, before) or _asked_again(asked, before)
    understood = read or _carried(asked, before)
    return replace(understood, note=_note(understood, sources.documents))


class _Asked:
    """A question looked at for what it says itself and what it leaves to the one before."""

    def __init__(self, question: Question, sources: Sources) -> None:
        self.text, self.named, self.answering = question.text, question.named, question.answering
        self.asks_opinion, self.sections = question.asks_opinion, question.sections
        self.sources = sources
        self._naming_words = question.naming_words
        self.body = _CLOSING.sub("", _OPENING.sub("", self.text))
        self.only = bool(_ONLY.search(self.text))
        self.asks = not _QUESTION_WORDS.isdisjoint(words(self.body))
        self.mark = _MARK.search(self.text)
        self.matter = self._matter()
        point = _POINT.search(self.text)
        most = LITTLE_MATTER if point and point["number"] else 0
        self.point = point if len(self.matter) <= most else None

    @classmethod
    def read(cls, text: str, sources: Sources) -> _Asked:
        """Raises QuestionProblem as understand does."""
        return cls(understand(text, sources.documents, sources.analyzer), sources)

    @property
    def leans(self) -> bool:
        """Whether the question needs what was said before it."""
        if all(word in _GREETINGS for word in words(self.text)):
            return False
        if self.mark or self.point:
            return True
        if self.sections or len(self.matter) > LITTLE_MATTER:
            return False
        if self.opens_on and (len(self.matter) == 1 or not self.asks):
            return True
        return self.pointing >= len(self.matter)

    @property
    def opens_on(self) -> bool:
        """Whether it opens as going on from something: och, men."""
        return bool(_OPENING.match(self.text))

    @property
    def says_nothing_alone(self) -> bool:
        """Whether it cannot be looked up without an earlier answer."""
        if self.mark or self.point:
            return True
        return not self.matter and not self.named and bool(self.pointing or self.only)

    @property
    def pointing(self) -> int:
        """How surely it points back: how many words of matter of its own that outweighs."""
        said = ["", *words(self.body), ""]
        return max(
            (
                _stands_for(word, before, after)
                for before, word, after in zip(said, said[1:], said[2:], strict=False)
            ),
            default=0,
        )

    @property
    def naming(self) -> re.Match[str] | None:
        """The words by which it names whom or what it asks, if it does."""
        found = [pattern.search(self.text) for _, pattern, _ in _KINDS]
        run = self._naming_run()
        return run or next((match for match in found if match), None)

    def _naming_run(self) -> re.Match[str] | None:
        """The first words in a row that name an indexed document, "landstinget i Stockholm"."""
        stem = self.sources.analyzer.stem
        run: list[re.Match[str]] = []
        for match in _WORD.finditer(self.text):
            if stem(match.group().lower()) in self._naming_words:
                run.append(match)
            elif run and not (len(match.group()) <= 2 and match.group().islower()):
                break
        if not run:
            return None
        return re.compile(re.escape(self.text[run[0].start() : run[-1].end()])).search(self.text)

    def _matter(self) -> list[str]:
        bare = _MARK.sub(" ", _POINT.sub(" ", self.text))
        for _, pattern, _ in _KINDS:
            bare = pattern.sub(" ", bare)
        return [match.group() for match in self.matter_in(bare)]

    def matter_in(self, text: str) -> list[re.Match[str]]:
        """The words of a text that are neither function words, nor asking words, nor names."""
        analyzer = self.sources.analyzer
        return [
            match
            for match in _WORD.finditer(text)
            if (word := match.group().lower()) not in _ASKING
            and analyzer.word_terms(word)
            and analyzer.stem(word) not in self._naming_words
        ]


def _stands_for(word: str, before: str, after: str) -> int:
    """Whether a word stands for something said before: 2 for certain, 1 perhaps, 0 hardly."""
    if word in _PRONOUNS:
        return 2
    if word in _THE_ONE:
        return 0 if after in _PREPOSITIONS | _POINTING_FORWARD else 2
    if word not in _ARTICLES or after in _POINTING_FORWARD or before in _IMPERSONAL:
        return 0
    if not after or after in ("här", "där"):
        return 1 if before == "är" else 2
    noun_follows = after.endswith(("a", "e")) or after in _NUMERALS or after[0].isdigit()
    if noun_follows and after not in ("ska", "vara", "göra", "ha"):
        return 0
    return 1 if word == "det" else 2


def _spelled_out(asked: _Asked) -> _Asked:
    """ "Vad säger landstinget?" with the full name, where one organisation alone is called that."""
    if asked.named or (asked.asks and not asked.asks_opinion):
        return asked
    sources = asked.sources
    for match in asked.matter_in(asked.text):
        word = match.group()
        called = {
            document.organisation
            for document in sources.documents
            if document.organisation and _is_short_for(word, document.organisation, sources)
        }
        if len(called) == 1 and word.islower():
            text = asked.text[: match.start()] + called.pop() + asked.text[match.end() :]
            return _Asked.read(text, sources)
    return asked


def _is_short_for(word: str, name: str, sources: Sources) -> bool:
    """Whether a word is a name's own noun in the definite: "landstinget" of "X läns landsting"."""
    return any(
        re.fullmatch(rf"{noun}(?:e?n|e?t)s?", word)
        for noun in words(name)
        if len(noun) > 3
    )


def _point(asked: _Asked, before: Exchange) -> Understanding | None:
    """ "Utveckla punkt 2", "mer om den sista", "vad menas med [1]?": what that said stands there."""
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
    asked: _Asked, before: Exchange, match: re.Match[str], point: str, statement: Statement
) -> Understanding:
    """The question with a point of the answer in place of the words that pointed at it.

    Where the point was cited, or itself names a section, it is looked for in its own document.
    """
    said = " ".join(_BULLET.sub("", point).split()[:MOST_POINT_WORDS]).rstrip(" .;,:")
    text = f"{asked.text[: match.start()]}”{said}”{asked.text[match.end() :]}"
    body = _CLOSING.sub("", _OPENING.sub("", text))
    if len(asked.matter_in(said)) <= LITTLE_MATTER:
        body += JOINT + _topic(before, asked.sources)
    filters = before.understanding.filters
    if asked.mark or _SECTION_GIVEN.search(point):
        citation = before.answer.citations[statement.citation - 1]
        filters = Filters(docs=_retelling(citation.doc, asked.sources.documents))
    return Understanding(_sentence(body), filters)


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
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    return int(word) if word.isdigit() else _NUMERALS.index(word) + 1


def _narrowed(asked: _Asked, before: Exchange) -> Understanding | None:
    """ "Bara ur delbetänkandet", "endast remissvaren", "vad säger utredningen om det?": the matter
    stays, and is looked for there alone."""
    filters = _narrowing(asked)
    if filters is None:
        return None
    if asked.asks and not asked.only:
        return replace(_carried(asked, before), filters=filters)
    text = _renamed(before, asked)
    return Understanding(text or before.understanding.text, filters)


def _narrowing(asked: _Asked) -> Filters | None:
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
    kinds = frozenset(kind for kind, pattern, _ in _KINDS if pattern.search(asked.text))
    filters = Filters(kinds=kinds)
    return filters if kinds and any(filters.admits(document) for document in documents) else None


def _asked_again(asked: _Asked, before: Exchange) -> Understanding | None:
    """ "Och miljön?", "och Farsta?": the question before is asked again of that."""
    if asked.asks or asked.only or asked.pointing:
        return None
    filters = before.understanding.filters
    naming = asked.naming
    if naming and not asked.matter:
        text = _renamed(before, asked)
        topic = _topic(before, asked.sources)
        return Understanding(text or _sentence(f"Vad säger {naming.group()} om {topic}"))
    if not asked.matter:
        return None
    matter = _without_preposition(asked.body)
    base = before.understanding.text
    about = _ABOUT.match(base)
    if about:
        return Understanding(_sentence(about["frame"] + matter), filters)
    replaced = _rarest(_Asked.read(base, asked.sources))
    if len(asked.matter) == 1 and replaced:
        text = base[: replaced.start()] + matter + base[replaced.end() :]
        return Understanding(_sentence(text), filters)
    return None


def _renamed(before: Exchange, asked: _Asked) -> str | None:
    """The question before, asked of whom this one names; None where it was asked of nobody."""
    base, naming = before.understanding.text, asked.naming
    replaced = _Asked.read(base, asked.sources).naming or _PLACE_NAME.search(base)
    if naming is None or replaced is None:
        return None
    return base[: replaced.start()] + naming.group() + base[replaced.end() :]


def _without_preposition(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _PREPOSITIONS else text


def _rarest(asked: _Asked) -> re.Match[str] | None:
    """The word that tells most of what a question is about."""
    analyzer, rarity = asked.sources.analyzer, asked.sources.rarity
    matter = asked.matter_in(asked.text)
    return max(matter, key=lambda m: rarity(analyzer.stem(m.group().lower())), default=None)


def _carried(asked: _Asked, before: Exchange) -> Understanding:
    """ "Varför?", "vad kostar det?": the matter of the question before is added, and whom it was
    asked of where this one names nobody."""
    base = _Asked.read(before.understanding.text, asked.sources)
    topic = _topic(before, asked.sources)
    about_it = _ABOUT_IT.search(asked.body)
    if about_it:
        text = f"{asked.body[: about_it.start()]}{about_it['preposition']} {topic}"
    else:
        text = asked.body + JOINT + topic
    if asked.naming:
        return Understanding(_sentence(text))
    if base.named and base.naming:
        of = "svaret från " if base.asks_opinion and base.answering else ""
        text += f" enligt {of}{base.naming.group()}"
    return Understanding(_sentence(text), before.understanding.filters)


def _topic(before: Exchange, sources: Sources) -> str:
    """What the question before was about, in its own words."""
    text = before.understanding.text.partition(" enligt ")[0]
    head, joint, carried = text.partition(JOINT)
    base = _Asked.read(text, sources)
    if joint:
        own = [match.group() for match in base.matter_in(head)]
        return ", ".join([carried.rstrip(" ?."), *([" ".join(own)] if own else [])])
    about = _ABOUT.match(text)
    if about and base.matter_in(about["object"]):
        text = about["object"]
    matter = base.matter_in(text)
    if not matter:
        return text.rstrip(" ?.")
    last = matter[: MOST_TOPIC_WORDS][-1]
    return text[matter[0].start() : last.end()]


def _retelling(doc: str, documents: Sequence[Document]) -> frozenset[str]:
    """A document with those that have the same content: a digest and its original."""
    speaker = next(document.speaker for document in documents if document.doc == doc)
    return frozenset(document.doc for document in documents if document.speaker == speaker)


def _sentence(text: str) -> str:
    text = text.strip()
    mark = "?" if not _QUESTION_WORDS.isdisjoint(words(text)) else "."
    return text[:1].upper() + text[1:] + ("" if text.endswith(("?", ".")) else mark)


def _note(understood: Understanding, documents: Sequence[Document]) -> str:
    where = _where(understood.filters, documents)
    only = f" Jag sökte bara i {where}." if where else ""
    return f"Jag förstod frågan som: {understood.text}{only}"


def _where(filters: Filters, documents: Sequence[Document]) -> str:
    """What a search keeps to, as a reader calls it; "" for everything."""
    kinds = [label for kind, _, label in _KINDS if kind in filters.kinds]
    names = [_name(document) for document in documents if document.doc in filters.docs]
    return " och ".join(dict.fromkeys([*kinds, *names]))


def _name(document: Document) -> str:
    if document.speaks_as is Kind.RESPONSE and document.organisation:
        return f"svaret från {document.organisation}"
    return next(iter(document.names), document.reference or document.title)
