"""Seconds that each step of the page Skriv yttrande takes to draw, warm.

python -m tests.drafting_speed --data DIR
"""

from __future__ import annotations

import argparse
import os
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.testing.v1 import AppTest

from assistant import Assistant
from assistant.drafting import Draft, Material
from assistant.drafting.compose import written_anew
from assistant.drafting.disposition import document_types
from assistant.drafting.request import read_request
from assistant.register import load_register
from assistant.store import Database, Drafts
from ingest.index import Settings

STEPS = ("arende", "forslagen", "stallningstaganden", "texten", "granska")
SCRIPT = "from assistant.pages import draft\ndraft.page()"
EXAMPLE = Path("docs/examples/yttrande.toml")


def main() -> None:
    """Draw each step of a draft of ten proposals four times; print the first and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/drafts.sqlite"
        settings = Settings(data=given.data, database_url=url)
        os.environ |= {"TILLIT_DATA": str(given.data), "TILLIT_DATABASE_URL": url}
        example = _written(settings)
        with closing(Database.open(settings)) as database:
            id_ = Drafts(database).begin(example)
        app = AppTest.from_string(SCRIPT, default_timeout=60)
        for step in STEPS:
            app.query_params["utkast"], app.query_params["steg"] = id_, step
            took = []
            for _ in range(4):
                began = time.perf_counter()
                app.run()
                took.append(time.perf_counter() - began)
            print(f"{step}: first {took[0]:.2f} s, then at most {max(took[1:]):.2f} s")


def _written(settings: Settings) -> Draft:
    """The example with its text."""
    request = read_request(EXAMPLE)
    with closing(Assistant.open(settings)) as assistant:
        material = Material(assistant, load_register(settings.corpus))
        document_type = document_types()[request.document_type]
        return written_anew(request.draft(material), document_type, material, datetime.now(UTC))


if __name__ == "__main__":
    main()
