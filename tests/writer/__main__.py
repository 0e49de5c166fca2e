"""How soon a model's first word is passed on: python -m tests.writer

One stream, then twenty at once, on the invented inquiry with the shipped embedding, by a server of
our own. Milliseconds from when the server sends the first word.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from threading import Barrier, Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fake_model import Exchange, fake_model
from invented import write_corpus

from assistant import Assistant
from assistant.writer import Writer
from ingest.build import build
from ingest.documents import default_files
from ingest.index import Settings

QUESTION = "Hur många personer får en vardagslots följa?"
ANSWER = "En lots bör inte följa fler än 25 personer samtidigt [1]. " * 6
SECONDS_A_WORD = 0.02


def delays(assistant: Assistant, settings: Settings, streams: int) -> list[float]:
    """For each of so many streams at once, seconds from the first word sent to it passed on."""
    together = Barrier(streams)
    late: list[float] = []

    def answer(exchange: Exchange) -> None:
        together.wait(120)
        exchange.begin()
        for n, word in enumerate(ANSWER.split()):
            now = f"{time.monotonic()} " if n == 0 else ""
            exchange.event({"content": f"{now}{word} "})
            time.sleep(SECONDS_A_WORD)
        exchange.event({}, "stop")

    def ask(writer: Writer) -> None:
        seen = False
        for growing in assistant.answering(QUESTION, writer=writer):
            if growing.pending and not seen:
                seen = True
                late.append(time.monotonic() - float(growing.pending.split()[0]))

    with fake_model(answer) as server:
        writer = Writer.open(
            settings.model_copy(update={"model": "openai:fake", "model_url": server.address})
        )
        assert writer
        threads = [Thread(target=ask, args=(writer,)) for _ in range(streams)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return late


def main() -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp())
    settings = Settings(data=folder / "data", corpus=write_corpus(folder / "corpus"), adapt=False)
    build(default_files(settings), settings)
    assistant = Assistant.open(settings)
    delays(assistant, settings, 1)  # what is read once is read now
    for streams in (1, 20):
        late = [1000 * seconds for seconds in delays(assistant, settings, streams)]
        print(f"{streams} at once: median {median(late):.0f} ms, most {max(late):.0f} ms")
    assistant.close()


if __name__ == "__main__":
    main()
