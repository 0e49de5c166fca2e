"""The positions that a text states, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.drafting.case import Case
from assistant.drafting.places import unquoted
from assistant.drafting.standpoint import Standpoint

_NOT = r"(?:inte|ej|icke)"
_YES = (
    r"(?:tillstyrk(?:er|te|t|s)|instämmer|delar|stöd(?:er|jer)|ställer sig (?:helt )?bakom|"
    r"biträder|"
    r"positiva? till)"
)
_FORMS = re.compile(
    rf"(?P<no_position>\btar (?:\w+ )?{_NOT} (?:heller )?ställning\b|"
    rf"\bavstår från att (?:ta ställning|yttra sig|lämna synpunkter))|"
    rf"(?P<no_objection>\bing(?:en|a) (?:erinran|invändning(?:ar)?)\b|"
    rf"\b(?:inget|inte något) att (?:erinra|invända)\b)|"
    rf"(?P<opposes>\bavstyrk(?:er|te|t|s)\b|\bkan {_NOT} (?:tillstyrka|biträda|ställa sig bakom)\b|"
    rf"\bmotsätter sig\b|\bsäger nej till\b|\bnegativa? till\b)|"
    rf"(?P<supports>\b{_YES}\b|\bsäger ja till\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(rf"^(?: \w+)?? {_NOT}\b", re.IGNORECASE)
_PARTLY = re.compile(r"\bdelvis\b|\bi (?:vissa|några) delar\b", re.IGNORECASE)
_MOSTLY = re.compile(r"\bi (?:huvudsak|stort|allt väsentligt|princip)\b", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\bmed (?:\w+ ){0,3}(?:synpunkt|kommentar|påpekand|förbehåll|reservation)|"
    r"\bunder förutsättning\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:skulle|huruvida|ifall) (?:\w+ ){0,3}$|(?:^|[,;] )om (?:\w+ ){1,2}$", re.IGNORECASE
)
_COMMON_VERBS = re.compile(r"^(?:delar|instämmer|stöd\w+|positiv\w*|negativ\w*)", re.IGNORECASE)
# What is shared when one agrees: else "delar lokaler" would be a position.
_OBJECT = re.compile(
    r"\s*(?:(?!och\b|men\b)[\w”:.-]+ ){0,5}?"
    r"\w*(?P<what>bedömning|uppfattning|förslag|rekommendation)|"
    r"\s*(?:inte|delvis)?\s*[.,;!]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A position that text[start:end] states, `clause` being its words and what belongs to them.

    `fits` are the standpoints of which it is a true statement: to support with comments is to
    support the whole. With `denies` it says only that none of `fits` is meant. `of_assessment`
    where it speaks of a "bedömning": one may share that and oppose what is proposed.
    """

    said: Standpoint
    fits: frozenset[Standpoint]
    clause: str
    start: int
    end: int
    denies: bool = False
    of_assessment: bool = False

    def agrees(self, chosen: Standpoint | None) -> bool:
        """Whether it may be said where this is chosen."""
        return (chosen in self.fits) is not self.denies

    @property
    def swedish(self) -> str:
        """What it says, as remarks quote it."""
        return f"{self.said.swedish} inte" if self.denies else self.said.swedish


def stated(text: str, case: Case, others: str = "") -> Iterator[Stated]:
    """The positions of the organisation's own in a sentence, quotes aside.

    `others` is a pattern of who else may be named: what follows their name is their position.
    """
    bare = unquoted(text)
    found = list(_FORMS.finditer(bare))
    for number, form in enumerate(found):
        until = found[number + 1].start() if number + 1 < len(found) else len(bare)
        after = bare[form.end() : until]
        if _UNREAL.search(bare[: form.start()]) or _is_of_another(bare, form, case, others):
            continue
        of = _OBJECT.match(after)
        if _COMMON_VERBS.match(form.group()) and not of:
            continue
        is_shared = bool(of and (of["what"] or "").lower() in ("bedömning", "uppfattning"))
        yield replace(_of(form, after, until, bare), of_assessment=is_shared)


def said_standpoint(text: str) -> Standpoint | None:
    """The first position that a text states, whoever takes it; None where it states none."""
    return next((one.said for one in stated(text, Case()) if not one.denies), None)


def _of(form: re.Match[str], after: str, until: int, bare: str) -> Stated:
    kind = Standpoint(form.lastgroup or "")
    is_denied = bool(_DENIED.match(after))
    near = re.split(r"[,(;:]", after)[0] + re.split(r"[,;:]", bare[: form.start()][-25:])[-1]
    if kind is Standpoint.SUPPORTS and is_denied:
        kind, fits = Standpoint.OPPOSES, {Standpoint.OPPOSES}
        return Stated(kind, frozenset(fits), form.group() + after, form.start(), until)
    if kind is Standpoint.SUPPORTS:
        kind, fits = _degree(near)
        if form.group().lower().startswith("positiv"):
            fits |= {Standpoint.SUPPORTS_PARTLY, Standpoint.NO_OBJECTION}
    else:
        fits = {kind}
    denies = is_denied and kind is Standpoint.OPPOSES
    return Stated(kind, frozenset(fits), form.group() + after, form.start(), until, denies)


def _degree(near: str) -> tuple[Standpoint, set[Standpoint]]:
    """How far support goes, by the words beside it."""
    if _PARTLY.search(near):
        return Standpoint.SUPPORTS_PARTLY, {Standpoint.SUPPORTS_PARTLY}
    if _COMMENTS.search(near):
        return Standpoint.SUPPORTS_WITH_COMMENTS, {Standpoint.SUPPORTS_WITH_COMMENTS}
    yes = {Standpoint.SUPPORTS, Standpoint.SUPPORTS_WITH_COMMENTS}
    if _MOSTLY.search(near):
        yes.add(Standpoint.SUPPORTS_PARTLY)
    return Standpoint.SUPPORTS, yes


def _is_of_another(bare: str, form: re.Match[str], case: Case, others: str) -> bool:
    """Whether somebody else was named last before a position, or right after its verb."""
    if not others:
        return False
    selves = [case.speaker, case.organisation, case.committee, case.department, "vi"]
    own = "|".join(re.escape(one) for one in selves if one)
    before, after = bare[: form.start()], bare[form.end() :]
    if re.match(rf"\s+(?:{others})(?!\w)", after, re.IGNORECASE):
        return True
    last = list(re.finditer(rf"(?<!\w)(?:(?P<own>{own})|{others})(?!\w)", before, re.IGNORECASE))
    return bool(last) and last[-1]["own"] is None
