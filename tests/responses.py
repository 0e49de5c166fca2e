"""The three real responses rebuilt as cases, and what came out of it (docs/responses.md).

python -m tests.responses --data DIR     DIR: an index of the reports
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import Assistant
from assistant.drafting import Draft, Material
from assistant.drafting.checks.standing import said_standpoint
from assistant.drafting.compose import written_anew
from assistant.drafting.disposition import document_types
from assistant.drafting.export import as_markdown
from assistant.drafting.request import read_request
from assistant.drafting.text import Basis, Text
from assistant.register import Register, load_register
from ingest.build import build
from ingest.index import Settings

FOLDER = Path(__file__).parents[1] / "docs" / "examples" / "responses"
CORPUS = Path(__file__).parents[1] / "corpus"

Question = tuple[str, str, str]  # asked; the heading under which it is answered; words found there


@dataclass(frozen=True, slots=True)
class Real:
    """What a real response has: its document, its headings in order with ours (empty: none), and
    ten questions that its readers have."""

    doc: str
    headings: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


REAL = {
    "farsta": Real(
        "remissvar-farsta",
        (
            ("Förslag till beslut", "Förslag till beslut"),
            ("Sammanfattning", "Sammanfattning"),
            ("Ärendets beredning", "Ärendets beredning"),
            ("Bakgrund", "Bakgrund"),
            ("Remissen i sammanfattning", "Remissen i sammanfattning"),
            ("Förvaltningens synpunkter och förslag", "Förvaltningens synpunkter"),
            ("Bilagor", "Bilagor"),
        ),
        (
            ("Vem beslutar?", "Förslag till beslut", "Stadsdelsnämnden"),
            ("Vad ska nämnden besluta?", "Förslag till beslut", "svar på remissen"),
            ("Var har ärendet beretts?", "Ärendets beredning", "avdelningen för ekonomi"),
            ("Vem har skickat remissen?", "Bakgrund", "Kommunstyrelsen"),
            ("När ska svaret lämnas?", "Bakgrund", "21 september 2018"),
            ("Vilka förslag tillstyrker förvaltningen?", "Sammanfattning", "fyra förslag"),
            ("Vad tycker förvaltningen om policylabb?", "Ett nationellt policylabb", "tillstyrker"),
            ("Varför tillstyrks policylabb?", "Ett nationellt policylabb", "bra underlag"),
            ("Vilket villkor ställs för frikommunförsök?", "Frikommunförsök", "utvärderas"),
            ("Vem har skrivit under?", "Underskrift", "Kerstin Sandström"),
        ),
    ),
    "linkoping": Real(
        "remissvar-linkoping",
        (
            ("Förslag till beslut", "Förslag till beslut"),
            ("Ärende", "Ärende"),
            ("Beslutsunderlag", "Beslutsunderlag"),
            ("Bakgrund", "Bakgrund"),
            ("Jämställdhet", "Jämställdhet"),
            ("Samråd", "Samråd"),
            ("Information eller förhandling enligt lag (MBL)", "Uppgift om MBL"),
            ("Beslutet skickas till", "Beslutet skickas till"),
        ),
        (
            ("Vem beslutar?", "Förslag till beslut", "Kommunstyrelsen"),
            ("Vart ska yttrandet lämnas?", "Förslag till beslut", "Finansdepartementet"),
            ("Vilka betänkanden gäller ärendet?", "Ärende", "SOU 2018:48"),
            ("Tar kommunen ställning till förslagen?", "Ärende", "tar inte ställning"),
            ("Vad är beslutsunderlaget?", "Beslutsunderlag", "förslag till yttrande"),
            ("Vad föreslås om vite i skollagen?", "Bakgrund", "vite"),
            ("Vad innebär förslagen för jämställdheten?", "Jämställdhet", "jämställd"),
            ("Med vilka har samråd skett?", "Samråd", "socialförvaltningen"),
            ("Behövs MBL-förhandling?", "Uppgift om MBL", "Ingen"),
            ("Vart skickas beslutet?", "Beslutet skickas till", "Utbildningsförvaltningen"),
        ),
    ),
    "sll": Real(
        "remissvar-sll",
        (
            ("Ärendebeskrivning", "Ärendebeskrivning"),
            ("Beslutsunderlag", "Beslutsunderlag"),
            ("Förslag till beslut", "Förslag till beslut"),
            ("Förvaltningens motivering till förslaget", "Förvaltningens motivering"),
            ("Bakgrund", ""),
            ("Övergripande synpunkter", "Övergripande synpunkter"),
            ("Synpunkter på huvudbetänkandet", "Synpunkter på Med tillit växer handlingsutrymmet"),
            ("Synpunkter på delbetänkandet", "Synpunkter på En lärande tillsyn"),
            ("Ekonomiska konsekvenser", "Ekonomiska konsekvenser"),
            ("Konsekvenser för patientsäkerhet", "Konsekvenser för patientsäkerhet"),
            ("Konsekvenser för jämställd och jämlik vård", "Konsekvenser för jämställd"),
            ("Miljökonsekvenser", "Miljökonsekvenser"),
            ("Administrativa konsekvenser", "Administrativa konsekvenser"),
            ("Beslutet ska skickas till", "Beslutet ska skickas till"),
        ),
        (
            ("Vem beslutar om yttrandet?", "Förslag till beslut", "nämnden"),
            ("Vem har gett tillfälle att yttra sig?", "Ärendebeskrivning", "Finansdepartementet"),
            ("Vad är beslutsunderlaget?", "Beslutsunderlag", "tjänsteutlåtande"),
            ("Vad ser förvaltningen för problem?", "Övergripande synpunkter", "staten ger råd"),
            ("Vilket villkor ställs för policylabb?", "Ett nationellt policylabb", "samråd"),
            ("Vilken risk finns med frikommunförsök?", "Frikommunförsök", "sned prioritering"),
            ("Varför tillstyrks generella statsbidrag?", "Avsnitt 7.1.1", "kortsiktiga"),
            ("Vilka kostnader väntas?", "Ekonomiska konsekvenser", "kostnader"),
            ("Vad är risken för patientsäkerheten?", "patientsäkerhet", "mindre kontroll"),
            ("Hur påverkas miljön?", "Miljökonsekvenser", "inte påverkar miljön"),
        ),
    ),
}  # fmt: skip


def rebuilt(name: str, material: Material) -> Draft:
    """The case composed."""
    request = read_request(FOLDER / f"{name}.toml")
    document_type = document_types()[request.document_type]
    return written_anew(request.draft(material), document_type, material, datetime.now(UTC))


def parts(text: Text) -> Iterator[tuple[str, str]]:
    """Each heading with all that stands under it, also under those below it."""
    for number, section in enumerate(text.sections):
        below = [section]
        for other in text.sections[number + 1 :]:
            if other.level <= section.level:
                break
            below.append(other)
        yield section.heading, "\n".join(p.text for one in below for p in one.paragraphs)


def missing_headings(name: str, draft: Draft) -> list[str]:
    """The real document's headings that have no counterpart, or stand in another order."""
    assert draft.text
    ours = [section.heading for section in draft.text.sections]
    at, missing = 0, []
    for real, counterpart in REAL[name].headings:
        found = (n for n in range(at, len(ours)) if counterpart and ours[n].startswith(counterpart))
        place = next(found, None)
        if place is None:
            missing.append(real)
        else:
            at = place + 1
    return missing


def wrong_positions(name: str, draft: Draft, register: Register) -> list[str]:
    """Positions of the register that the text does not state, and those it states of its own."""
    assert draft.text
    said = {
        paragraph.proposal: standpoint.stance
        for _, paragraph in draft.text.paragraphs()
        for sentence in paragraph.sentences
        if paragraph.proposal and sentence.basis is Basis.POSITION
        and (standpoint := said_standpoint(sentence.text))
    }  # fmt: skip
    real = {
        one.proposal: one.position
        for one in register.positions
        if one.doc == REAL[name].doc and one.proposal
    }
    if not real:  # it speaks of the reports alone: of no proposal may more be said
        general = {one.position for one in register.positions if one.doc == REAL[name].doc}
        return [one for one, stance in said.items() if stance not in general]
    return [one for one in {*said, *real} if said.get(one) != real.get(one)]


def wrong_references(draft: Draft, material: Material) -> list[str]:
    """Proposals whose section does not stand over or in what is said of them."""
    assert draft.text
    wrong = []
    for position in draft.positions:
        proposal = material.proposal(position.proposal)
        assert proposal
        told = [
            f"{section.heading} {paragraph.text}"
            for section, paragraph in draft.text.paragraphs()
            if paragraph.proposal == proposal.id
        ]
        numbers = {n for text in told for n in re.findall(r"[Aa]vsnitt\s(\d+(?:\.\d+)*)", text)}
        if not numbers or not numbers <= {section for _, section in proposal.sections()}:
            wrong.append(proposal.id)
    return wrong


def unanswered(name: str, draft: Draft) -> list[str]:
    """The readers' questions whose answer does not stand under its heading."""
    assert draft.text
    under = list(parts(draft.text))
    return [
        question
        for question, heading, words in REAL[name].questions
        if not any(heading in over and words.lower() in text.lower() for over, text in under)
    ]


def unanswered_when_asked(name: str, draft: Draft) -> list[str]:
    """The same questions, put to the assistant over the finished document alone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.md"
        path.write_text(re.sub(r"\[\^\d+\](?!:)", "", as_markdown(draft)), encoding="utf8")
        settings = Settings(data=Path(folder) / "data", corpus=Path(folder), adapt=False)
        build([path], settings)
        with closing(Assistant.open(settings)) as assistant:
            return [
                question
                for question, _, words in REAL[name].questions
                if words.lower() not in assistant.ask(question).text.lower().replace("\\", "")
            ]


def main() -> None:
    """Print the figures and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    register = load_register(CORPUS)
    with closing(Assistant.open(Settings(data=given.data))) as assistant:
        material = Material(assistant, register)
        for name, real in REAL.items():
            draft = rebuilt(name, material)
            outcome = (
                ("headings", len(real.headings), missing_headings(name, draft)),
                ("positions", len(draft.positions), wrong_positions(name, draft, register)),
                ("section references", len(draft.positions), wrong_references(draft, material)),
                ("questions", len(real.questions), unanswered(name, draft)),
                ("questions, asked", len(real.questions), unanswered_when_asked(name, draft)),
            )
            for what, number, wrong in outcome:
                told = f": {'; '.join(wrong)}" if wrong else ""
                print(f"{name}, {what}: {number - len(wrong)} of {number}{told}")


if __name__ == "__main__":
    main()
