"""The whole in short: the positions counted, the main points, and the table of all."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting import sentences
from assistant.drafting.answered import Answered
from assistant.drafting.clauses import capital
from assistant.drafting.composing import Composing, Place
from assistant.drafting.points import ANNOUNCED
from assistant.drafting.standpoint import Standpoint
from assistant.drafting.text import Basis, Paragraph, Row, Table
from assistant.register import Kind

_ARGUED = (Standpoint.OPPOSES, Standpoint.SUPPORTS_PARTLY, Standpoint.SUPPORTS_WITH_COMMENTS)
_TABLE_HEAD = ("Förslag", "Avsnitt", "Ställningstagande")
_NOT_CHOSEN = "–"


def summary(of: Composing, place: Place) -> Iterator[Paragraph]:
    """The positions counted and placed, and the main points."""
    yield from of.introduction(place)
    pattern = of.new(f"{place.key}/monster")
    for standpoint in Standpoint:
        places: dict[Kind, list[sentences.Place]] = {}
        for one in of.answers.all:
            if one.position.standpoint is standpoint:
                places.setdefault(one.proposal.kind, []).append(one.where)
        if places:
            ordered = {kind: places[kind] for kind in Kind if kind in places}
            text = sentences.positions(of.speaker, standpoint, ordered)
            pattern.add(text, Basis.POSITION)
    yield from pattern.built()
    yield from _main_points(of, place)


def table(of: Composing) -> Table | None:
    """All that is answered, with its positions; None where nothing is."""
    if not of.answers.all:
        return None
    return Table(head=_TABLE_HEAD, rows=tuple(map(_row, of.answers.all)))


def _main_points(of: Composing, place: Place) -> Iterator[Paragraph]:
    """What matters most of each proposal that is not simply supported."""
    points = [(one, main) for one in of.answers.all if (main := _main_point(of, one))]
    if not points:
        return
    lead = of.new(f"{place.key}/ingress")
    lead.add(capital(f"{of.speaker} vill framför allt säga följande."), Basis.TEMPLATE)
    yield from lead.built()
    for one, (said, basis) in points:
        point = of.new(f"{place.key}/{one.proposal.id}", "point", one.proposal.id)
        named = one.heading or capital(str(one.where))
        where = f" ({one.where})" if one.heading else ""
        point.add(f"{named}{where}: {said}", basis)
        yield from point.built()


def _main_point(of: Composing, one: Answered) -> tuple[str, Basis] | None:
    """The first own point; of what is opposed without one, that it is: the ministry looks for it
    first."""
    standpoint = one.position.standpoint
    said = of.points(one) if standpoint in _ARGUED else []
    if said:
        return _without_lead(of, said[0]), Basis.POINT
    if standpoint is Standpoint.OPPOSES:
        return sentences.position(of.speaker, standpoint, one.proposal.kind, False), Basis.POSITION
    return None


def _without_lead(of: Composing, said: str) -> str:
    """A point without the words that only announce it."""
    return said.removeprefix(capital(f"{of.speaker} {ANNOUNCED} "))


def _row(one: Answered) -> Row:
    chosen = one.position.standpoint
    where = str(one.where).removeprefix("avsnitt ")
    stands = chosen.of(one.proposal.kind) if chosen else _NOT_CHOSEN
    return Row(cells=(one.proposal.sentence, where, stands), proposal=one.proposal.id)
