"""Make docs/pictures/*.png anew from the running page.

    python -m ingest index --data build/shots
    python docs/screenshots.py

The index is the one that ships, our own digest, so that the pictures hold no text of others.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "pictures"
DATA = PROJECT / "build" / "shots"
QUESTION = "Hur ska tillsynen bli mer lärande?"
UNANSWERED = "Vad står det i avsnitt 19.4?"
WIDE, NARROW = (1366, 820), (400, 820)
FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    expect.set_options(timeout=30_000)  # the first visit opens the index
    with served() as address, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, size, path_, steps in (
            ("start", WIDE, "", [welcome]),
            ("fraga", WIDE, "", [ask, open_source]),
            ("inget-svar", WIDE, "", [ask_unanswered]),
            ("fraga-smal", NARROW, "", [ask]),
            ("kalla-smal", NARROW, "", [ask, open_source]),
            ("dokument", WIDE, "dokument", [documents]),
        ):
            page = opened(browser, f"{address}/{path_}", size)
            for step in steps:
                step(page)
            settled(page)
            page.screenshot(path=PICTURES / f"{name}.png")
            page.context.close()
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The page on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ | {"TILLIT_DATA": str(DATA)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield next(line for line in process.stdout if "URL:" in line).split()[-1]
        finally:
            process.kill()


def opened(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    """A new window of a size at an address."""
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, locale="sv-SE").new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


def welcome(page: Page) -> None:
    """The first visit."""
    expect(page.get_by_text("Pröva till exempel")).to_be_visible()


def ask(page: Page, question: str = QUESTION) -> None:
    """A question and its answer."""
    box = page.get_by_placeholder("Skriv din fråga")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_role("heading", name=question)).to_be_visible(timeout=20_000)


def ask_unanswered(page: Page) -> None:
    """A question that the documents do not answer."""
    ask(page, UNANSWERED)


def open_source(page: Page) -> None:
    """The passage behind the first statement."""
    page.locator("button.mark").first.click()
    expect(page.locator("mark").first).to_be_visible()


def documents(page: Page) -> None:
    """What is indexed."""
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("combobox")).to_be_visible()  # drawn last


def settled(page: Page) -> None:
    """Wait until nothing is drawn any more."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)


if __name__ == "__main__":
    main()
