"""Tiny texts of our own in the form of the public ones, enough to train a toy model on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

THEMES = {
    "skolan": ("elever", "lärare", "rektorn", "betyg", "undervisningen"),
    "vården": ("patienter", "läkare", "sjukhuset", "remisser", "behandlingen"),
    "vägarna": ("bilister", "entreprenörer", "trafikverket", "tillstånd", "underhållet"),
    "skogen": ("ägare", "jägare", "länsstyrelsen", "avverkningar", "planteringen"),
}


def interpellation(theme: str, number: int) -> dict[str, Any]:
    """A member asks a minister about one theme; header, three paragraphs, transition, question."""
    who, experts, body, papers, work = THEMES[theme]
    return {
        "t": f"Ansvaret för {theme} i fall {number}",
        "p": [
            f"Interpellation 2010/11:{number} av Eva Ek (X) till statsrådet Bo Al (Y)",
            f"Många {who} är oroliga för {work}. Enligt {experts} har {body} för lite tid. "
            f"Det tar bl.a. {number} veckor att få {papers}.",
            f"I flera kommuner får {experts} skriva {papers} i stället för att möta {who}. "
            f"Då blir {work} lidande och {body} får klagomål.",
            f"När {body} själv får ordna {work} blir {who} nöjdare. Det visar försök i nio län.",
            "Med anledning av detta vill jag fråga statsrådet:",
            f"Vad avser statsrådet att göra för att {experts} ska få mer tid för {who}?",
        ],
    }


def section(theme: str, number: int) -> dict[str, Any]:
    """One section of an act about one theme."""
    who, experts, body, papers, work = THEMES[theme]
    act = f"Lag om {theme}"
    return {
        "r": act,
        "h": [f"{act} (2001:7)", f"{number} kap. Om {papers}", f"{number} §"],
        "x": f"Den som ansvarar för {work} ska höra {who}. Ansökan om {papers} prövas av {body}. "
        f"Beslut får överklagas av {experts}. Lag (2005:{number}).",
    }


def write_texts(folder: Path, count: int = 12) -> Path:
    """Write both files, ``count`` interpellations and sections for each theme."""
    folder.mkdir(parents=True, exist_ok=True)
    records = {
        "interpellationer.jsonl.gz": [interpellation(t, n) for n in range(count) for t in THEMES],
        "sfs.jsonl.gz": [section(t, n) for t in THEMES for n in range(1, count + 1)],
    }
    for name, lines in records.items():
        with gzip.open(folder / name, "wt", encoding="utf8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return folder
