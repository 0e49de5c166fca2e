"""What the {placeholders} of a document type are filled in with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.drafting.case import Case
from assistant.drafting.clauses import capital, joined
from assistant.drafting.disposition import DocumentType, placeholders
from assistant.drafting.material import Material, ReportName
from assistant.drafting.sentences import day

# A committee in definite form is no name of its own: "kommunstyrelsen" inside a sentence, but
# "Norrmalms stadsdelsnämnd".
_COMMON = re.compile(r"^[A-ZÅÄÖ][^A-ZÅÄÖ]*(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen)$")
_NAMES_OF_KINDS = {"SOU": ("betänkandet", "betänkandena"), "Ds": ("promemorian", "promemoriorna")}
_NAME_OF_ANY = ("rapporten", "rapporterna")


def speaker(case: Case) -> str:
    """How the organisation is called in running text: "nämnden", else its name, else "vi"."""
    return case.speaker or case.organisation or "vi"


def values(case: Case, document_type: DocumentType, material: Material) -> dict[str, str]:
    """Every placeholder's value; empty where nobody has filled it in."""
    names = [material.report(doc) for doc in case.reports]
    facts = {field.key: case.facts.get(field.key, "").strip() for field in document_type.fields}
    return facts | {
        "organisation": case.organisation,
        "speaker": speaker(case),
        "committee": _inside(case.committee),
        "department": case.department,
        "officer": case.officer,
        "decision_maker": case.decision_maker,
        "dnr": case.dnr,
        "date": day(case.date),
        "deadline": day(case.deadline),
        "recipient": _inside(case.recipient),
        "recipient_dnr": case.recipient_dnr,
        "reports": joined([name.short for name in names]),
        "full_reports": _called(names, [name.full for name in names]),
        "the_reports": _called(names, [name.short for name in names]),
        "report": "",
    }


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text filled in, with a capital; empty where something to fill in is missing."""
    if not all(known.get(name) for name in placeholders(text)):
        return ""
    return capital(re.sub(r"\{(\w+)\}", lambda match: known[match[1]], text))


def _called(names: Sequence[ReportName], titles: Sequence[str]) -> str:
    """ "betänkandena A (SOU 2031:7) och B (SOU 2031:8)"."""
    if not names:
        return ""
    one, many = _NAMES_OF_KINDS.get(names[0].reference.split(" ")[0], _NAME_OF_ANY)
    return f"{one if len(names) == 1 else many} {joined(titles)}"


def _inside(name: str) -> str:
    """A committee as it is written inside a sentence."""
    return name[:1].lower() + name[1:] if _COMMON.match(name) else name
