"""The page in a real browser: what only a browser can prove."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from ingest.index import Settings
from tests.pages.conftest import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Browse = Callable[..., Page]

QUESTION = "Hur många personer får en vardagslots följa?"

SJOVIK = "# Svar från Sjövik\n\n## Båtar\n\nSjövik vill ha vardagstaxa på lotsbåten på tisdagar.\n"

# Text in shadow roots too; the page's own, not what is kept for screen readers.
SMALL_TEXT = """() => {
  const small = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const nodes = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = nodes.map((node) => node.data).join("").trim();
      const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!text || !shown || element.getBoundingClientRect().width < 2) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size > 0 && size < 16) small.push(`${text} (${size} px)`);
    }
  };
  look(document.body);
  return small;
}"""


def ask(page: Page, question: str) -> None:
    box = page.get_by_placeholder("Skriv din fråga")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_role("heading", name=question)).to_be_visible()


def upload(page: Page, *files: FilePayload) -> None:
    """Choose files and wait until they are sent: until then the button is off at times."""
    sent: list[str] = []
    page.on("requestfinished", lambda request: sent.append(request.method))
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    while sent.count("PUT") < len(files):
        page.wait_for_event("requestfinished")
    expect(page.get_by_role("progressbar")).to_have_count(0)


def assert_accessible(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    grave = [v for v in violations if v["impact"] in ("serious", "critical")]
    assert grave == [], [(v["id"], [node["html"] for node in v["nodes"]]) for v in grave]
    assert page.evaluate(SMALL_TEXT) == []


def test_from_an_example_to_the_marked_quote(browse: Browse) -> None:
    page = browse()
    page.get_by_role("button", name="SOU 2031:7").click()
    expect(page.get_by_role("heading", name="SOU 2031:7").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Visa källa 1:")).first.click()
    expect(page.locator("mark").first).to_be_visible()
    expect(page.get_by_role("button", name="Nästa stycke")).to_be_visible()
    assert_accessible(page)


def test_from_the_start_to_where_the_originals_are_fetched(
    chromium: Browser, digest_alone: Settings
) -> None:
    with serve(digest_alone) as address:
        page = chromium.new_page(locale="sv-SE")
        page.goto(address)
        expect(
            page.get_by_text("Vårt referat av ett betänkande – hämta originalen")
        ).to_be_visible()
        assert_accessible(page)
        page.get_by_role("link", name="hämta originalen").click()
        expect(page.get_by_role("button", name="Hämta originalen")).to_be_visible()
        expect(page.get_by_role("heading", name="Hämta originalen")).to_be_in_viewport()
        assert_accessible(page)
        page.close()


def test_evidence_is_opened_turned_and_closed_with_the_keyboard_alone(browse: Browse) -> None:
    page = browse()
    ask(page, QUESTION)
    mark = page.get_by_role("button", name=re.compile("^Visa källa 1:")).first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence h2")).to_be_focused()
    expect(mark).to_have_attribute("aria-pressed", "true")
    before = page.locator(".passage").inner_text()
    page.get_by_role("button", name="Nästa stycke").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".passage")).not_to_have_text(before)
    page.get_by_role("button", name="Stäng").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".passage")).to_have_count(0)
    expect(mark).to_be_focused()


def test_how_far_a_statement_is_supported_is_read_without_colour_and_mouse(browse: Browse) -> None:
    page = browse()
    ask(page, QUESTION)
    verdict = page.locator(".verdict").first
    reason = verdict.locator(".why")
    expect(verdict).to_have_text(re.compile(r"^\W belagd"))
    expect(reason).to_be_hidden()
    colour = "e => getComputedStyle(e).color"
    assert verdict.evaluate(colour) == page.locator(".voice p").first.evaluate(colour)
    page.get_by_role("button", name=re.compile("^Visa källa 1:")).first.focus()
    page.keyboard.press("Tab")
    expect(verdict).to_be_focused()
    expect(reason).to_be_visible()
    assert_accessible(page)


def test_a_quote_can_be_copied_with_its_source(browse: Browse) -> None:
    page = browse()
    ask(page, QUESTION)
    page.get_by_role("button", name=re.compile("^Visa källa 1:")).first.click()
    copied = copied_from(page)
    assert copied == page.get_by_test_id("stCode").last.locator("code").inner_text()


def test_silence_is_told_calmly(browse: Browse) -> None:
    page = browse()
    ask(page, "Vad står det i avsnitt 9.9?")
    expect(page.get_by_role("heading", name="Dokumenten ger inget svar")).to_be_visible()
    assert_accessible(page)


def test_nothing_a_person_writes_becomes_html(browse: Browse) -> None:
    page = browse()
    ask(page, "Vad är <img src='http://exempel.invalid/x'> en vardagslots?")
    expect(page.locator(".turn img")).to_have_count(0)


def test_a_document_is_added_cited_and_removed(browse: Browse) -> None:
    page = browse("dokument")
    upload(
        page,
        FilePayload(name="sjovik.md", mimeType="text/markdown", buffer=SJOVIK.encode()),
        FilePayload(name="tom.pdf", mimeType="application/pdf", buffer=b""),
    )
    page.get_by_role("button", name="Lägg till i indexet").click()
    expect(page.get_by_text("Läst och indexerad, 1 stycke.")).to_be_visible(timeout=30_000)
    refused = page.get_by_text("tom.pdf: Avvisad. Filen är tom eller innehåller ingen text.")
    expect(refused).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Fråga").click()
    ask(page, "Vilken vardagstaxa ska lotsbåten ha?")
    expect(page.locator(".turn")).to_contain_text("tisdagar")

    page.get_by_role("link", name="Dokument").click()
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.set_viewport_size({"width": 1280, "height": 2000})  # a list of choices closes on scrolling
    page.get_by_role("combobox", name="Dokument", exact=True).fill("Sjövik")
    page.get_by_role("option", name="Svar från Sjövik").click()
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_text("Tar bort Svar från Sjövik: klart.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("table").get_by_text("Sjövik")).to_have_count(0)


def test_the_list_of_documents_is_accessible(browse: Browse) -> None:
    page = browse("dokument")
    expect(page.get_by_role("table")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "sv"
    assert_accessible(page)


def test_on_a_narrow_screen_evidence_comes_under_the_work(browse: Browse) -> None:
    page = browse(width=400)
    ask(page, QUESTION)
    answer = page.locator(".turn")
    page.get_by_role("button", name=re.compile("^Visa källa 1:")).first.click()
    expect(page.locator(".evidence h2")).to_be_in_viewport()
    panel, turn = page.locator(".st-key-evidence").bounding_box(), answer.bounding_box()
    assert panel and turn
    assert panel["y"] >= turn["y"] + turn["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert_accessible(page)


def test_the_list_of_documents_fits_a_narrow_screen(browse: Browse) -> None:
    page = browse("dokument", width=400)
    expect(page.get_by_role("table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert_accessible(page)


def copied_from(page: Page) -> str:
    """What the button of the open copy block puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    offer = page.get_by_text("Kopiera med källhänvisning")
    offer.click()
    # The answer has a block of its own, and the button is there only while its block is pointed at.
    block = page.get_by_test_id("stExpander").filter(has=offer).get_by_test_id("stCode")
    block.hover()
    block.get_by_role("button").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_word_is_searched_a_hit_read_and_copied_with_a_link_that_leads_back(
    browse: Browse,
) -> None:
    page = browse("las")
    page.get_by_label("Sök ord i alla dokument").fill("statsbidraget")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=re.compile("stycken? i .+ dokument"))
    expect(heading).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Tab")  # to the first hit
    page.keyboard.press("Enter")
    chosen = page.locator(".chosen")
    expect(chosen).to_be_focused()
    expect(chosen.locator("mark").first).to_have_text(re.compile("statsbidrag", re.IGNORECASE))
    assert_accessible(page)
    text = chosen.locator(".passage").inner_text()
    link = copied_from(page).splitlines()[-1]
    assert link.startswith(page.url.split("/las")[0])
    page.goto(link)
    expect(page.locator(".chosen .passage")).to_have_text(text, use_inner_text=True)
    expect(page.locator(".chosen")).to_be_in_viewport()
    expect(page.locator("mark")).to_have_count(0)


def test_the_tree_is_closed_to_chapters_and_leads_to_sections_with_the_keyboard(
    browse: Browse,
) -> None:
    page = browse("las?dok=sou-2031-7&avsnitt=1.1")
    tree = page.get_by_role("navigation", name="Innehåll")
    expect(tree.locator('[aria-current="true"]')).to_have_text(re.compile("^1.1 "))
    expect(tree.get_by_text("5.2 Vardagslotsar")).not_to_be_visible()
    tree.get_by_text("5 Överväganden och förslag").focus()
    page.keyboard.press("Enter")
    tree.get_by_role("link", name="5.2 Vardagslotsar").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="5.2 Vardagslotsar")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/las\?dok=sou-2031-7&avsnitt=5\.2$"))
    expect(tree.get_by_text("1.2 Förslag")).to_be_visible()  # what was opened stays open
    assert_accessible(page)
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^1.1 "))).to_be_visible()


def test_a_document_is_read_on_a_narrow_screen(browse: Browse) -> None:
    page = browse("las?dok=sou-2031-7&avsnitt=5.2", width=400)
    expect(page.get_by_role("heading", name="5.2 Vardagslotsar")).to_be_in_viewport()
    expect(page.get_by_role("navigation", name="Innehåll")).not_to_be_visible()
    page.get_by_text("Innehåll").click()
    expect(page.get_by_role("navigation", name="Innehåll")).to_be_visible()
    page.get_by_role("link", name="5.3 En enda fullmakt").first.click()
    expect(page.get_by_role("heading", name="5.3 En enda fullmakt")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert_accessible(page)


def test_the_cited_page_is_seen_and_read_in_its_context(browse_paper: Browse) -> None:
    page = browse_paper()
    ask(page, QUESTION)
    page.get_by_role("button", name=re.compile("^Visa källa 1:")).first.click()
    quote = page.locator(".evidence mark").first.inner_text()
    page.get_by_text("Visa sidan som bild").click()
    picture = page.get_by_role("img", name=re.compile(r"^Bild av en sida .+ med orden markerade$"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 600
    assert_accessible(page)
    original = page.get_by_role("link", name="Öppna originalet").get_attribute("href")
    assert re.fullmatch(r"https://exempel.invalid/sou-2031-7.pdf#page=\d+", original or "")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Läs i sitt sammanhang").click()
    expect(popup.value.locator(".chosen")).to_contain_text(quote)


def test_an_answer_appears_within_a_second(browse: Browse) -> None:
    page = browse()
    ask(page, QUESTION)
    box = page.get_by_placeholder("Skriv din fråga")
    box.fill("Vad kostar servicepunkterna?")
    box.press("Enter")
    expect(page.locator(".turn").nth(1)).to_contain_text("640 miljoner", timeout=1000)
