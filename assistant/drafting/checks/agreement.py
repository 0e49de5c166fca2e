"""Text, summary and table agree with the positions chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.drafting.case import Case
from assistant.drafting.checks.places import Placed, sentences, unquoted
from assistant.drafting.checks.positions import named
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.standpoint import Standpoint
from assistant.drafting.text import Basis, Paragraph, Text

_NOT = r"(?:inte|ej|icke)"
_YES = r"\b(?:tillstyrk\w*|instämmer|delar)\b"
_COMMENTS = r"(?:synpunkt|kommentar|påpekand)"
# The first that fits; "tillstyrker inte" is no settled form, and fits what says no.
_FORMS = (
    (Standpoint.NO_POSITION, rf"\btar {_NOT} ställning\b|\bavstår från (?:att|ställning)"),
    (Standpoint.NO_OBJECTION, r"\bingen erinran\b|\binget att (?:erinra|invända)\b"),
    (Standpoint.OPPOSES, rf"\bavstyrk\w*(?! {_NOT})|\b(?:tillstyrk\w*|instämmer|delar) {_NOT}\b"),
    (Standpoint.SUPPORTS_PARTLY, rf"{_YES}[^.]*\bdelvis\b|\bdelvis\b[^.]*\btillstyrk"),
    (Standpoint.SUPPORTS_WITH_COMMENTS, rf"{_YES}[^.]*\bmed (?:\w+ ){{0,2}}{_COMMENTS}"),
    (Standpoint.SUPPORTS, r"\btillstyrk\w*|\binstämmer\b|\bdelar (?:utredningens )?bedömning"),
)  # fmt: skip
_ALL = re.compile(
    r"\b(?:samtliga|alla)\b[^.]*\b(?:förslag|rekommendation|bedömning)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(\d{1,3}|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv) (?:av )?(?:\w+ )?"
    r"(?:(?:lag)?förslag|rekommendation|bedömning)",
    re.IGNORECASE,
)
_NUMBERS = (
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv"
).split()  # fmt: skip
_WRITE_ANEW = "Välj ”Skriv om det som inte är ändrat” under Texten, eller ändra för hand."


def agreement_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    if draft.text is None:
        return
    yield from _other_than_chosen(draft, material)
    yield from _no_longer_answered(draft, draft.text, material)
    yield from _not_in_the_text(draft, draft.text, material)
    yield from _table(draft, draft.text, material)
    for _, paragraph in draft.text.paragraphs():
        if not paragraph.proposal:
            yield from _of_the_whole(draft, paragraph)


def said_standpoint(text: str) -> Standpoint | None:
    """The position that a sentence states, quotes aside; None where it states none."""
    bare = unquoted(text)
    return next(
        (standpoint for standpoint, form in _FORMS if re.search(form, bare, re.IGNORECASE)), None
    )


def _own_positions(paragraph: Paragraph, case: Case) -> Iterator[tuple[Placed, Standpoint]]:
    """The sentences that state a position of the organisation's own."""
    selves = [case.speaker, case.organisation, case.committee, case.department, "vi"]
    own = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in selves if one), re.I)
    for placed in sentences(paragraph):
        if placed.sentence.basis in (Basis.SOURCE, Basis.POINT) or placed.sentence.sources:
            continue
        standpoint = said_standpoint(placed.sentence.text)
        is_ours = placed.sentence.basis is Basis.POSITION or own.search(placed.sentence.text)
        if standpoint and is_ours:
            yield placed, standpoint


def _other_than_chosen(draft: Draft, material: Material) -> Iterator[Remark]:
    """What a paragraph on a proposal says is what was chosen. Rationale: the ministry counts what
    the text says; the committee decided on what was chosen."""
    assert draft.text
    for _, paragraph in draft.text.paragraphs():
        position = draft.position(paragraph.proposal) if paragraph.proposal else None
        if position is None:
            continue
        for placed, said in _own_positions(paragraph, draft.case):
            if said is position.standpoint:
                continue
            chosen = position.standpoint.swedish if position.standpoint else "inget"
            yield _remark(
                f"Texten säger ”{said.swedish}” om {named(material, position.proposal)}, valt är "
                f"”{chosen}”.",
                "Skriv om stycket, eller ändra ställningstagandet.", paragraph, placed,
            )  # fmt: skip


def _no_longer_answered(draft: Draft, text: Text, material: Material) -> Iterator[Remark]:
    """The text answers no proposal that is not chosen."""
    seen = set()
    for _, paragraph in text.paragraphs():
        proposal = paragraph.proposal
        if proposal and proposal not in seen and draft.position(proposal) is None:
            seen.add(proposal)
            yield _remark(
                f"Texten svarar på {named(material, proposal)}, som inte längre är valt.",
                _WRITE_ANEW, paragraph,
            )  # fmt: skip


def _not_in_the_text(draft: Draft, text: Text, material: Material) -> Iterator[Remark]:
    """Each position chosen is stated where its proposal is answered."""
    for position in draft.positions:
        if position.standpoint is None:
            continue
        paragraphs = [p for _, p in text.paragraphs() if p.proposal == position.proposal]
        stated = any(True for p in paragraphs for _ in _own_positions(p, draft.case))
        if not stated:
            yield Remark(
                matter=Matter.AGREEMENT,
                told=f"Ställningstagandet till {named(material, position.proposal)} står inte i "
                "texten.",
                mend=_WRITE_ANEW, must=True, step="texten", proposal=position.proposal,
                paragraph=paragraphs[0].key if paragraphs else "",
            )  # fmt: skip


def _table(draft: Draft, text: Text, material: Material) -> Iterator[Remark]:
    """The table says what was chosen, of what is answered."""
    for section in text.sections:
        for row in section.table.rows if section.table else ():
            position = draft.position(row.proposal)
            shown = position.standpoint.swedish if position and position.standpoint else None
            if row.proposal and (shown is None or shown not in row.cells):
                yield Remark(
                    matter=Matter.AGREEMENT,
                    told=f"Tabellen stämmer inte med valt ställningstagande till "
                    f"{named(material, row.proposal)}.",
                    mend=_WRITE_ANEW, must=True, step="texten", proposal=row.proposal,
                )  # fmt: skip


def _of_the_whole(draft: Draft, paragraph: Paragraph) -> Iterator[Remark]:
    """What is said of the whole follows from its parts: of all, of a number, or of any."""
    chosen = Counter(one.standpoint for one in draft.positions if one.standpoint)
    for placed, said in _own_positions(paragraph, draft.case):
        text = placed.sentence.text
        count = _counted(text)
        if not chosen[said] and not _agrees_roughly(said, chosen):
            told = f"”{said.swedish}” sägs här, men inget förslag har det ställningstagandet."
        elif _ALL.search(text) and chosen[said] != sum(chosen.values()):
            told = f"Här sägs ”{said.swedish}” om alla förslag, men det gäller inte alla."
        elif count is not None and count not in (chosen[said], sum(chosen.values())):
            told = (
                f"Här sägs ”{said.swedish}” om {count} förslag, men det är valt för {chosen[said]}."
            )
        else:
            continue
        yield _remark(told, _WRITE_ANEW, paragraph, placed)


def _agrees_roughly(said: Standpoint, chosen: Counter[Standpoint]) -> bool:
    """A summary may say "tillstyrker" of what is supported with comments or in part."""
    partly = (Standpoint.SUPPORTS_WITH_COMMENTS, Standpoint.SUPPORTS_PARTLY)
    return said is Standpoint.SUPPORTS and any(chosen[one] for one in partly)


def _counted(text: str) -> int | None:
    """How many a sentence speaks of in all: "två förslag och en rekommendation" are three."""
    found = [number.lower() for number in _COUNTED.findall(text)]
    return sum(map(_number, found)) if found else None


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 1 if word == "en" else _NUMBERS.index(word)


def _remark(told: str, mend: str, paragraph: Paragraph, placed: Placed | None = None) -> Remark:
    return Remark(
        matter=Matter.AGREEMENT, told=told, mend=mend, must=True, step="texten",
        proposal=paragraph.proposal, paragraph=paragraph.key,
        start=placed.start if placed else 0, end=placed.end if placed else 0,
    )  # fmt: skip
