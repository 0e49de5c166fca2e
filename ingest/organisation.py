"""Which organisation a letter is from.

A letter names many: those it quotes, those it is sent to, those it asks for more money. The one
that speaks stands in the letterhead, signs, was asked to answer, and is the one that "tillstyrker".
Mere mention proves nothing, and then nobody is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.letter import Letter

# How Swedish public bodies and associations are called: a name and what the body is.
_PART = r"[A-ZÅÄÖ][a-zåäöéü]+"
_NAME = rf"{_PART}(?:[- ]{_PART}){{0,3}}"
_BODY = (
    r"(?:[Kk]ommun|[Ss]tadsdelsförvaltning|[Ss]tadsdelsnämnd|[Ss]tad|[Ll]äns landsting|[Ll]andsting"
    r"|[Uu]niversitet|[Hh]ögskola|[Tt]ingsrätt|[Ff]örvaltningsrätt|[Kk]ammarrätt|[Hh]ovrätt"
    r"|[Rr]iksförbund|[Ff]örbund|[Kk]ommunalförbund|[Cc]entralorganisation|[Oo]rganisation"
    r"|[Ff]örening|[Uu]nion|[Rr]iksorganisation|[Ss]amfund|[Aa]kademi|[Ss]tift|[Ff]örsamling"
    r"|[Pp]astorat|[Kk]yrka|[Ss]tiftelse|[Rr]åd)"
)
_SEATED = (
    r"(?:Länsstyrelsen|Tingsrätten|Förvaltningsrätten|Kammarrätten|Hovrätten|Domkapitlet|Högskolan"
    r"|Universitetet|Landsorganisationen|Tekniska högskolan|Polismyndigheten|Skolverket)"
)
_WORD = (
    r"(?:myndigheten|verket|inspektionen|kontoret|rådet|riksförbundet|förbundet|ombudsmannen"
    r"|styrelsen|nämnden|institutet|universitetet|högskolan|samfundet|akademien|akademin"
    r"|revisionen|kassan|förmedlingen|organisationen|centralen|föreningen|regionen|kyrkan|domstolen|kansliet|stiftelsen|banken)"
)
_ORGANISATION = re.compile(
    rf"\b(?:{_SEATED} (?:i|för|över|på) {_NAME}(?: län)?|Högskolan {_PART}"
    rf"|Region {_PART}(?:[- ](?!Yttrande|Remiss|Dnr|Datum|Tjänste){_PART}){{0,2}}"
    rf"|{_NAME}(?: [a-zåäö]{{3,}}s)? {_BODY}(?=s?\b)(?: i {_PART})?"
    rf"|(?:{_PART} ){{0,2}}(?:{_PART}|[a-zåäö]+) ?{_WORD}(?=s?\b)"
    rf"|{_PART}(?:s|nas)? [A-Za-zåäö]+ och (?:[Ll]andsting|[Rr]egioner|[a-zåäö]+förbund))"
)
# What opens a line or a sentence and is no part of a name.
_NO_NAME = frozenset(
    "Remissvar Yttrande Remissyttrande Från Till För Hos Av I Även Både När Som Om Dnr Datum Svar "
    "Tjänsteutlåtande Handläggare Enligt Vid Med Den Det De En Ett Vi Att Och Men Eftersom Genom "
    "Såväl Utöver På Mellan Inom Samt Sida Kopia Sändlista Remiss Avsändare Beslut Förslag Ärende "
    "Bilaga Adress Besöksadress Postadress Telefon Box".split()
)
# Parts of an organisation sign for the whole of it.
_INTERNAL = re.compile(
    r"^(?:kommun|stads|stadsdels|regions?|landstings|läns|lednings|förvaltnings|bolags|närings)\w*"
    r"(?:styrelsen|nämnden|kontoret|rådet|kansliet)$|"
    r"^(?:social|utbildnings|omsorgs|barn|vård|hälso|sjukvårds|äldre|bygg|miljö|kultur|fritids|skol|"
    r"personal|ekonomi)\w*(?:nämnden|kontoret|kansliet)$|"
    r"^(?:regerings|riksdags)kansliet$|^\w{0,3}(?:styrelsen|nämnden|kontoret|rådet|kansliet)$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\s*\(([A-ZÅÄÖ][A-ZÅÄÖa-z]{1,6})\)")

_ALONE = re.compile(r"^[A-ZÅÄÖ][\w&.-]+(?: [\w&.-]+){0,4}$")  # a line that may be a name

_EDGE = 1500  # characters at either end in which a letter says who writes
_SHORT = 90  # characters; longer lines are sentences
_MARGIN, _LINE, _SUBJECT, _SIGNED, _ASKED, _SAYS = 6, 4, 5, 4, 5, 3
_ENOUGH = 3
_SUBJECT_AFTER = re.compile(
    r"^s? (?:tjänsteutlåtande|remissvar|remissyttrande|yttrande|svar på|synpunkter)", re.IGNORECASE
)
_SUBJECT_BEFORE = re.compile(r"\b(?:yttrande|remissvar|svar|synpunkter) från $", re.IGNORECASE)
_ASKED_AFTER = re.compile(
    r"^ (?:har (?:beretts|fått|getts|givits|inbjudits|ombetts|anmodats|tagit del)|möjlighet att|"
    r"tillfälle att|att (?:lämna|yttra|svara|inkomma)|ges möjlighet|inbjuds)"
)
_SAYS_AFTER = re.compile(
    r"^ (?:till|av)?(?:styrker|har (?:läst|granskat|inget att|inga|följande)|anser|ser|ställer sig|"
    r"välkomnar|instämmer|delar|vill|menar|bedömer|avstår|lämnar|yttrar|är (?:positiv|negativ)|"
    r"stöd(?:er|jer)|noterar|saknar|föreslår|konstaterar|framhåller|understryker|tackar)\b"
)
_QUOTED_AFTER = re.compile(r"^ (?:har redan|har också|hade|skrev|svarade)\b")
_SENT_TO = re.compile(
    r"^(?:till|kopia|sändlista|beslutet (?:ska )?skickas|expedieras|för kännedom|delges)\b",
    re.IGNORECASE,
)


def find_organisation(letter: Letter) -> tuple[str | None, tuple[str, ...]]:
    """Who a letter is from, and what else it calls itself; (None, ()) where it does not tell.

    Abbreviations that the letter explains ("Exempelstads läns landsting (ELL)") are names too.
    """
    proofs: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    for text, edge, sent_to in _texts(letter):
        for match in _ORGANISATION.finditer(text):
            name, start = _trimmed(match)
            if name is None:
                continue
            mentions[name] += 1
            proofs[name] += 0 if sent_to else _proof(text, start, match.end(), edge)
            explained = _ABBREVIATION.match(text, match.end())
            if explained:
                names.setdefault(name, set()).add(explained[1])
    _add_by_deed(letter, proofs)
    likely = [name for name in proofs if proofs[name] >= _ENOUGH]
    if not likely:
        return None, ()
    # Twice the proof outdoes any number of mentions; among equals the most mentioned speaks.
    name = max(likely, key=lambda name: proofs[name] + min(mentions[name], 10) / 2)
    return name, tuple(sorted(names.get(name, ())))


def _add_by_deed(letter: Letter, proofs: Counter[str]) -> None:
    """Add those whose name has no form of its own, but stands alone on a line and then speaks."""
    lines = {*letter.margins, *letter.head(), *letter.foot()}
    for line in lines:
        name = line.strip()
        if name in proofs or name in _NO_NAME or not _ALONE.match(name) or _INTERNAL.match(name):
            continue
        says = re.compile(rf"(?<![\w-]){re.escape(name)}(?={_SAYS_AFTER.pattern[1:]})")
        if any(says.search(text) for text in letter.lines):
            proofs[name] += _LINE + _SAYS


def _texts(letter: Letter) -> Iterator[tuple[str, str, bool]]:
    """Each text with where it stands (margin, start, end, within), and whether it lists those
    that the letter is sent to."""
    for text in letter.margins:
        yield text, "margin", False
    total = sum(len(line) + 1 for line in letter.lines)
    seen = 0
    sent_to = False
    for line in letter.lines:
        sent_to = bool(_SENT_TO.match(line)) or (sent_to and len(line) <= _SHORT)
        if seen < min(_EDGE, total / 2):
            edge = "start"
        else:
            edge = "end" if seen >= total - _EDGE else "within"
        yield line, edge, sent_to and (edge == "end" or bool(_SENT_TO.match(line)))
        seen += len(line) + 1


def _trimmed(match: re.Match[str]) -> tuple[str | None, int]:
    """The name without the words that open its line; None where only a part of a body is named."""
    words = match.group().split(" ")
    start = match.start()
    while len(words) > 1 and words[0] in _NO_NAME:
        start += len(words.pop(0)) + 1
    name = " ".join(words)
    if not name[0].isupper() or name in _NO_NAME or _INTERNAL.match(name):
        return None, start
    return name, start


def _proof(text: str, start: int, end: int, edge: str) -> int:
    """How much the place of a name says that it is the sender's."""
    before, after = text[:start], text[end:]
    if _QUOTED_AFTER.match(after):
        return 0
    proof = 0
    if edge == "margin":
        proof += _MARGIN
    elif edge == "start" and not before.strip() and len(text) <= _SHORT:
        proof += _LINE
    elif edge == "end" and len(text) <= _SHORT:
        proof += _SIGNED
    if _SUBJECT_AFTER.match(after) or _SUBJECT_BEFORE.search(before):
        proof += _SUBJECT
    if _ASKED_AFTER.match(after):
        proof += _ASKED
    if _SAYS_AFTER.match(after):
        proof += _SAYS
    return proof
