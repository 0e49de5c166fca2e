"""Proposals of a report that the register does not have, found by rule for officials to confirm.

Each rule is a function of its own that says why it holds; docs/drafting-proposals.md has what they
find and miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from assistant.answer import Citation
from assistant.drafting.boxes import LEAD, opening
from assistant.drafting.material import Material
from assistant.extract.sentence import points_back
from assistant.matter import Matter
from assistant.reading import Piece, Section
from assistant.register import Kind, Proposal
from ingest.index import words

_SAME = 0.55  # of the matter of the shorter of two, above which they propose the same
_SAME_NEAR = 0.45  # where one stands in the overview of the other's section
_SAME_BACK = 0.25  # of the other's, for what stands outside the box
_FEWEST_WORDS = 4

_INQUIRY = (
    r"(?:vi|jag|\w*delegationen|\w*utredningen|\w*kommittén|utredaren|\w*kommissionen|"
    r"\w*beredningen|promemorian|arbetsgruppen|betänkandet|departementet)"
)
_PROPOSES = re.compile(
    rf"(?<!som )\b{_INQUIRY} (?:\w+ ){{0,2}}?(?:föreslår|rekommenderar|uppmanar|förordar)\b|"
    rf"\b(?:föreslår|rekommenderar|uppmanar|förordar) (?:därför |även |också )?{_INQUIRY}\b",
    re.IGNORECASE,
)
_IS_PROPOSED = re.compile(r"\bföreslås\b", re.IGNORECASE)
# What others have proposed, or this inquiry before: "Utredningen om effektiv vård föreslog".
_RETOLD = re.compile(
    r"\b(?:föreslog|föreslogs|har föreslagit|hade föreslagit|tidigare förslag)\b|"
    r"\butredningen (?:om|för|Effektiv)\b|"
    r"\b(?:enligt|av) (?!vår)\w*utredningens? \(|\((?:SOU|Ds|prop\.|dir\.)\s*\d{4}[^)]*\)[^.]{0,40}"
    r"\b(?:föreslår|föreslås)|"
    r"\b(?:som|de åtgärder|de förslag|det som) (?:\w+ ){0,2}?föresl(?:år|ås)\b|"
    r"\bföresl(?:år|ås) (?:\w+ ){0,3}?(?:inga|inte|ingen|inget)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"^(?:\d+\s+)?(?:Sammanfattning|Summary|Kommittédirektiv|Bilag|Innehåll|Till statsrådet|"
    r"Författningskommentar|Särskil[dt]|Referens|Käll|Litteratur|Förkortning|Direktiv|Lättläst)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"^(?:\d+\s+)?Sammanfattning", re.IGNORECASE)
_CONSEQUENCES = re.compile(r"\bkonsekvens", re.IGNORECASE)
_PROPOSALS_CHAPTER = re.compile(
    r"\b(?:förslag|rekommendation\w*|överväganden|slutsatser)\b", re.IGNORECASE
)
_LAW_HEADING = re.compile(
    r"^(?:[\d.]+\s+)?Förslag till (?P<what>(?:lag|förordning|lagen|förordningen)\b.*)",
    re.IGNORECASE,
)
_LAW_CHANGED = re.compile(r"\bändring i (?P<law>[^(]+)", re.IGNORECASE)
_OF_LAW = re.compile(
    r"\b(?:\w*lag(?:en|ens|ändring\w*)?|\w*bestämmelse\w*|\w*balken|\w*förordning(?:en|ens)?|"
    r"paragraf\w*|föreskrift\w*)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:tas bort|upphävs|upphör|införs|ändras|träda i kraft|träder i kraft|ersätts|ny lag|"
    r"i lag|regleras|utgå|upphävas|ändring\w*)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:ska|skall|bör|får i uppdrag|ges i uppdrag|måste)\b")
_RUN_ON = re.compile(r"^(?P<lead>[^.–•]{3,160}?\b(?:ska|bör|att)\b[^.–•]{0,60}?:?)\s+[–•-]\s+")
_LEAD_OF_LIST = re.compile(r"\b(?:ska|bör|föreslår|följande|att|förslag|rekommendera\w*)\b.*:$")
_ACTOR = re.compile(
    r"^(?:(?:[Rr]egering|[Rr]iksdag|[Kk]ommun|[Ll]andsting|[Rr]egion|[Mm]yndighet|[Ll]ärosät|"
    r"[Pp]olitiker|[Dd]epartement|[Ff]örvaltning|[Vv]erksamhetsledning|[Vv]erksamheter|[Hh]uvudm[aä]n|"
    r"[Aa]rbetsgivar|[Ff]örtroendeval|[Mm]edarbetar|[Cc]hefer|[Ff]öreningar|[Ff]öretag)\w*|"
    r"[Ss]taten|[Nn]ämnder\w*|\w*myndighet(?:en|er|erna)|\w*ledning(?:en|ar|arna)|\w+styrelserna|"
    r"[A-ZÅÄÖ]\w*(?:verket|styrelsen|inspektionen|kontoret|rådet|institutet|nämnden|universitetet|"
    r"högskolan|ombudsmannen|kansliet|domstolen|direktoratet|datainspektionen|kassan|delegationen)|"
    r"[A-ZÅÄÖ]{2,6})[,.]?$"
)
_COMMON = re.compile(
    r"^(?:regering(?!skansli)|riksdag(?!sförv)|kommun|landsting|region|myndighet|lärosät|chef|"
    r"politiker|stat(?:en|liga)|förvaltning|verksamhet|huvudm|arbetsgivar|förtroende|den|de|alla|"
    r"medarbetar|ledning)",
    re.IGNORECASE,
)


_PREPOSITION = re.compile(
    r"^(?:Vid|För|I|På|Till|När|Om|Med|Av|Enligt|Genom|Efter|Inom|Under|Eftersom|Det|Detta|Styra)\b",
    re.IGNORECASE,
)
_NOT_WHAT = re.compile(
    r"\bföresl(?:år|ås) (?:\w+ ){0,2}?(?:vilka|hur|vad|några enkla|vägledande principer)\b|^[”\"]",
    re.IGNORECASE,
)
# "... handlar våra förslag om att: – Riksdag och regering bör": a list set as running text.
_BEFORE_POINT = re.compile(r"^[^–•]*?:\s+[–•]\s+")


@dataclass(frozen=True, slots=True)
class FoundProposal:
    """Something that looks like a proposal. `sentence` is a suggestion for officials to correct;
    `why` tells in Swedish by what it was found. The same words have the same `id`."""

    id: str
    doc: str
    section: str
    kind: Kind
    sentence: str
    addressees: tuple[str, ...]
    words: Citation
    why: str

    def as_proposal(
        self,
        sentence: str | None = None,
        section: str | None = None,
        addressees: Sequence[str] | None = None,
    ) -> Proposal:
        """The proposal as an official confirmed it; what is not given stays as it was found."""
        return Proposal(
            id=self.id,
            doc=self.doc,
            section=section or self.section,
            kind=self.kind,
            sentence=sentence or self.sentence,
            addressees=tuple(self.addressees if addressees is None else addressees),
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """A stretch that a rule takes, `piece.passage.text[start:end]`, and the lead of its list."""

    section: Section
    piece: Piece
    start: int
    end: int
    kind: Kind
    why: str
    boxed: bool = False
    lead: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.piece.passage.text[self.start : self.end].split())


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence or list point of a section, with the box it stands in, if any."""

    section: Section
    piece: Piece
    start: int
    end: int
    is_point: bool
    opens_paragraph: bool
    box: str = ""
    lead: str = ""

    @property
    def text(self) -> str:
        return self.piece.passage.text[self.start : self.end]


def found_proposals(material: Material, doc: str) -> list[FoundProposal]:
    """What looks like proposals of a report, in its order; empty where it is not indexed.

    The summary is read only where the rest has none (a summary printed by itself).
    """
    document = material.document(doc)
    if document is None:
        return []
    outline = material.assistant.reading.outline(document.doc)
    argued = [one for one in outline if not any(map(_LEFT_OUT.match, one.path))]
    said = _said(material, argued)
    if not said:
        said = _said(material, [one for one in outline if any(map(_SUMMARY.match, one.path))])
    return [_found(material, doc, one) for one in _once(material, said)]


def merged(a: FoundProposal, b: FoundProposal) -> FoundProposal:
    """Two found ones as one: the first, with what the second says too."""
    second = b.sentence[:1].lower() + b.sentence[1:] if b.addressees == a.addressees else b.sentence
    same = a.sentence == b.sentence
    return replace(
        a,
        sentence=a.sentence if same else f"{a.sentence.rstrip('.')}, och {second}",
        addressees=tuple(dict.fromkeys((*a.addressees, *b.addressees))),
        why=a.why if a.why == b.why else f"{a.why} {b.why}",
    )


def added(
    doc: str, section: str, kind: Kind, sentence: str, addressees: Sequence[str] = ()
) -> Proposal:
    """A proposal that an official added by hand."""
    return Proposal(
        id=_id(doc, sentence),
        doc=doc,
        section=section,
        kind=kind,
        sentence=sentence,
        addressees=tuple(addressees),
    )


def _said(material: Material, sections: Sequence[Section]) -> list[_Said]:
    """What the rules take, in order."""
    lines = {section: list(_lines(material, section)) for section in sections}
    boxed = {s.path for s, of_section in lines.items() if any(line.box for line in of_section)}
    chapters = {path[0] for path in boxed if path}
    found: list[_Said] = []
    for section, of_section in lines.items():
        if _LAW_HEADING.match(section.heading):
            found += law_heading(section, of_section)
            continue  # the text of a statute says "ska" in every sentence
        found += in_box(of_section)
        chapter = section.path[0] if section.path else ""
        proposes = chapter in chapters or bool(_PROPOSALS_CHAPTER.search(chapter))
        if proposes or not boxed or _CONSEQUENCES.search(chapter):
            found += inquiry_proposes(of_section)
        if not proposes or _CONSEQUENCES.search(chapter):
            continue
        found += is_proposed(of_section)
        if not any(path[: len(section.path)] == section.path for path in boxed):
            found += somebody_ought(of_section)
    return found


def in_box(lines: Sequence[_Line]) -> Iterator[_Said]:
    """What stands in a box, or under its heading ("Utredningens förslag:").

    Inquiries set what they propose in boxes that say so. A paragraph is one proposal, unless the
    next sentence names somebody else who is to act; so is each point of a list.
    """
    open_: _Said | None = None
    for line in lines:
        if not line.box or (line.text.endswith(":") and not _RUN_ON.match(line.text)):
            continue
        said = _in_box(line)
        goes_on = (
            open_ is not None
            and not line.is_point
            and not line.opens_paragraph
            and open_.piece.passage is line.piece.passage
            and not (_addressees(said.text) and _addressees(said.text) != _addressees(open_.text))
        )
        if goes_on and open_ is not None:
            open_ = replace(open_, end=line.end)
            continue
        if open_:
            yield from _points_run_on(open_)
        open_ = said
    if open_:
        yield from _points_run_on(open_)


def inquiry_proposes(lines: Sequence[_Line]) -> Iterator[_Said]:
    """ "Vi föreslår", "utredningen rekommenderar": the inquiry says itself that it proposes.

    What others or earlier inquiries propose is left out.
    """
    for line in lines:
        if line.box or not (match := _PROPOSES.search(line.text)) or _retold(line.text):
            continue
        verb = match.group().lower()
        recommends = "rekommenderar" in verb or "uppmanar" in verb
        kind = Kind.RECOMMENDATION if recommends else Kind.PROPOSAL
        yield _plain(line, kind, "Utredningen säger att den föreslår eller rekommenderar det.")


def is_proposed(lines: Sequence[_Line]) -> Iterator[_Said]:
    """ "Det föreslås att": in a chapter of proposals it is the inquiry that proposes."""
    for line in lines:
        if line.box or not _IS_PROPOSED.search(line.text) or _retold(line.text):
            continue
        yield _plain(line, Kind.PROPOSAL, "Det står ”föreslås” i ett kapitel med förslag.")


def somebody_ought(lines: Sequence[_Line]) -> Iterator[_Said]:
    """ "Kommuner bör", "regeringen ska", in a section of a chapter of proposals without a box.

    Where there is a box the text around it only argues; where there is none, the sentences that
    say who ought to act are all there is. Those that point back go on from another.
    """
    for line in map(_from_point, lines):
        text = line.text
        if line.box or points_back(text) or _retold(text) or not _addressees(text):
            continue
        modal = _MODAL.search(text)
        if modal is None or modal.group() == "måste":
            continue
        kind = Kind.RECOMMENDATION if modal.group() == "bör" else Kind.PROPOSAL
        yield _plain(line, kind, f"Det står att någon ”{modal.group()}” göra något.")


def law_heading(section: Section, lines: Sequence[_Line]) -> Iterator[_Said]:
    """ "Förslag till lag om ändring i ...": a heading over the text of a statute."""
    why = "Rubriken är ett förslag till lag eller förordning."
    for first in lines[:1]:
        yield _Said(section, first.piece, first.start, first.end, Kind.LEGISLATIVE, why)


def _lines(material: Material, section: Section) -> Iterator[_Line]:
    """The sentences and points of a section, each with the box and the list's lead before it."""
    pieces = material.assistant.reading.pieces(section)
    readings = material.assistant.units([piece.passage for piece in pieces])
    for piece, reading in zip(pieces, readings, strict=True):
        headed = _box(piece.passage.part_at(piece.start).heading)
        box, lead = headed, ""
        for unit in reading.units:
            if not piece.start <= unit.start < piece.end:
                continue
            text = piece.passage.text[unit.start : unit.end]
            if opened := _box(text):
                box, lead = opened, ""
            elif unit.opens_paragraph and not headed and not unit.is_point and box:
                box = box if _goes_on(text) else ""
            if not unit.is_point:
                lead = ""
            start = unit.start + opening(text)
            if start < unit.end:
                opens = unit.opens_paragraph
                yield _Line(section, piece, start, unit.end, unit.is_point, opens, box, lead)
            if not unit.is_point and _LEAD_OF_LIST.search(text):
                lead = text[opening(text) :]


def _box(text: str) -> str:
    """What a box calls itself, "" for what opens none."""
    match = LEAD.match(text)
    return match.group().lower() if match else ""


def _goes_on(text: str) -> bool:
    """Whether a paragraph after a box's first one still proposes: it says who is to act."""
    modal = _MODAL.search(text)
    return bool(modal and modal.start() < 60 and _addressees(text))


def _from_point(line: _Line) -> _Line:
    """A line from the first point on of a list that was set as running text."""
    before = _BEFORE_POINT.match(line.text)
    return replace(line, start=line.start + before.end()) if before else line


def _retold(text: str) -> bool:
    """Whether a sentence tells of other proposals, or only that something is proposed."""
    return bool(_RETOLD.search(text) or _NOT_WHAT.search(text))


def _in_box(line: _Line) -> _Said:
    kind, called = Kind.PROPOSAL, "förslag"
    if "förslag" not in line.box:
        recommended = "rekommendation" in line.box
        kind = Kind.RECOMMENDATION if recommended else Kind.ASSESSMENT
        called = "rekommendation" if recommended else "bedömning"
    why = f"Det står i en ruta eller under en rubrik som säger {called}."
    return _Said(
        line.section, line.piece, line.start, line.end, kind, why, boxed=True, lead=line.lead
    )


def _plain(line: _Line, kind: Kind, why: str) -> _Said:
    return _Said(line.section, line.piece, line.start, line.end, kind, why, lead=line.lead)


def _points_run_on(said: _Said) -> Iterator[_Said]:
    """The points of a list that was set as running text: "Regeringen ska – inrätta ... – ge"."""
    text = said.piece.passage.text[said.start : said.end]
    match = _RUN_ON.match(text)
    if match is None:
        yield said
        return
    at = match.end()
    for mark in (*re.finditer(r"\s+[–•]\s+(?=[a-zåäöA-ZÅÄÖ])", text[match.end() :]), None):
        end = match.end() + mark.start() if mark else len(text)
        yield replace(said, start=said.start + at, end=said.start + end, lead=match["lead"])
        at = match.end() + mark.end() if mark else end


def _once(material: Material, said: Sequence[_Said]) -> list[_Said]:
    """Each proposal once: where it is argued for rather than in an overview, in a box rather than
    in the text around it, and a statute's heading only where nothing else changes that statute."""
    matters = [material.assistant.matter(f"{one.lead} {one.text}") for one in said]
    kept = []
    for n, one in enumerate(said):
        if len(words(f"{one.lead} {one.text}")) < _FEWEST_WORDS:
            continue
        rivals = (m for m in range(len(said)) if m != n)
        if not any(_gives_way(one, said[m], matters[n], matters[m], n > m) for m in rivals):
            kept.append(one)
    return kept


def _gives_way(one: _Said, other: _Said, matter: Matter, of_other: Matter, later: bool) -> bool:
    """Whether the other says the same in a better place."""
    if _LAW_HEADING.match(one.section.heading):
        changed = _LAW_CHANGED.search(one.section.heading)
        law = changed["law"].strip().lower() if changed else ""
        return bool(law and other.boxed and law in other.piece.passage.text.lower())
    if _LAW_HEADING.match(other.section.heading):
        return False
    above = len(one.section.path) < len(other.section.path) and (
        other.section.path[: len(one.section.path)] == one.section.path
    )
    below = len(one.section.path) > len(other.section.path) and (
        one.section.path[: len(other.section.path)] == other.section.path
    )
    alike = matter.share(of_other.weights.keys())
    if above and other.boxed:
        return alike >= _SAME_NEAR
    if below and one.boxed:
        return False
    if one.boxed != other.boxed:
        back = of_other.share(matter.weights.keys())
        return other.boxed and alike >= _SAME_NEAR and back >= _SAME_BACK
    return later and alike >= _SAME and of_other.share(matter.weights.keys()) >= _SAME


def _found(material: Material, doc: str, said: _Said) -> FoundProposal:
    law = _LAW_HEADING.match(said.section.heading)
    sentence = _law_sentence(law["what"]) if law else _sentence(said)
    kind = said.kind
    if kind is Kind.PROPOSAL and _OF_LAW.search(said.text) and _CHANGED.search(said.text):
        kind = Kind.LEGISLATIVE
    addressees = _addressees(said.lead) or _addressees(sentence)
    if not addressees and kind is Kind.LEGISLATIVE:
        addressees = ("regeringen",)  # which lays bills before parliament and issues ordinances
    return FoundProposal(
        id=_id(doc, said.section.heading if law else f"{said.lead} {said.text}"),
        doc=doc,
        section=said.section.label,
        kind=kind,
        sentence=sentence,
        addressees=addressees,
        words=material.cited(said.piece, said.start, said.end),
        why=said.why,
    )


def _law_sentence(what: str) -> str:
    """ "lag om ändring i skollagen (2010:800)" as a sentence."""
    changed = _LAW_CHANGED.search(what)
    if changed:
        law = what[changed.start("law") :].strip()
        return f"{law[:1].upper()}{law[1:]} ska ändras."
    return f"En ny {what.strip().rstrip('.')} ska införas."


_THAT = re.compile(r"\b(?:föreslår|föreslås|rekommenderar|förordar)(?: \w+){0,2}? att (?P<what>.+)")
_A_THING = re.compile(
    rf"^(?:{_INQUIRY}) föreslår (?:därför |även |också )?(?P<what>(?:en|ett) .+)", re.IGNORECASE
)


def _sentence(said: _Said) -> str:
    """What is proposed, in a sentence that does not say who proposes it."""
    text = said.text
    first = re.match(r".+?[.!?](?=\s+[A-ZÅÄÖ]|$)", text)
    text = first.group() if first else text
    if said.lead and not _PROPOSES.search(said.lead):
        lead = said.lead.rstrip(": ")
        if lead.split()[-1].lower() in ("ska", "bör", "att") and not _MODAL.search(text[:60]):
            text = f"{lead} {text[:1].lower()}{text[1:]}"
    if that := _THAT.search(text):
        text = that["what"]
    elif thing := _A_THING.match(text):
        text = f"{thing['what'].rstrip('.')} ska införas."
    text = text.strip().rstrip(";,")
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")


def _addressees(text: str) -> tuple[str, ...]:
    """Who is to act: the short subject before "ska" or "bör", or after it ("Därför bör kommuner
    ..."), where it names somebody."""
    modal = _MODAL.search(text)
    if modal is None:
        return ()
    before = re.sub(r"^.*\batt ", "", text[: modal.start()]).strip(" ,")
    if name := _actor(before):
        return (name,)
    after = re.match(
        r"(?:\s(?:därför|även|också))?\s(\S+(?: och \S+| \S+ och \S+)?)", text[modal.end() :]
    )
    name = _actor(after[1]) if after else ""
    return (name,) if name else ()


def _actor(subject: str) -> str:
    """The name in a subject, without what limits it ("Chefer på alla nivåer"); "" for no actor."""
    name = re.split(r" (?:inom|på|i|vid|som|med|för|hos|ino) ", subject, maxsplit=1)[0]
    parts = name.replace("- och", "-och").split()
    if not parts or len(parts) > 5 or not any(map(_ACTOR.match, parts[:3])):
        return ""
    if _PREPOSITION.match(name) or name.endswith(" inte"):
        return ""
    name = name.rstrip(".,")
    return name[:1].lower() + name[1:] if _COMMON.match(name) else name


def _id(doc: str, text: str) -> str:
    """An id that the same words always have, however they are set."""
    said = " ".join(_letters(text))
    return f"{doc}-{sha256(said.encode()).hexdigest()[:8]}"


def _letters(text: str) -> Iterable[str]:
    return words(text.lower())
