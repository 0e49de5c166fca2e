"""Facts that can be looked up: numbers, years, names, references."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.names import is_named, names
from assistant.verify.numbers import Number, numbers
from assistant.verify.references import references
from assistant.verify.source import Source
from assistant.verify.verdict import Level, Objection


def check_numbers(sentence: str, sources: Sequence[Source]) -> list[Objection]:
    """Each number and year of the sentence stands in a cited passage, however it is written.

    Rationale: a reader acts on a figure, and a wrong one looks as good as a right one. A number
    worked out from others is not in the source either.
    """
    wanted = numbers(sentence)
    if not wanted:
        return []
    held = [number for source in sources for number in numbers(_all(source))]
    return [
        Objection(Level.UNSUPPORTED, _missing_number(number))
        for number in wanted
        if not any(number.is_same(other) for other in held)
    ]


def _missing_number(number: Number) -> str:
    what = "Årtalet" if number.is_year else "Talet"
    return f"{what} {number.text} står inte i det citerade stycket."


def check_names(sentence: str, sources: Sequence[Source]) -> list[Objection]:
    """Each name in the sentence stands in a cited passage, its headings or its document's title.

    Rationale: a name that the passage does not have was taken from elsewhere, or made up.
    """
    text = "\n".join(_all(source) for source in sources)
    return [
        Objection(Level.UNSUPPORTED, f"{name} nämns inte i det citerade stycket.")
        for name in names(sentence)
        if not is_named(name, text)
    ]


def check_references(sentence: str, sources: Sequence[Source]) -> list[Objection]:
    """Each act, paragraph, report and section that the sentence refers to, a cited passage does.

    Rationale: an invented paragraph is the commonest fault of a model that writes about law, and
    the hardest for a layman to see.
    """
    wanted = references(sentence)
    if not wanted:
        return []
    held = {r.key for source in sources for r in references(_all(source))}
    plain = "\n".join(_all(source).lower() for source in sources)
    return [
        Objection(Level.UNSUPPORTED, f"Stycket hänvisar inte till {reference.text.strip()}.")
        for reference in wanted
        if reference.key not in held and not _stands(reference.key, plain)
    ]


def _stands(key: str, text: str) -> bool:
    """An act may be named in a compound or with its number alone ("skollagsreformen")."""
    return key[0].isalpha() and not key.startswith(("avsnitt ", "kap ")) and key in text


def _all(source: Source) -> str:
    return f"{source.surroundings}\n{source.text}"
