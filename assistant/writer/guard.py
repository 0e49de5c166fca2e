"""What may leave the machine: hosts that somebody has agreed to, documents that stay at home.

Kept in `model.json` in the data folder, with the model chosen on the page; never a key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import portalocker
from pydantic import BaseModel, ValidationError

from assistant.search import Hit
from assistant.writer.choice import Choice, choice_of
from assistant.writer.problem import ModelProblem, NeedsConsent
from ingest.index import Document, Settings

_FILE = "model.json"


class Kept(BaseModel):
    """What people have decided. `at_home` has the documents that may not leave, by checksum."""

    provider: str = ""
    name: str = ""
    address: str = ""
    without_model: bool = False
    agreed: list[str] = []
    at_home: dict[str, str] = {}


class Guard:
    """Decides for one data folder. Windows and processes may use it at once."""

    def __init__(self, data: Path) -> None:
        self._path = data / _FILE

    def kept(self) -> Kept:
        """What is decided. Raises ModelProblem where it cannot be read: then nothing may leave."""
        try:
            return Kept.model_validate_json(self._path.read_text(encoding="utf8"))
        except FileNotFoundError:
            return Kept()
        except (OSError, ValueError, ValidationError) as error:
            raise ModelProblem(
                f"{self._path} cannot be read, so nothing is sent. Mend or remove it; then say "
                "anew what may leave this machine.",
                "Filen model.json i mappen för data går inte att läsa. Inget skickas till någon "
                "modell förrän den är lagad eller borttagen.",
            ) from error

    def agree(self, host: str) -> None:
        """Let text be sent to a host from now on."""
        self._change(lambda kept: kept.agreed.append(host) if host not in kept.agreed else None)

    def withdraw(self, host: str) -> None:
        """Let nothing more be sent to a host."""
        self._change(lambda kept: kept.agreed.remove(host) if host in kept.agreed else None)

    def keep_at_home(self, document: Document) -> None:
        """Never send text of a document, or of our digest of it, to an outside host."""
        self._change(lambda kept: kept.at_home.update({document.checksum: document.doc}))

    def let_out(self, document: Document) -> None:
        """Lift that again, from the document in any of its versions."""

        def lift(kept: Kept) -> None:
            kept.at_home = {
                checksum: doc
                for checksum, doc in kept.at_home.items()
                if checksum != document.checksum and doc != document.doc
            }

        self._change(lift)

    def choose(self, choice: Choice | None) -> None:
        """Use a model from now on; None for the documents' own sentences."""

        def put(kept: Kept) -> None:
            kept.provider, kept.name, kept.address = (
                (choice.provider, choice.name, choice.address) if choice else ("", "", "")
            )
            kept.without_model = choice is None

        self._change(put)

    def chosen(self, settings: Settings, keys: Mapping[str, str]) -> Choice | None:
        """The model that is used on the page: the one chosen there, else that of the settings.

        `keys` are typed on the page, by address. The key of the settings goes to the address of
        the settings alone. Raises ModelProblem.
        """
        kept = self.kept()
        if kept.without_model:
            return None
        if not kept.name:
            return choice_of(settings)
        choice = Choice.of(f"{kept.provider}:{kept.name}", kept.address)
        own = choice_of(settings)
        key = own.key if own and own.address == choice.address else ""
        return replace(choice, key=keys.get(choice.address, key))

    def forget_choice(self) -> None:
        """Use the model of the settings again."""

        def forget(kept: Kept) -> None:
            kept.provider = kept.name = kept.address = ""
            kept.without_model = False

        self._change(forget)

    def stays(self, document: Document) -> bool:
        """Whether a document may not leave the machine."""
        return _stays(document, self.kept())

    def admitted(self, hits: Sequence[Hit], choice: Choice) -> list[Hit]:
        """Those passages that may be sent to a model.

        Raises NeedsConsent for an outside host that nobody has agreed to. A document that was
        marked stays marked when its file is replaced, as its name is the same.
        """
        if not choice.is_outside:
            return list(hits)
        kept = self.kept()
        if choice.host not in kept.agreed:
            raise NeedsConsent(choice.host)
        return [hit for hit in hits if not _stays(hit.document, kept)]

    def _change(self, change: Callable[[Kept], None]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with portalocker.Lock(self._path.with_suffix(".lock"), timeout=10):
            kept = self.kept()
            change(kept)
            written = self._path.with_suffix(".new")
            written.write_text(kept.model_dump_json(indent=1), encoding="utf8")
            written.replace(self._path)


def _stays(document: Document, kept: Kept) -> bool:
    at_home = set(kept.at_home.values())
    return document.checksum in kept.at_home or bool({document.doc, document.about} & at_home)
