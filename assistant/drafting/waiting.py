"""Proposals found by rule that wait for an official to confirm them, as corrected so far."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.drafting.draft import Draft
from assistant.drafting.finding import FoundProposal, merged


def waiting(
    found: Sequence[FoundProposal], draft: Draft, confirmed: Collection[str]
) -> list[FoundProposal]:
    """What was found as the draft has it corrected, without what is laid aside, and without the
    `confirmed` ids."""
    aside = {one.proposal for one in draft.corrections if one.aside}
    return [
        as_corrected(one, draft) for one in found if one.id not in aside and one.id not in confirmed
    ]


def laid_aside(found: Sequence[FoundProposal], draft: Draft) -> list[FoundProposal]:
    """What was found and laid aside in the draft."""
    aside = {one.proposal for one in draft.corrections if one.aside}
    return [as_corrected(one, draft) for one in found if one.id in aside]


def as_corrected(found: FoundProposal, draft: Draft) -> FoundProposal:
    """A found proposal as the draft has it corrected."""
    correction = draft.correction(found.id)
    return replace(
        found,
        sentence=correction.sentence or found.sentence,
        section=correction.section or found.section,
        addressees=found.addressees if correction.addressees is None else correction.addressees,
    )


def with_merged(draft: Draft, first: FoundProposal, second: FoundProposal) -> Draft:
    """The draft where the first also says what the second says, and the second is laid aside."""
    joined = merged(as_corrected(first, draft), as_corrected(second, draft))
    draft = draft.corrected(first.id, sentence=joined.sentence, addressees=joined.addressees)
    return draft.corrected(second.id, aside=True)
