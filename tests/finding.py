"""How well proposals are found by rule, with the register as answer key.

    python -m tests.finding --data build/real

The reports are read as if the register did not have them. A register proposal is found where
something found stands in one of its sections and says the same. Recall counts what the register has
(of each kind but assessments), precision what was found. --show lists what was missed and what
matches nothing.

Then what is shown of each register proposal: whether its own words stand in its section and share
its matter, and for each position in the register whether there are words, and whether the first
ones share the matter of the proposal and of the register's sentence about them.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant
from assistant.answer import Citation
from assistant.drafting.evidence import Opinion, others, own_words, reasons
from assistant.drafting.finding import FoundProposal, found_proposals
from assistant.drafting.material import Material
from assistant.register import Kind, Proposal, load_register
from ingest.index import Settings

_SAYS_THE_SAME = 0.35  # of the matter of the shorter; the register has it in other words


def main(
    data: Annotated[Path, typer.Option()] = Path("build/real"),
    show: Annotated[bool, typer.Option()] = False,
) -> None:
    """Measure on all registered reports that are indexed."""
    settings = Settings()
    assistant = Assistant.open(settings.model_copy(update={"data": data}))
    material = Material(assistant, load_register(settings.corpus))
    hits: list[tuple[Kind, bool]] = []
    right: list[tuple[Kind, bool]] = []
    for report in material.register.reports:
        found_proposals(material, report.doc)
        started = time.process_time()
        found = found_proposals(material, report.doc)
        typer.echo(f"{report.doc}: {len(found)} found in {time.process_time() - started:.2f} s")
        listed = material.register.proposals_of(report.doc)
        for proposal in listed:
            hit = any(_same(material, proposal, one) for one in found)
            hits.append((proposal.kind, hit))
            if show and not hit and proposal.kind is not Kind.ASSESSMENT:
                typer.echo(f"  missed {proposal.id} {proposal.section_in(report.doc)}")
        for one in found:
            matches = any(_same(material, proposal, one) for proposal in listed)
            right.append((one.kind, matches))
            if show:
                mark = "+" if matches else "-"
                typer.echo(f"  {mark} {one.section} {one.kind} {one.addressees} {one.sentence}")
    _told("recall", [pair for pair in hits if pair[0] is not Kind.ASSESSMENT])
    _told("precision", right)
    _evidence(material, show)


def _evidence(material: Material, show: bool) -> None:
    proposals = material.register.proposals
    for proposal in proposals:
        _all_of(material, proposal)
    started = time.process_time()
    told = [_all_of(material, proposal) for proposal in proposals]
    each = (time.process_time() - started) / len(proposals)
    typer.echo(f"evidence: {1000 * each:.0f} ms for a proposal")
    in_place = shared = 0
    for proposal, (own, _, _) in zip(proposals, told, strict=True):
        here = own is not None and own.section == proposal.section
        same = own is not None and _shares(material, proposal.sentence, own.quote)
        in_place, shared = in_place + here, shared + same
        if show and not (here and same):
            typer.echo(f"  own words? {proposal.id}: {own.section if own else None} {own}"[:300])
    typer.echo(f"own words: {in_place} in the main section, {shared} alike, of {len(proposals)}")
    typer.echo(f"reasons: {sum(bool(why) for _, why, _ in told)} of {len(proposals)} have some")
    opinions = [(p, one) for p, (_, _, of) in zip(proposals, told, strict=True) for one in of]
    listed = [(p, one) for p, one in opinions if one.position]
    worded = [(p, one) for p, one in listed if one.words]
    alike = [
        one
        for p, one in worded
        if one.position
        and _shares(material, f"{p.sentence} {one.position.sentence}", one.words[0].quote)
    ]
    typer.echo(
        f"positions: {len(listed)}, with words under their place {len(worded)}, "
        f"first words alike {len(alike)}"
    )
    typer.echo(f"opinions without a position: {len(opinions) - len(listed)}")
    for p, one in opinions if show else ():
        words = one.words[0].quote if one.words else "-"
        typer.echo(f"  {p.id} {one.organisation} {one.position and one.position.position}: {words}")


def _all_of(
    material: Material, proposal: Proposal
) -> tuple[Citation | None, list[Citation], list[Opinion]]:
    return own_words(material, proposal), reasons(material, proposal), others(material, proposal)


def _shares(material: Material, a: str, b: str) -> bool:
    one, other = material.assistant.matter(a), material.assistant.matter(b)
    return max(one.share(other.weights.keys()), other.share(one.weights.keys())) >= _SAYS_THE_SAME


def _told(name: str, pairs: list[tuple[Kind, bool]]) -> None:
    for kind in dict.fromkeys(kind for kind, _ in pairs):
        of_kind = [hit for one, hit in pairs if one is kind]
        typer.echo(f"{name} {kind}: {sum(of_kind)} of {len(of_kind)}")
    share = sum(hit for _, hit in pairs) / len(pairs)
    typer.echo(f"{name}: {sum(hit for _, hit in pairs)} of {len(pairs)} = {share:.2f}")


def _same(material: Material, proposal: Proposal, found: FoundProposal) -> bool:
    if found.section not in [label for doc, label in proposal.sections() if doc == found.doc]:
        return False
    here = proposal.model_copy(update={"doc": found.doc, "section": found.section, "also": ()})
    own = own_words(material, here)
    if own and own.quote and (own.quote in found.words.quote or found.words.quote in own.quote):
        return True
    return _shares(material, proposal.sentence, f"{found.sentence} {found.words.quote}")


if __name__ == "__main__":
    typer.run(main)
