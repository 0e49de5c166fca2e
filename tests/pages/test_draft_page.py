"""The page Skriv yttrande, step by step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fake_model import fake_model, says
from invented import OSTMARK_DOC, REPORT_DOC
from invented_register import with_register
from streamlit.testing.v1 import AppTest

from assistant.drafting import Case, Draft, OwnPosition, Standpoint
from assistant.drafting.export import pdf_available
from assistant.drafting.kept import KeptDraft
from assistant.store import Database, Drafts, Profiles, ProposalLists
from ingest.index import Settings
from tests.pages.conftest import shown

OpenPage = Callable[[Settings, str], AppTest]


@pytest.fixture
def registered(indexed: Settings, tmp_path: Path) -> Settings:
    """The invented inquiry with a register of its proposals."""
    return with_register(indexed, tmp_path)


@pytest.fixture
def kept(tmp_path: Path, registered: Settings) -> Iterator[Drafts]:
    """The drafts that the page keeps."""
    url = f"sqlite:///{tmp_path / 'talk.sqlite'}"  # as open_page has it
    with closing(Database.open(registered.model_copy(update={"database_url": url}))) as database:
        yield Drafts(database)


CASE = Case(organisation="Vindelby kommun", speaker="kommunen", reports=(REPORT_DOC,))
THOUGHT = OwnPosition(
    proposal="lots", standpoint=Standpoint.SUPPORTS_WITH_COMMENTS, points=("risk: oklart ansvar",)
)


def opened_at(app: AppTest, draft: str, step: str) -> AppTest:
    app.query_params["utkast"] = draft
    app.query_params["steg"] = step
    return app.run()


def the_draft(kept: Drafts) -> KeptDraft:
    (heading,) = kept.listed()
    return kept.read(heading.id)


def pressed(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def field(app: AppTest, label: str) -> object:
    fields = [*app.text_input, *app.text_area, *app.selectbox, *app.multiselect, *app.radio]
    return next(one for one in fields if one.label == label)


def test_an_empty_page_says_what_to_do_and_begins(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    app = open_page(registered, "draft")
    assert kept.listed() == []
    pressed(app, "Börja ett nytt utkast")
    assert not app.exception
    assert the_draft(kept).draft == Draft()
    assert kept.listed()[0].id in app.query_params["utkast"]


def test_what_is_typed_of_the_case_is_kept_at_once(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    app = pressed(open_page(registered, "draft"), "Börja ett nytt utkast")
    field(app, "Organisation").input("Vindelby kommun").run()  # type: ignore[attr-defined]
    field(app, "Betänkanden som besvaras").select(REPORT_DOC).run()  # type: ignore[attr-defined]
    field(app, "Typ av dokument").select("tjansteskrivelse").run()  # type: ignore[attr-defined]
    pressed(app, "Använd ”kommunen”")
    draft = the_draft(kept)
    assert draft.draft.case == Case(
        organisation="Vindelby kommun", speaker="kommunen", reports=(REPORT_DOC,),
        document_type="tjansteskrivelse",
    )  # fmt: skip
    assert draft.heading.title == "Vindelby kommun"
    assert not app.exception


def test_a_profile_is_kept_and_fills_in_the_next_draft(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    first = kept.begin(Draft(case=CASE.model_copy(update={"officer": "Bo Ek, utredare"})))
    app = opened_at(open_page(registered, "draft"), first, "arende")
    pressed(app, "Spara som profil till nästa gång")
    second = kept.begin(Draft())
    app = opened_at(app, second, "arende")
    pressed(app, "Använd profilen")
    assert kept.read(second).draft.case.officer == "Bo Ek, utredare"
    assert kept.read(second).draft.case.reports == ()
    pressed(app, "Glöm den")
    assert Profiles(kept._database).listed() == []


def test_proposals_are_searched_and_chosen_in_the_reports_order(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    app = opened_at(open_page(registered, "draft"), id_, "forslagen")
    assert app.checkbox[0].label.startswith("Varje kommun")
    next(one for one in app.checkbox if "vardagslots" in one.label).check().run()
    next(one for one in app.checkbox if "Varje kommun" in one.label).check().run()
    assert list(kept.read(id_).draft.proposals()) == ["servicepunkt", "lots"]
    field(app, "Sök bland förslagen").input("öppet kväll").run()  # type: ignore[attr-defined]
    assert len(app.checkbox) == 1
    pressed(app, "Välj alla")
    assert app.checkbox[0].value
    assert list(kept.read(id_).draft.proposals()) == ["servicepunkt", "lots", "kvall"]
    pressed(app, "Välj inget")
    assert list(kept.read(id_).draft.proposals()) == ["servicepunkt", "lots"]
    field(app, "Sök bland förslagen").input("finns inte alls").run()  # type: ignore[attr-defined]
    assert "Inget förslag innehåller orden." in [one.value for one in app.markdown]


def test_the_reports_own_words_are_shown_beside(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    app = opened_at(open_page(registered, "draft"), id_, "forslagen")
    words = [one for one in app.button if one.label == "Ordalydelse"]
    words[1].click().run()
    assert "Vardagslotsar" in shown(app, "bidi_component")
    assert not app.exception


def test_a_position_is_chosen_reasoned_and_argued(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE).with_chosen(("servicepunkt", "lots")))
    app = opened_at(open_page(registered, "draft"), id_, "stallningstaganden")
    radio = field(app, "Ställningstagande")
    assert radio.value is None  # type: ignore[attr-defined]
    radio.set_value(Standpoint.OPPOSES).run()  # type: ignore[attr-defined]
    area = field(app, "Egna synpunkter, en på varje rad")
    area.input("för dyrt\n\n  oklart  ").run()  # type: ignore[attr-defined]
    position = kept.read(id_).draft.position("servicepunkt")
    assert position == OwnPosition(
        proposal="servicepunkt", standpoint=Standpoint.OPPOSES, points=("för dyrt", "oklart")
    )
    assert kept.read(id_).draft.position("lots") == OwnPosition(proposal="lots")
    pressed(app, "Nästa förslag")
    assert field(app, "Ställningstagande").value is None  # type: ignore[attr-defined]
    assert not app.exception


def test_an_argument_is_taken_in_with_its_source_and_dropped(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE).with_chosen(("lots",)))
    app = opened_at(open_page(registered, "draft"), id_, "stallningstaganden")
    pressed(app, "Ta in som argument")
    position = kept.read(id_).draft.position("lots")
    assert position
    (argument,) = position.arguments
    assert argument.quote in argument.passage
    assert argument.quote
    pressed(app, "Ta bort argumentet")
    position = kept.read(id_).draft.position("lots")
    assert position
    assert position.arguments == ()


def test_what_others_think_of_the_whole_report_stands_under_what_they_say_of_the_proposal(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    general = f"""[[position]]
organisation = "Region Östmark"
doc = "{OSTMARK_DOC}"
report = "{REPORT_DOC}"
position = "supports_partly"
place = "Sammanfattande inställning"
sentence = "Är i huvudsak positiv till betänkandet."
"""
    (registered.corpus / "register" / "general.toml").write_text(general, encoding="utf8")
    id_ = kept.begin(Draft(case=CASE).with_chosen(("lots",)))
    app = opened_at(open_page(registered, "draft"), id_, "stallningstaganden")
    (whole,) = (one for one in app.expander if one.label == "Om betänkandet i stort (1)")
    assert [one.value for one in whole.text] == [
        "Enligt vårt register: Är i huvudsak positiv till betänkandet."
    ]
    next(one for one in whole.button if one.label == "Ta in som argument").click().run()
    position = kept.read(id_).draft.position("lots")
    assert position
    assert [one.doc for one in position.arguments] == [OSTMARK_DOC]


def test_where_no_reasons_are_found_it_is_said_in_what(
    open_page: OpenPage, digest_alone: Settings, kept: Drafts, tmp_path: Path
) -> None:
    (folder := tmp_path / "digest").mkdir()
    settings = with_register(digest_alone, folder)
    id_ = kept.begin(Draft(case=CASE).with_chosen(("uppfoljning",)))
    app = opened_at(open_page(settings, "draft"), id_, "stallningstaganden")
    told = [one.value for one in app.text]
    assert any(one.startswith("Bara vårt referat av betänkandet är indexerat") for one in told)


def test_the_text_is_written_checked_and_offered(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE).with_chosen(("lots",)).with_position(THOUGHT))
    app = opened_at(open_page(registered, "draft"), id_, "texten")
    pressed(app, "Skriv texten")
    text = kept.read(id_).draft.text
    assert text
    assert "Kommunen tillstyrker" in shown(app, "bidi_component")
    pressed(app, "Kontrollera")
    pressed(app, "Vidare till granskningen")
    assert not app.exception
    assert any("saknas" in one.value for one in app.text)
    assert {"Spara som Word", "Spara som Markdown", "Spara källbilagan"} <= {
        one.label
        for one in app.get("download_button")  # type: ignore[attr-defined]
    }


@pytest.mark.skipif(not pdf_available(), reason="LibreOffice is not on this machine")
def test_a_pdf_is_made_when_asked_for(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE).with_chosen(("lots",)).with_position(THOUGHT))
    app = opened_at(open_page(registered, "draft"), id_, "texten")
    pressed(app, "Skriv texten")
    app = opened_at(app, id_, "granska")
    button = next(one for one in app.button if one.label == "Gör PDF")
    button.click().run(timeout=60)
    assert "Spara som PDF" in [one.label for one in app.get("download_button")]  # type: ignore[attr-defined]
    assert not app.exception


def test_a_remark_leads_to_its_place(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    draft = Draft(case=CASE).with_chosen(("servicepunkt", "lots"))
    id_ = kept.begin(
        draft.with_position(OwnPosition(proposal="servicepunkt", standpoint="opposes"))
    )
    app = opened_at(open_page(registered, "draft"), id_, "granska")
    assert any("inget skäl" in one.value for one in app.text)
    goes = [one for one in app.button if one.label == "Gå dit"]
    for number in range(len(goes)):
        app = opened_at(app, id_, "granska")
        next_goes = [one for one in app.button if one.label == "Gå dit"]
        next_goes[number].click().run()
        assert "granska" not in app.query_params["steg"]
        assert not app.exception


def test_each_step_says_what_is_missing_before_it(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft())
    app = open_page(registered, "draft")
    for step, button in (("forslagen", "Till Ärendet"), ("stallningstaganden", "Till Förslagen")):
        pressed(opened_at(app, id_, step), button)
        assert not app.exception
    opened_at(app, id_, "granska")
    assert any("inte skriven" in one.value for one in app.text)


def test_a_report_outside_the_register_is_answered_by_what_is_added(
    open_page: OpenPage, indexed: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    app = opened_at(open_page(indexed, "draft"), id_, "forslagen")
    field(app, "Vad föreslås? En mening: Staten ska …").input(  # type: ignore[attr-defined]
        "Staten ska betala bussarna."
    )
    next(one for one in app.text_input if one.label == "Avsnitt" and not one.value).input("4.1")
    pressed(app, "Lägg till")
    (added,) = ProposalLists(kept._database).confirmed()
    assert (added.doc, added.section, added.sentence) == (
        REPORT_DOC, "4.1", "Staten ska betala bussarna.",
    )  # fmt: skip
    next(one for one in app.checkbox if "betala bussarna" in one.label).check().run()
    assert list(kept.read(id_).draft.proposals()) == [added.id]
    assert not app.exception


def test_an_earlier_version_comes_back(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    kept.change(id_, lambda draft: draft.with_chosen(("lots",)), "Förslagen")
    app = opened_at(open_page(registered, "draft"), id_, "forslagen")
    field(app, "Versioner").select(1).run()  # type: ignore[attr-defined]
    pressed(app, "Gå tillbaka till den")
    assert kept.read(id_).draft == Draft(case=CASE)
    assert not any(one.value for one in app.checkbox)


def test_a_version_is_looked_at_whole_and_named(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE).with_chosen(("lots",)).with_position(THOUGHT))
    app = opened_at(open_page(registered, "draft"), id_, "texten")
    pressed(app, "Skriv texten")
    kept.change(id_, lambda _: Draft(), "Ärendet")
    app.run()
    number = kept.versions(id_)[1].number
    field(app, "Versioner").select(number).run()  # type: ignore[attr-defined]
    field(app, "Kalla versionen").input("Till nämnden")  # type: ignore[attr-defined]
    pressed(app, "Namnge")
    assert [one.name for one in kept.versions(id_)][:2] == ["", "Till nämnden"]
    pressed(app, "Visa versionen")
    assert "”Till nämnden”, Texten skriven" in app.info[0].value
    read = shown(app, "bidi_component")
    for words in (
        "Vindelby kommun",
        "risk: oklart ansvar",
        "Tillstyrker med synpunkter",
        "Konsekvensanalysen",
    ):
        assert words.casefold() in read.casefold()
    assert "Ändra" not in read
    assert kept.read(id_).draft == Draft()
    pressed(app, "Till utkastet som det är nu")
    assert not app.info
    pressed(app, "Visa versionen")
    pressed(app, "Gå tillbaka till den här versionen")
    assert kept.read(id_).draft.text
    assert not app.info
    assert not app.exception


def test_a_draft_is_copied_renamed_and_deleted_when_said_twice(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE), "Om lotsar")
    app = opened_at(open_page(registered, "draft"), id_, "arende")
    pressed(app, "Kopiera utkastet")
    assert {one.title for one in kept.listed()} == {"Om lotsar", "Kopia av Om lotsar"}
    pressed(app, "Radera utkastet")
    assert len(kept.listed()) == 2
    pressed(app, "Radera")
    assert [one.id for one in kept.listed()] == [id_]


def test_a_draft_deleted_elsewhere_is_told(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    app = opened_at(open_page(registered, "draft"), id_, "arende")
    kept.delete(id_)
    app.run()
    assert "finns inte längre" in app.info[0].value


def without_database(settings: Settings, folder: Path) -> Settings:
    """Settings whose database cannot be used."""
    (folder / "broken.sqlite").write_bytes(b"Something else altogether. " * 100)
    url = f"sqlite:///{folder / 'broken.sqlite'}"
    return settings.model_copy(update={"database_url": url})


def test_a_database_that_cannot_be_used_is_told(
    open_page: OpenPage, registered: Settings, tmp_path: Path
) -> None:
    app = open_page(without_database(registered, tmp_path), "draft")
    pressed(app, "Börja ett nytt utkast")
    assert "Just nu sparas inget." in app.warning[0].value
    assert not app.exception


def test_one_works_without_a_database_in_the_window(
    open_page: OpenPage, registered: Settings, tmp_path: Path
) -> None:
    app = open_page(without_database(registered, tmp_path), "draft")
    pressed(app, "Börja ett nytt utkast")
    field(app, "Betänkanden som besvaras").select(REPORT_DOC).run()  # type: ignore[attr-defined]
    pressed(app, "Vidare till förslagen")
    next(one for one in app.checkbox if "vardagslots" in one.label).check().run()
    pressed(app, "Vidare till ställningstagandena")
    field(app, "Ställningstagande").set_value(Standpoint.OPPOSES).run()  # type: ignore[attr-defined]
    pressed(app, "Texten")
    pressed(app, "Skriv texten")
    assert "avstyrker" in shown(app, "bidi_component")
    assert "Först då går det att öppna ett annat utkast." in app.warning[0].value
    assert not app.exception


def test_an_address_that_cannot_be_read_just_now_stays(
    open_page: OpenPage, registered: Settings, tmp_path: Path
) -> None:
    app = open_page(without_database(registered, tmp_path), "draft")
    opened_at(app, "some-draft", "texten")
    assert "some-draft" in app.query_params["utkast"]
    assert "Just nu sparas inget." in app.warning[0].value


def test_a_proposal_of_two_reports_has_two_boxes_that_agree(
    open_page: OpenPage, registered: Settings, kept: Drafts, tmp_path: Path
) -> None:
    other = 'doc = "sou-2031-8"\nsections."2" = "Lotsar"\n'
    register = registered.corpus / "register"
    (register / "other.toml").write_text(f"[[report]]\n{other}", encoding="utf8")
    (own,) = (path for path in register.glob("*.toml") if path.name != "other.toml")
    listed = own.read_text(encoding="utf8")
    elsewhere = 'id = "lots"\nelsewhere = { sou-2031-8 = ["2"] }\n'
    own.write_text(listed.replace('id = "lots"\n', elsewhere), encoding="utf8")
    case = CASE.model_copy(update={"reports": (REPORT_DOC, "sou-2031-8")})
    id_ = kept.begin(Draft(case=case))
    app = opened_at(open_page(registered, "draft"), id_, "forslagen")
    boxes = [one for one in app.checkbox if "vardagslots" in one.label]
    assert len(boxes) == 2
    boxes[1].check().run()
    assert [one.value for one in app.checkbox if "vardagslots" in one.label] == [True, True]
    assert list(kept.read(id_).draft.proposals()) == ["lots"]


def test_what_two_reports_propose_stands_where_the_text_answers_it(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    other = """[[report]]
doc = "sou-2031-8"
sections."2" = "Bussar"

[[proposal]]
id = "buss"
doc = "sou-2031-8"
section = "2"
kind = "proposal"
sentence = "Varje by ska ha en buss."
elsewhere = { sou-2031-7 = ["5.1"] }
"""
    (registered.corpus / "register" / "other.toml").write_text(other, encoding="utf8")
    case = CASE.model_copy(update={"reports": (REPORT_DOC, "sou-2031-8")})
    id_ = kept.begin(Draft(case=case))
    app = opened_at(open_page(registered, "draft"), id_, "forslagen")
    for words in ("en buss", "vardagslots"):
        next(one for one in app.checkbox if words in one.label).check().run()
    assert list(kept.read(id_).draft.proposals()) == ["lots", "buss"]


def test_what_is_done_with_found_proposals_is_kept_before_it_is_confirmed(
    open_page: OpenPage, indexed: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    app = opened_at(open_page(indexed, "draft"), id_, "forslagen")
    found = sum(one.label == "Bekräfta" for one in app.button)
    pressed(app, "Ta bort")
    pressed(app, "Slå ihop med förra")
    sentences = [one for one in app.text_area if one.label == "Förslaget i en mening"]
    assert ", och " in sentences[0].value
    sentences[1].input("Kommunerna ska ordna det.").run()
    next(one for one in app.text_input if one.label == "Till vem").input("A, B").run()
    again = opened_at(open_page(indexed, "draft"), id_, "forslagen")
    assert sum(one.label == "Bekräfta" for one in again.button) == found - 2
    sentences = [one for one in again.text_area if one.label == "Förslaget i en mening"]
    assert ", och " in sentences[0].value
    assert sentences[1].value == "Kommunerna ska ordna det."
    assert next(one for one in again.text_input if one.label == "Till vem").value == "A, B"
    pressed(again, "Ta tillbaka")
    assert sum(one.label == "Bekräfta" for one in again.button) == found - 1
    assert not again.exception


def test_two_windows_confirm_proposals_of_one_report(
    open_page: OpenPage, indexed: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    app = opened_at(open_page(indexed, "draft"), id_, "forslagen")
    other = opened_at(open_page(indexed, "draft"), id_, "forslagen")
    confirms = [one for one in other.button if one.label == "Bekräfta"]
    pressed(app, "Bekräfta")
    confirms[1].click().run()
    assert len(ProposalLists(kept._database).confirmed()) == 2


def test_found_proposals_are_corrected_merged_taken_away_and_confirmed(
    open_page: OpenPage, indexed: Settings, kept: Drafts
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    app = opened_at(open_page(indexed, "draft"), id_, "forslagen")
    found = sum(one.label == "Bekräfta" for one in app.button)
    assert found >= 5
    pressed(app, "Ta bort")
    assert sum(one.label == "Bekräfta" for one in app.button) == found - 1
    pressed(app, "Slå ihop med förra")
    assert sum(one.label == "Bekräfta" for one in app.button) == found - 2
    sentence = next(one for one in app.text_area if one.label == "Förslaget i en mening")
    sentence.input("Kommunerna ska ordna det.").run()
    pressed(app, "Bekräfta")
    (confirmed,) = ProposalLists(kept._database).confirmed()
    assert confirmed.sentence == "Kommunerna ska ordna det."
    assert confirmed.doc == REPORT_DOC
    next(one for one in app.checkbox if "Kommunerna ska ordna det" in one.label).check().run()
    assert list(kept.read(id_).draft.proposals()) == [confirmed.id]
    opened_at(app, id_, "stallningstaganden")
    field(app, "Ställningstagande").set_value(Standpoint.SUPPORTS).run()  # type: ignore[attr-defined]
    pressed(opened_at(app, id_, "texten"), "Skriv texten")
    text = kept.read(id_).draft.text
    assert text
    assert any("kommunerna ska ordna det" in p.text for _, p in text.paragraphs())
    opened_at(app, id_, "forslagen")
    correct = next(one for one in app.text_area if one.value == "Kommunerna ska ordna det.")
    correct.input("Kommunerna bör ordna det.").run()
    assert [one.sentence for one in ProposalLists(kept._database).confirmed()] == [
        "Kommunerna bör ordna det."
    ]
    assert not app.exception


def test_a_model_writes_the_reasons_when_asked(
    open_page: OpenPage, registered: Settings, kept: Drafts, tmp_path: Path
) -> None:
    sentence = "Kommunen ser en risk för oklart ansvar mellan alla."
    with fake_model(says(sentence)) as server:
        model = {"model": "openai:fake", "model_url": server.address, "data": tmp_path / "data"}
        shutil.copytree(registered.data, tmp_path / "data")
        draft = Draft(case=CASE).with_chosen(("lots",)).with_position(THOUGHT)
        id_ = kept.begin(draft)
        app = opened_at(open_page(registered.model_copy(update=model), "draft"), id_, "texten")
        pressed(app, "Skriv texten")
        assert server.seen == []
        pressed(app, "Låt modellen skriva skälen")
        assert not app.exception
        text = kept.read(id_).draft.text
        assert text
        assert "fake" in shown(app, "bidi_component")
        (written,) = [p for _, p in text.paragraphs() if p.writing.by == "model"]
        assert written.sentences[0].text == sentence
        assert len(server.seen) == 1


def test_a_model_that_fails_is_told_and_the_text_stays(
    open_page: OpenPage, registered: Settings, kept: Drafts, tmp_path: Path
) -> None:
    with fake_model(lambda exchange: exchange.status(401)) as server:
        model = {"model": "openai:fake", "model_url": server.address, "data": tmp_path / "data"}
        shutil.copytree(registered.data, tmp_path / "data")
        id_ = kept.begin(Draft(case=CASE).with_chosen(("lots",)).with_position(THOUGHT))
        app = opened_at(open_page(registered.model_copy(update=model), "draft"), id_, "texten")
        pressed(app, "Skriv texten")
        before = kept.read(id_).draft
        pressed(app, "Låt modellen skriva skälen")
        assert "står kvar" in app.warning[0].value
        assert kept.read(id_).draft == before
        assert not app.exception


def test_nothing_is_sent_to_an_outside_model_before_somebody_agrees(
    open_page: OpenPage,
    registered: Settings,
    kept: Drafts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TILLIT_MODEL_KEY", "nyckel")
    model = {"model": "openai:x", "model_url": "http://modell.invalid/v1"}
    shutil.copytree(registered.data, tmp_path / "data")
    settings = registered.model_copy(update=model | {"data": tmp_path / "data"})
    id_ = kept.begin(Draft(case=CASE).with_chosen(("lots",)).with_position(THOUGHT))
    app = opened_at(open_page(settings, "draft"), id_, "texten")
    pressed(app, "Skriv texten")
    pressed(app, "Låt modellen skriva skälen")
    assert any("modell.invalid" in one.value for one in app.text)
    pressed(app, "Skriv utan språkmodell")
    assert not any("modell.invalid" in one.value for one in app.text)
    assert not app.exception


HOSTILE = "<script>alert(1)</script> **fet** [länk](http://x) [1] $x$ `kod` \u202e"


def test_hostile_text_is_shown_as_text(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    thought = THOUGHT.model_copy(update={"points": (HOSTILE, "x" * 5000)})
    case = CASE.model_copy(update={"organisation": HOSTILE, "dnr": HOSTILE})
    id_ = kept.begin(Draft(case=case).with_chosen(("lots",)).with_position(thought), HOSTILE)
    app = open_page(registered, "draft")
    for step in ("arende", "forslagen", "stallningstaganden", "texten", "granska"):
        opened_at(app, id_, step)
        if step == "texten":
            pressed(app, "Skriv texten")
            assert "<script>" not in shown(app, "bidi_component")
            assert "&lt;script&gt;" in shown(app, "bidi_component")
        assert not app.exception


def test_what_is_no_longer_there_is_told(
    open_page: OpenPage, registered: Settings, kept: Drafts
) -> None:
    gone = OwnPosition(proposal="fanns-en-gang", standpoint=Standpoint.SUPPORTS)
    case = CASE.model_copy(update={"reports": (REPORT_DOC, "sou-1999-1")})
    id_ = kept.begin(Draft(case=case, positions=(gone,)))
    app = open_page(registered, "draft")
    for step in ("arende", "forslagen", "stallningstaganden", "texten", "granska"):
        opened_at(app, id_, step)
        assert not app.exception
        if step == "stallningstaganden":
            assert "finns inte längre" in app.warning[0].value
        if step == "texten":
            pressed(app, "Skriv texten")
            assert not app.exception


def test_without_an_index_the_page_says_what_to_do(
    open_page: OpenPage, registered: Settings, kept: Drafts, tmp_path: Path
) -> None:
    id_ = kept.begin(Draft(case=CASE))
    empty = registered.model_copy(update={"data": tmp_path / "nothing"})
    app = opened_at(open_page(empty, "draft"), id_, "texten")
    assert not app.exception
    assert kept.read(id_).draft.case == CASE
