"""The page in a real browser: what only a browser can prove."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

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


def test_a_quote_can_be_copied_with_its_source(browse: Browse) -> None:
    page = browse()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.get_by_role("button", name=re.compile("^Visa källa 1:")).first.click()
    page.get_by_text("Kopiera med källhänvisning").click()
    block = page.get_by_test_id("stCode").last  # the answer has one of its own
    block.hover()
    block.get_by_role("button").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == block.locator("code").inner_text()


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
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        [
            FilePayload(name="sjovik.md", mimeType="text/markdown", buffer=SJOVIK.encode()),
            FilePayload(name="tom.pdf", mimeType="application/pdf", buffer=b""),
        ]
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
    page.get_by_role("combobox", name="Dokument").fill("Sjövik")
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


def test_an_answer_appears_within_a_second(browse: Browse) -> None:
    page = browse()
    ask(page, QUESTION)
    box = page.get_by_placeholder("Skriv din fråga")
    box.fill("Vad kostar servicepunkterna?")
    box.press("Enter")
    expect(page.locator(".turn").nth(1)).to_contain_text("640 miljoner", timeout=1000)
