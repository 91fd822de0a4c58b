"""No page, table or download tells a sealed word to who may not read it; and who may read it does."""

from __future__ import annotations

import pytest

from tests.privacy.conftest import World
from tests.privacy.crawl import asked_for, client_of, tables, told
from tests.privacy.world import WORDS

pytestmark = pytest.mark.django_db
ACCOUNTS = (
    "contact", "contact2", "member", "liaison", "deputy", "petition", "stranger", "nobody", "system", "security", "audit",
    "office", "leading",
)  # fmt: skip


def everything(world: World, who: str) -> dict[str, str]:
    """Every address with its Excel tables, and what it tells."""
    client = client_of(world.cast, who)
    heard = {}
    for _, address in asked_for(getattr(world.cast, who), world.addresses):
        heard[address] = told(client.get(address)).text
        for key in tables(heard[address]):
            heard[f"{address}?xlsx={key}"] = told(client.get(address, {"xlsx": key})).text
    return heard


@pytest.mark.parametrize("who", ACCOUNTS)
def test_an_account_reads_no_word_that_is_not_for_it(here: World, who: str) -> None:
    hidden = {key: word.says for key, word in WORDS.items() if who not in word.readers}
    leaks = {
        (key, address)
        for address, text in everything(here, who).items()
        for key, says in hidden.items()
        if says in text
    }
    assert leaks == set()


def test_the_leader_reads_every_word_so_that_the_world_is_not_empty(here: World) -> None:
    heard = "\n".join(everything(here, "leader").values())
    assert [key for key, word in WORDS.items() if word.says not in heard] == []
