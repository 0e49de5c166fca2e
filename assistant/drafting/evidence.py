"""What the documents say of one proposal: its own words, its reasons, and what others think."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.drafting.boxes import LEAD, POINT_MARK, opening
from assistant.drafting.material import Material
from assistant.extract.sentence import can_stand, points_back, with_company
from assistant.matter import Matter
from assistant.question import Filters
from assistant.reading import Piece
from assistant.register import Kind as ProposalKind
from assistant.register import Position, Proposal, Stance
from assistant.stance import retells, speaks_in
from assistant.units import PassageUnits
from ingest.index import Document, Kind, Passage, words

_MOST_REASONS = 5
_MOST_WORDS = 3  # of one organisation
_CANDIDATES = 40  # passages of all responses

# Shares of a proposal's matter, tuned by eye on the responses at hand; docs/drafting-proposals.md.
_SHARED = 0.4  # what a response must share to speak of a proposal at all
_SHARED_AT_PLACE = 0.12  # where the register says that it does
_RETOLD_COUNTS = 0.45  # of what was retold just before
_MOST_RETOLD = 12  # sentences and points
_TELLING = 0.7  # of the weight of the proposal's most telling word
_SHARED_REASON = 0.1
_FURTHER = 0.3  # what stands in another section than the one the proposal is made in steps back
_NEARLY = 0.75  # of the best words, for others to be shown beside them

_PROPOSES = re.compile(
    r"\b(?:föreslår|föreslås|förordar|rekommenderar|uppmanar|ska|skall|bör|måste|tas bort|"
    r"upphävs|införs|ändras|behöver)\b",
    re.IGNORECASE,
)
_GROUNDS = re.compile(
    r"\b(?:eftersom|därför|därmed|syft(?:et|ar|e)|för att|problem\w*|behov\w*|behöv\w+|risk\w*|"
    r"leder till|medför\w*|innebär|skapar|bidrar|förutsättning\w*|brist\w*|försvår\w+|skäl\w*|"
    r"möjliggör\w*|på grund av|beror på|annars|viktigt|nödvändigt|svårt|svårare)\b",
    re.IGNORECASE,
)
# "Instämmer i förslagen": what is thought of something told before.
_AT_PROPOSALS = re.compile(r"\b(?:förslag(?:et|en)?|dessa|detta|rekommendation\w*)\b")
# "Hälso- och sjukvårdsförvaltningen är positiv": a body of the organisation by its full name.
_OWN_BODY = r"\b\w+(?:förvaltningen|nämnden|styrelsen|kontoret)\b"
# What is said of the response itself: "föreslår att nämnden överlämnar tjänsteutlåtandet som svar".
_FORMAL = re.compile(r"\b(?:överlämna\w*|tjänsteutlåtande\w*|som svar på|justera\w*)\b")
_STRONG_GROUNDS = re.compile(
    r"\b(?:eftersom|därför att|syftet|i syfte|skäl(?:et|en)?|anledning\w*|på grund av|beror på|"
    r"problem\w*|behov\w*|risk(?:en|erar)?|försvår\w+|leder till|medför)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an organisation says of a proposal, or of the report: its position where the register
    has it, and its words."""

    organisation: str
    position: Position | None
    words: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence or list point where it stands; `number` is its place in the reading."""

    passage: Passage
    reading: PassageUnits
    number: int
    score: float = 0.0

    @property
    def text(self) -> str:
        return self.reading.texts[self.number]

    @property
    def start(self) -> int:
        return self.reading.units[self.number].start

    @property
    def end(self) -> int:
        return self.reading.units[self.number].end

    @property
    def path(self) -> tuple[str, ...]:
        return self.passage.part_at(self.start).path

    def share(self, matter: Matter) -> float:
        """How much of a matter the sentence holds, half counted what stands just before it."""
        own = matter.share(self.reading.terms[self.number])
        if not self.number:
            return own
        before = self.reading.terms[self.number - 1]
        return (own + matter.share(self.reading.terms[self.number] | before)) / 2


def own_words(material: Material, proposal: Proposal) -> Citation | None:
    """Where the report makes the proposal, with its own words; None where it is not indexed."""
    said = _made(material, proposal)
    if said is None:
        return None
    start = said.start + opening(said.text)
    return material.cited(_piece(said), start if start < said.end else said.start, said.end)


def reasons(material: Material, proposal: Proposal) -> list[Citation]:
    """How the report argues for the proposal, the strongest first; at most five."""
    made = _made(material, proposal)
    if made is None:
        return []
    matter = material.assistant.matter(f"{proposal.sentence} {made.text}")
    candidates = [
        replace(said, score=_argues(said, made, matter) - 0.05 * distance)
        for distance, (doc, section) in enumerate(proposal.sections())
        for said in _said_in(material, doc, section)
        if _is_ground(material, said) and said.share(matter) >= _SHARED_REASON
    ]
    own = own_words(material, proposal)
    found: list[Citation] = []
    for said in sorted(candidates, key=lambda one: -one.score):
        citation = _whole(material, said)
        if citation and own and not any(_overlap(citation, one) for one in (own, *found)):
            found.append(replace(citation, n=len(found) + 1))
        if len(found) == _MOST_REASONS:
            break
    return found


def others(material: Material, proposal: Proposal) -> list[Opinion]:
    """What others say of the proposal, those with a position in the register first.

    The words are sentences in which a response speaks for itself. One that says nothing of the
    proposal is not among them.
    """
    reports = [proposal.doc, *proposal.elsewhere]
    responses = responses_to(material, reports)
    positions = {one.doc: one for one in material.register.positions_on(proposal.id)}
    made = _made(material, proposal)
    matter = material.assistant.matter(
        " ".join([proposal.sentence, *([made.text] if made else [])])
    )
    subject = _subject(material, proposal, made)
    found = _found_in_responses(material, proposal, responses)
    opinions = []
    for document in responses:
        position = positions.get(document.speaker)
        passages = found.get(document.doc, ())
        words = _words_on(material, document, position, matter, passages, subject)
        if position or words:
            opinions.append(Opinion(document.organisation or document.title, position, words))
    return sorted(opinions, key=lambda one: one.position is None)


def general_opinions(material: Material, doc: str) -> list[Opinion]:
    """What the responses think of a report as a whole, by the register, with their words."""
    responses = {one.speaker: one for one in responses_to(material, [doc])}
    opinions = []
    for position in material.register.positions_on_report(doc):
        document = responses.get(position.doc)
        matter = material.assistant.matter(position.sentence)
        words = _words_on(material, document, position, matter, ()) if document else ()
        opinions.append(Opinion(position.organisation, position, words))
    return opinions


def responses_to(material: Material, docs: Iterable[str]) -> list[Document]:
    """The responses that answer any of these reports. Of a response and our digest of it, the
    response."""
    named = set(docs)
    for doc in tuple(named):
        document = material.document(doc)
        if document and document.reference:
            named.add(document.reference)
    by_speaker: dict[str, Document] = {}
    for document in material.assistant.documents:
        if document.speaks_as is Kind.RESPONSE and not named.isdisjoint(document.answers):
            known = by_speaker.get(document.speaker)
            if known is None or known.kind is Kind.DIGEST:
                by_speaker[document.speaker] = document
    return list(by_speaker.values())


def _made(material: Material, proposal: Proposal) -> _Said | None:
    """The sentence or point by which a report makes a proposal: the one that says most of it, of
    the first report that is indexed."""
    matter = material.assistant.matter(proposal.sentence)
    best: dict[str, _Said] = {}
    for distance, (doc, section) in enumerate(proposal.sections()):
        for said in _said_in(material, doc, section):
            if len(said.text.split()) < 4:
                continue
            score = _proposes(said, proposal, matter) - (_FURTHER if distance else 0.0)
            if doc not in best or score > best[doc].score:
                best[doc] = replace(said, score=score)
    return next(iter(best.values()), None)


def _proposes(said: _Said, proposal: Proposal, matter: Matter) -> float:
    """How much of a proposal a sentence says: what it shares, whether it begins with the same
    actor, and whether it proposes at all. What a report only deems right stands outside its boxes.
    """
    score = matter.share(said.reading.terms[said.number])
    score += 0.15 if _has_same_actor(said.text, proposal) else 0.0
    is_boxed = _is_boxed(said.passage, said.reading, said.number)
    if is_boxed:
        score += -0.15 if proposal.kind is ProposalKind.ASSESSMENT else 0.25
    elif _PROPOSES.search(said.text):
        score += 0.1
    if points_back(said.text):
        score -= 0.15
    if said.text.rstrip().endswith("?") or said.text.endswith(":"):
        score -= 0.3
    return score


def _has_same_actor(text: str, proposal: Proposal) -> bool:
    """Whether a sentence begins with the addressee with whom our sentence of it begins."""
    texts = text[opening(text) :].casefold(), proposal.sentence.casefold()
    return any(all(t.startswith(one.casefold()) for t in texts) for one in proposal.addressees)


def _is_boxed(passage: Passage, reading: PassageUnits, number: int) -> bool:
    """Whether a sentence stands in a box: after "Utredningens förslag:" in its paragraph, or under
    a heading that says so."""
    if LEAD.match(passage.part_at(reading.units[number].start).heading):
        return True
    while number and not reading.units[number].opens_paragraph:
        if LEAD.match(reading.texts[number]):
            return True
        number -= 1
    return bool(LEAD.match(reading.texts[number]))


def _argues(said: _Said, made: _Said, matter: Matter) -> float:
    """How well a sentence argues: it gives grounds, shares the matter, and stands near."""
    score = said.share(matter)
    score += 0.15 if _STRONG_GROUNDS.search(said.text) else 0.0
    score += 0.2 if said.path == made.path else 0.0
    return score + (0.1 if said.passage.id == made.passage.id else 0.0)


def _is_ground(material: Material, said: _Said) -> bool:
    """Whether a sentence gives a reason and is not itself a proposal. In lists stand proposals."""
    kind = material.assistant.reading.documents[said.passage.doc].kind
    return (
        not POINT_MARK.match(said.text)
        and bool(_GROUNDS.search(said.text))
        and not re.search(r"\bföresl(?:år|ås|agit)\b", said.text)
        and not _is_boxed(said.passage, said.reading, said.number)
        and can_stand(said.reading, said.number, kind)
    )


def _found_in_responses(
    material: Material, proposal: Proposal, responses: Sequence[Document]
) -> dict[str, list[Passage]]:
    """The passages of the responses that are nearest to a proposal, by document."""
    if not responses:
        return {}
    filters = Filters(docs=frozenset(one.doc for one in responses))
    question = material.assistant.understand(proposal.sentence[:1500])
    found: dict[str, list[Passage]] = {}
    for hit in material.assistant.search.find(question, _CANDIDATES, filters):
        found.setdefault(hit.passage.doc, []).append(hit.passage)
    return found


def _words_on(
    material: Material,
    document: Document,
    position: Position | None,
    matter: Matter,
    found: Sequence[Passage],
    subject: frozenset[str] = frozenset(),
) -> tuple[Citation, ...]:
    """In its own words what a response says of a matter, the nearest first.

    With a position the words stand under its place, and what it says counts too.
    """
    if position:
        found = material.assistant.reading.whole(document.doc)
    takes_position = position is not None and position.position is not Stance.NO_POSITION
    least = _SHARED_AT_PLACE if takes_position else _SHARED
    own = _own(material, document, position, matter, found)
    told_in: list[Citation] = []
    for said in sorted(own, key=lambda one: -one.score):
        near = said.score >= least or _is_on(material, said, subject)
        citation = _whole(material, said) if near else None
        if citation and not any(_overlap(citation, one) for one in told_in):
            told_in.append(replace(citation, n=len(told_in) + 1))
        if len(told_in) == _MOST_WORDS or (told_in and said.score < _NEARLY * _best(own)):
            break
    return tuple(told_in)


def _own(
    material: Material,
    document: Document,
    position: Position | None,
    matter: Matter,
    found: Sequence[Passage],
) -> list[_Said]:
    """The sentences in which a response speaks for itself, at a position's place, each with how
    near it is to the matter.

    Responses often retell several proposals and then say what they think of "the proposals": what
    was retold since the response last spoke counts too, for less.
    """
    told = material.assistant.matter(position.sentence) if position else matter
    takes_position = position is not None and position.position is not Stance.NO_POSITION
    own: list[_Said] = []
    retold: list[frozenset[str]] = []
    spoke = False
    for said in _said(material, found):
        if position and not _stands_under(said.path, position.place):
            continue
        terms = said.reading.terms[said.number]
        if not _speaks_for(material, document, said):
            retold = [terms] if spoke else [*retold[1 - _MOST_RETOLD :], terms]
            spoke = False
            continue
        spoke = True
        near = max(said.share(matter), (said.share(matter) + said.share(told)) / 2)
        answers = _RETOLD_COUNTS * matter.share(terms.union(*retold)) if takes_position else 0.0
        named = _AT_PROPOSALS.search(said.text)
        own.append(replace(said, score=max(near, answers if named else 0.0)))
    return own


def _subject(material: Material, proposal: Proposal, made: _Said | None) -> frozenset[str]:
    """The telling words of the heading over a proposal that the proposal itself has too."""
    if made is None or not made.path or proposal.kind is ProposalKind.ASSESSMENT:
        return frozenset()  # an assessment stands under the heading of something larger
    asked = material.assistant.matter(proposal.sentence).weights
    telling = _TELLING * max(asked.values(), default=0.0)  # not what the whole report is about
    told = [term for term, weight in asked.items() if weight >= telling]
    named = material.assistant.matter(made.path[-1]).weights
    return frozenset(term for term in named if any(_same_word(term, one) for one in told))


def _is_on(material: Material, said: _Said, subject: frozenset[str]) -> bool:
    """Whether a sentence, with the heading over it, names all of a subject."""
    heading = said.passage.part_at(said.start).heading
    terms = said.reading.terms[said.number] | material.assistant.matter(heading).weights.keys()
    return bool(subject) and all(any(_same_word(one, term) for term in terms) for one in subject)


def _same_word(a: str, b: str) -> bool:
    """Whether two stems are of one word: stemming leaves "vardagslot" of one form of a new word
    and "vardagslots" of another."""
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) > 5 and len(long) - len(short) <= 2 and long.startswith(short))


def _best(said: Sequence[_Said]) -> float:
    """The best score among sentences."""
    return max((one.score for one in said), default=0.0)


def _speaks_for(material: Material, document: Document, said: _Said) -> bool:
    """Whether a response speaks for itself in a sentence: neither the inquiry nor anybody else."""
    if _FORMAL.search(said.text) or not can_stand(said.reading, said.number, Kind.RESPONSE):
        return False
    others_named = (
        one.organisation
        for one in material.assistant.documents
        if one.organisation and one.organisation != document.organisation
    )
    if any(map(said.text.startswith, others_named)):
        return False
    own = filter(None, (document.organisation, *document.names))
    named = re.compile("|".join([*map(re.escape, own), _OWN_BODY]))
    return speaks_in(named.sub("vi", said.text)) and not retells(said.text)


def _stands_under(path: Sequence[str], place: str) -> bool:
    """Whether one of the headings begins as a place does, however quotation marks are set."""
    wanted = words(place)
    return any(words(heading)[: len(wanted)] == wanted for heading in path)


def _said_in(material: Material, doc: str, section: str) -> Iterator[_Said]:
    """The sentences of a section of a report."""
    pieces = material.section(doc, section)
    readings = material.assistant.units([piece.passage for piece in pieces])
    for piece, reading in zip(pieces, readings, strict=True):
        for number, unit in enumerate(reading.units):
            if piece.start <= unit.start < piece.end:
                yield _Said(piece.passage, reading, number)


def _said(material: Material, passages: Sequence[Passage]) -> Iterator[_Said]:
    """The sentences of passages."""
    for passage, reading in zip(passages, material.assistant.units(passages), strict=True):
        for number in range(len(reading.units)):
            yield _Said(passage, reading, number)


def _whole(material: Material, said: _Said) -> Citation | None:
    """A sentence with those it is not understood without; None where they do not stand there.

    Those of another paragraph are left out: in a response that is often the inquiry retold.
    """
    company = with_company(said.passage, said.reading, said.number)
    if not company or max(company) - min(company) + 1 != len(company):
        return None
    first, last = said.reading.units[min(company)], said.reading.units[max(company)]
    if "\n\n" in said.passage.text[first.start : last.end]:
        first = last = said.reading.units[said.number]
    return material.cited(_piece(said), first.start, last.end)


def _piece(said: _Said) -> Piece:
    return Piece(said.passage, said.start, said.end)


def _overlap(a: Citation, b: Citation) -> bool:
    """Whether two citations say the same."""
    if not a.quote or not b.quote:
        return a.passage_id == b.passage_id
    return a.quote in b.quote or b.quote in a.quote
