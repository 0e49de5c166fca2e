"""Joining printed lines: words divided at a line's end are mended, all others left as they are."""

import pytest

from ingest.read.hyphens import join_lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Vindelby är en", "liten kommun."], "Vindelby är en liten kommun."),
        (["kommunens sam-", "ordning"], "kommunens samordning"),
        (["en lång över-", "gångstid"], "en lång övergångstid"),
        (["hälso-", "och sjukvård"], "hälso- och sjukvård"),
        (["läns-", "eller regionnivå"], "läns- eller regionnivå"),
        (["hälso- och sjuk-", "vård"], "hälso- och sjukvård"),
        (["IVA-", "vård"], "IVA-vård"),
        (["Norra-", "Vindelby"], "Norra- Vindelby"),
        (["åren 2019-", "2021"], "åren 2019- 2021"),
        (["sam\u00adordning"], "samordning"),
        (["sam\u00ad", "ordning"], "sam ordning"),
        (["  två   ord ", "\ttill  "], "två ord till"),
        (["ett", "", "   ", "två"], "ett två"),
        ([], ""),
        (["", " "], ""),
    ],
)
def test_join(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_a_word_may_be_divided_in_line_after_line() -> None:
    assert join_lines(["sam-", "ord-", "ning"]) == "samordning"
