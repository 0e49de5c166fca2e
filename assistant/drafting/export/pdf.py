"""A Word document as PDF, through LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_NAMES = ("soffice", "libreoffice")
_LONGEST = 120.0  # seconds; the first start of LibreOffice takes about ten

_OFFICE = "/org.openoffice.Office.Common"
# What LibreOffice is told: to fetch nothing that a document links to, and to write the structure
# that a screen reader needs.
_TOLD = (
    (f"{_OFFICE}/Security/Scripting", "BlockUntrustedRefererLinks"),
    (f"{_OFFICE}/Filter/PDF/Export", "UseTaggedPDF"),
)


class NoPdf(Exception):
    """No PDF could be made; the message says what to do (English), `swedish` the same on screen."""

    def __init__(self, english: str, swedish: str) -> None:
        super().__init__(english)
        self.swedish = swedish


def pdf_available() -> bool:
    """Whether LibreOffice is installed."""
    return _program() is not None


def as_pdf(word: bytes, longest: float = _LONGEST) -> bytes:
    """The PDF of a Word document. Raises NoPdf. `longest` in seconds."""
    return as_pdfs([word], longest)[0]


def as_pdfs(words: Sequence[bytes], longest: float = _LONGEST) -> list[bytes]:
    """The PDFs of several documents, from one start of LibreOffice. Raises NoPdf."""
    program = _program()
    if program is None:
        raise NoPdf(
            "PDF needs LibreOffice, which is not installed. Write Word (.docx) instead.",
            "PDF kräver LibreOffice, som inte är installerat här. Spara som Word i stället.",
        )
    with TemporaryDirectory(prefix="tillit-pdf-") as folder:
        files = [Path(folder) / f"{number}.docx" for number in range(len(words))]
        for file, word in zip(files, words, strict=True):
            file.write_bytes(word)
        try:
            _write_profile(Path(folder) / "profile")
            _convert(program, files, Path(folder), longest)
            return [file.with_suffix(".pdf").read_bytes() for file in files]
        except OSError as error:  # it cannot be started, or has written nothing
            raise _failed() from error


def _program() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>true</value></prop>'
        "</item>"
        for path, name in _TOLD
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items '
        f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        encoding="utf8",
    )


def _convert(program: str, files: Sequence[Path], folder: Path, longest: float) -> None:
    """Run LibreOffice with a profile of its own: it neither meets nor changes the user's."""
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--norestore", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files),
    ]  # fmt: skip
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(folder)},
        start_new_session=True,
    ) as process:
        try:
            process.wait(longest)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)  # it starts others
            raise _failed() from error
    if process.returncode:
        raise _failed()


def _failed() -> NoPdf:
    return NoPdf(
        "LibreOffice could not make the PDF. Write Word (.docx) instead and save it as PDF there.",
        "LibreOffice kunde inte göra PDF-filen. Spara som Word i stället, och som PDF därifrån.",
    )
