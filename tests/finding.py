"""How well proposals are found by rule, with the register as answer key.

    python -m tests.finding --data build/real

The reports are read as if the register did not have them. A register proposal is found where
something found stands in one of its sections and says the same. Recall counts what the register has
(of each kind but assessments), precision what was found. --show lists what was missed and what
matches nothing.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant
from assistant.drafting.evidence import own_words
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
    said = material.assistant.matter(f"{found.sentence} {found.words.quote}")
    listed = material.assistant.matter(proposal.sentence)
    shares = listed.share(said.weights.keys()), said.share(listed.weights.keys())
    return max(shares) >= _SAYS_THE_SAME


if __name__ == "__main__":
    typer.run(main)
