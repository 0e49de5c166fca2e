"""Drafts answers to a remiss: from proposals and positions to a document with its sources."""

from assistant.drafting.case import Case, Profile
from assistant.drafting.correction import Correction
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material, ReportName
from assistant.drafting.position import OwnPosition
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.standpoint import Standpoint
from assistant.drafting.text import (
    Basis,
    Edit,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
    Text,
    Writing,
)

__all__ = [
    "Basis",
    "Case",
    "Correction",
    "Draft",
    "Edit",
    "Material",
    "Matter",
    "OwnPosition",
    "Paragraph",
    "Profile",
    "Remark",
    "ReportName",
    "Row",
    "Section",
    "Sentence",
    "Standpoint",
    "Table",
    "Text",
    "Writing",
]
