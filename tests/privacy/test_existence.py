"""That there are letters, leads, or talks that were asked for changes nothing for those who may not know."""

from __future__ import annotations

import pytest

from tests.privacy.conftest import ASKED, KNOWS, World
from tests.privacy.crawl import PAGES, TOKEN

pytestmark = pytest.mark.django_db
#: The auditor reads the whole journal: it is his office to know who opened what. Of content it holds nothing.
AUDITED = {"audit": {"/journal/"}}
Answers = list[tuple[str, int, str]]


def changed(before: Answers, after: Answers) -> set[str]:
    """The addresses that answer otherwise than before."""
    assert [address for address, *_ in before] == [address for address, *_ in after]
    return {one[0] for one, other in zip(before, after, strict=True) if one != other}


@pytest.mark.parametrize("who", [one for one in ASKED if one not in KNOWS["letters"]])
def test_letters_and_leads_change_no_word(here: World, who: str) -> None:
    assert changed(here.seen["nothing"][who], here.seen["letters"][who]) == AUDITED.get(who, set())


@pytest.mark.parametrize("who", [one for one in ASKED if one not in KNOWS["talks"] | KNOWS["letters"]])
def test_talks_that_were_asked_for_change_no_word_outside_the_team(here: World, who: str) -> None:
    assert changed(here.seen["letters"][who], here.seen["talks"][who]) == AUDITED.get(who, set())


def test_the_petition_officer_sees_the_letters_so_that_the_comparison_is_not_empty(here: World) -> None:
    assert changed(here.seen["nothing"]["petition"], here.seen["letters"]["petition"]) >= {"/papers/"}


def test_every_page_was_asked_for(here: World) -> None:
    assert len(PAGES) - 2 <= len(here.seen["nothing"]["contact"])
    assert TOKEN.search(here.seen["nothing"]["contact"][0][2].encode()) is None
