"""The register: what is read, what is asked of it, and what is said of a mistake in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.proposals import KINDS, STANCES
from assistant.register import Kind, Register, RegisterProblem, Stance, load_register

SECTIONS = """
[[report]]
doc = "sou-2031-7"

[report.sections]
"1" = "Förslagen i korthet"
"1.1" = "Lotsar"
"1.2" = "Fordon"
"1.10" = "Pengar"

[[report]]
doc = "sou-2031-8"

[report.sections]
"2" = "Fordonen än en gång"
"""

PROPOSALS = """
[[area]]
id = "service"
doc = "sou-2031-7"
section = "1"
name = "Service"

[[proposal]]
id = "pengar"
doc = "sou-2031-7"
section = "1.10"
kind = "assessment"
sentence = "Det kostar mer än det smakar."

[[proposal]]
id = "lotsar"
doc = "sou-2031-7"
section = "1.1"
also = ["1"]
kind = "proposal"
area = "service"
addressees = ["kommunerna"]
when = "senast år 2033"
sentence = "Varje kommun ska ha en lots."

[[proposal]]
id = "fordon"
doc = "sou-2031-8"
section = "2"
elsewhere = { sou-2031-7 = ["1.2", "1"] }
kind = "legislative"
addressees = ["regeringen"]
sentence = "Servicefordon ska få stå på torget."

[[act]]
doc = "sou-2031-8"
proposal = "fordon"
section = "2"
name = "Torglagen"
sfs = "2020:99"
chapter = "4"
paragraph = "7"
change = "Ett undantag för servicefordon läggs till."

[[principle]]
doc = "sou-2031-7"
number = 1
name = "Närhet"
section = "1"
sentence = "Var nära."

[[term]]
doc = "sou-2031-7"
section = "1.1"
name = "lots"
definition = "Den som följer med hela vägen."
"""

POSITIONS = """
[[position]]
organisation = "Region Östmark"
doc = "remissvar-ostmark"
report = "sou-2031-7"
position = "supports_partly"
place = "Sammanfattning"
sentence = "Är i stort positiv."

[[position]]
organisation = "Region Östmark"
doc = "remissvar-ostmark"
proposal = "lotsar"
position = "opposes"
place = "Lotsarna"
sentence = "Vill hellre ha fler chefer."

[[position]]
organisation = "Vindelby kommun"
doc = "remissvar-vindelby"
proposal = "lotsar"
position = "supports"
place = "Yttrande"
sentence = "Har redan en lots."
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a register with the given files beside or instead of the usual ones."""

    def write_(**files: str | bytes) -> Path:
        folder = tmp_path / "register"
        folder.mkdir(exist_ok=True)
        usual = {"avsnitt": SECTIONS, "forslag": PROPOSALS, "svar": POSITIONS}
        for name, content in {**usual, **files}.items():
            text = content if isinstance(content, bytes) else content.encode()
            (folder / f"{name}.toml").write_bytes(text)
        return tmp_path

    return write_


@pytest.fixture
def register(write: Callable[..., Path]) -> Register:
    return load_register(write())


def test_a_report_has_its_proposals_by_section_also_those_of_another(register: Register) -> None:
    made = register.proposals_of("sou-2031-7")

    assert [proposal.id for proposal in made] == ["lotsar", "fordon", "pengar"]
    assert [one.section_in("sou-2031-7") for one in made] == ["1.1", "1.2", "1.10"]
    assert [one.id for one in register.proposals_of("sou-2031-8")] == ["fordon"]
    assert made[0].section_in("sou-2031-8") is None
    assert register.proposals_of("sou-2031-9") == ()


def test_a_proposal_is_found_by_its_id(register: Register) -> None:
    lots = register.proposal("lotsar")

    assert lots is not None
    assert (lots.kind, lots.area, lots.when) == (Kind.PROPOSAL, "service", "senast år 2033")
    assert lots.addressees == ("kommunerna",)
    assert register.proposal("lots") is None


def test_positions_are_found_by_proposal_and_report(register: Register) -> None:
    on_proposal = register.positions_on("lotsar")

    assert [one.position for one in on_proposal] == [Stance.OPPOSES, Stance.SUPPORTS]
    assert [one.sentence for one in register.positions_on_report("sou-2031-7")] == [
        "Är i stort positiv."
    ]


def test_acts_principles_and_terms_are_there(register: Register) -> None:
    assert [(act.sfs, act.paragraph) for act in register.acts_of("fordon")] == [("2020:99", "7")]
    assert register.acts_of("lotsar") == ()
    assert [(one.number, one.name) for one in register.principles] == [(1, "Närhet")]
    assert [one.name for one in register.terms] == ["lots"]


def test_an_absent_register_is_empty(tmp_path: Path) -> None:
    assert load_register(tmp_path) == Register()


def test_every_kind_and_stance_has_a_word() -> None:
    assert set(KINDS) == set(Kind)
    assert set(STANCES) == set(Stance)


PLACE = 'doc = "sou-2031-7"\nsection = "1"\n'
SAYS = 'organisation = "Region Östmark"\ndoc = "svar"\nposition = "supports"\nplace = "A"\n'


@pytest.mark.parametrize(
    "content, said",
    [
        ("[[term]\n", ["not valid TOML"]),
        ('[[terms]]\nname = "a"\n', ["terms"]),
        ("term = 3\n", ["term"]),
        (f'[[term]]\n{PLACE}name = "a"\ndefinition = "b"\nsource = "c"\n', ["term 1: source"]),
        (f'[[term]]\n{PLACE}name = "a"\n', ["term 1: definition", "required"]),
        (f'[[term]]\n{PLACE}name = "a"\ndefinition = " "\n', ["term 1: definition"]),
        (
            f'[[proposal]]\n{PLACE}id = "a"\nkind = "wish"\nsentence = "b"\n',
            ["proposal 1: kind", "'assessment'"],
        ),
        (f'[[position]]\n{SAYS}sentence = "a"\n', ["position 1", "either a proposal or a report"]),
        (
            f'[[position]]\n{SAYS}sentence = "a"\nproposal = "lotsar"\nreport = "sou-2031-7"\n',
            ["position 1", "either a proposal or a report"],
        ),
        (f'[[position]]\n{SAYS}sentence = "a"\nproposal = "lots"\n', ["no proposal 'lots'"]),
        (f'[[position]]\n{SAYS}sentence = "a"\nreport = "sou-1"\n', ["no report 'sou-1'"]),
        (f'[[act]]\n{PLACE}proposal = "x"\nname = "a"\nchange = "b"\n', ["no proposal 'x'"]),
        (
            f'[[proposal]]\n{PLACE}id = "a"\nkind = "proposal"\nsentence = "b"\narea = "vård"\n',
            ["proposal 1: there is no area 'vård'"],
        ),
        (
            f'[[proposal]]\n{PLACE}id = "lotsar"\nkind = "proposal"\nsentence = "b"\n',
            ["proposal 1: 'lotsar' stands twice"],
        ),
        ('[[report]]\ndoc = "sou-2031-7"\nsections = {}\n', ["report 1: 'sou-2031-7'", "twice"]),
        (
            '[[term]]\ndoc = "sou-2031-7"\nsection = "1.3"\nname = "a"\ndefinition = "b"\n',
            ["term 1: sou-2031-7 has no section '1.3'"],
        ),
        (
            f'[[term]]\n{PLACE}also = ["1.4"]\nname = "a"\ndefinition = "b"\n',
            ["term 1: sou-2031-7 has no section '1.4'"],
        ),
        (
            '[[principle]]\ndoc = "sou-1"\nsection = "1"\nnumber = 1\nname = "a"\nsentence = "b"\n',
            ["principle 1: there is no report 'sou-1'", "[[report]]"],
        ),
        (
            f'[[proposal]]\n{PLACE}id = "a"\nkind = "proposal"\nsentence = "b"\n'
            'elsewhere = { sou-2031-8 = ["1"] }\n',
            ["sou-2031-8 has no section '1'"],
        ),
        (
            f'[[proposal]]\n{PLACE}id = "a"\nkind = "proposal"\nsentence = "b"\n'
            "elsewhere = { sou-2031-8 = [] }\n",
            ["proposal 1: elsewhere.sou-2031-8"],
        ),
        ('name = "Vård"\n'.encode("cp1252"), ["not valid TOML"]),
    ],
)
def test_a_mistake_is_said_with_its_place(
    content: str | bytes, said: list[str], write: Callable[..., Path]
) -> None:
    with pytest.raises(RegisterProblem) as caught:
        load_register(write(tillagg=content))
    assert "tillagg.toml" in str(caught.value)
    for part in said:
        assert part in str(caught.value)
