"""The invented report as a PDF, for tests of what is shown of its pages."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.build import build
from ingest.index import Settings
from tests.invented import CATALOG, REPORT, REPORT_DOC
from tests.read.pdf_paper import Report

FRONT = 2  # pages without a number before page 1
ADDRESS = "https://exempel.invalid/sou-2031-7.pdf"


def write_report(path: Path) -> Path:
    """Set the report, with a footnote here and there."""
    paper = Report(path, name="SOU 2031:7", front=FRONT)
    for block in REPORT.strip().split("\n\n")[1:]:
        heading = re.match(r"(#+) (.+)", block)
        if heading:
            paper.heading(heading[2], len(heading[1]))  # chapters open no page of their own
            continue
        note = "Se avsnitt 2.3." if "kommun " in block else ""
        for line in block.split("\n"):
            point = re.match(r"(-|\d\.) (.+)", line)
            bullet = point[1].replace("-", "•") if point else ""
            paper.paragraph(point[2] if point else line, note, bullet)
    return paper.save()


def index_report(folder: Path) -> Settings:
    """An index of the report as PDF alone, whose official address is that of a PDF."""
    folder.mkdir()
    catalog = CATALOG.replace("https://exempel.invalid/sou-2031-7/", ADDRESS)
    (folder / "catalog.toml").write_text(catalog, encoding="utf8")
    path = write_report(folder / f"{REPORT_DOC}.pdf")
    settings = Settings(data=folder / "data", corpus=folder, embedding="none", chroma_url="")
    assert not build([path], settings).refused
    return settings
