"""A register of the invented inquiry's proposals, and what its responses say of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from invented import NFL_DOC, OSTMARK_DOC, REPORT_DOC, VINDELBY_DOC

from ingest.index import Settings

REGISTER = f"""
[[report]]
doc = "{REPORT_DOC}"
sections."1" = "Lagförslag"
sections."1.1" = "Förslag till lag om servicepunkter"
sections."1.2" = "Förslag till förordning om vardagslotsar"
sections."5" = "Överväganden och förslag"
sections."5.1" = "En servicepunkt i varje kommun"
sections."5.2" = "Vardagslotsar"
sections."5.3" = "En enda fullmakt"
sections."5.4" = "Resor som redan görs"
sections."5.5" = "Kvällsöppna mottagningar"
sections."5.6" = "Uppföljning som går att läsa"
sections."6" = "Kostnader och konsekvenser"
sections."6.1" = "Kostnader och finansiering"

[[area]]
id = "service"
doc = "{REPORT_DOC}"
section = "5"
name = "Service nära människor"

[[proposal]]
id = "servicepunkt"
doc = "{REPORT_DOC}"
section = "5.1"
also = ["1.1"]
kind = "legislative"
area = "service"
addressees = ["kommunerna"]
sentence = "Varje kommun ska ha minst en servicepunkt som är öppen för alla."

[[proposal]]
id = "lots"
doc = "{REPORT_DOC}"
section = "5.2"
also = ["1.2"]
kind = "proposal"
area = "service"
addressees = ["kommunerna"]
sentence = "Den som har minst tre pågående ärenden hos olika myndigheter ska ha rätt till en \
vardagslots."

[[proposal]]
id = "fullmakt"
doc = "{REPORT_DOC}"
section = "5.3"
kind = "proposal"
addressees = ["regeringen"]
sentence = "En gemensam fullmakt ska gälla hos alla myndigheter."

[[proposal]]
id = "skolskjuts"
doc = "{REPORT_DOC}"
section = "5.4"
kind = "recommendation"
addressees = ["regionerna"]
sentence = "Regionerna bör öppna skolskjutsen för andra resenärer där platser står tomma."

[[proposal]]
id = "kvall"
doc = "{REPORT_DOC}"
section = "5.5"
kind = "recommendation"
addressees = ["vårdcentralerna"]
sentence = "Varje vårdcentral bör hålla öppet minst en kväll i veckan."

[[proposal]]
id = "uppfoljning"
doc = "{REPORT_DOC}"
section = "5.6"
kind = "assessment"
addressees = ["Serviceverket"]
sentence = "Reformen bör följas upp med högst sex mått."

[[position]]
organisation = "Vindelby kommun"
doc = "{VINDELBY_DOC}"
proposal = "lots"
position = "supports_partly"
place = "Vardagslotsar"
sentence = "Tillstyrker, men vill att lotsen anställs av kommunen."

[[position]]
organisation = "Region Östmark"
doc = "{OSTMARK_DOC}"
proposal = "kvall"
position = "opposes"
place = "Kvällsöppna mottagningar"
sentence = "Avstyrker i nuvarande form och vill pröva på ett par orter."

[[position]]
organisation = "Norra fjällens landsting"
doc = "{NFL_DOC}"
proposal = "fullmakt"
position = "no_objection"
place = "Fullmakt"
sentence = "Har ingen erinran men vill ha blanketten på fler språk."
"""


def with_register(settings: Settings, folder: Path) -> Settings:
    """Settings for the same index, with a corpus of its own that has the register."""
    corpus = folder / "corpus-with-register"
    shutil.copytree(settings.corpus, corpus)
    (corpus / "register").mkdir()
    (corpus / "register" / "narmare-vardagen.toml").write_text(REGISTER, encoding="utf8")
    return settings.model_copy(update={"corpus": corpus})
