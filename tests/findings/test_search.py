"""A word is found in what the account may read, and in nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.letters.builders import row
from xuncha.fieldwork.actions.write_note import write_note
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.search import search
from xuncha.findings.core.passages import Passage, passage
from xuncha.letters.actions.register import register_letter
from xuncha.trust.access import see
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight, Refusal

WORD = "虚构的桥"


@pytest.fixture
def written(cast: Cast) -> Cast:
    register_letter(
        by=cast.petition, inspection=cast.inspection, row=row(subject="反映工程", text=f"关于{WORD}的来信")
    )
    raise_observation(
        by=cast.member, inspection=cast.inspection, source="note", text=f"核实{WORD}的验收", evidence=[]
    )
    raise_observation(
        by=cast.petition, inspection=cast.inspection, source="letter", text=f"信中说到{WORD}", evidence=[]
    )
    return cast


def kinds(cast: Cast, who: str, word: str = WORD) -> list[str]:
    return [
        one.row._meta.model_name
        for one in search(by=getattr(cast, who), inspection=cast.inspection, word=word)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("leader", ["letter", "observation", "observation"]),
        ("petition", ["letter", "observation"]),
        ("member", ["observation"]),
        ("liaison", ["observation"]),
    ],
)
def test_each_finds_what_he_may_read(written: Cast, who: str, found: list[str]) -> None:
    assert kinds(written, who) == found


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["office", "stranger", "contact", "audit", "nobody"])
def test_who_has_no_right_there_finds_nothing(written: Cast, who: str) -> None:
    with pytest.raises(NoRight):
        kinds(written, who)


@pytest.mark.django_db
def test_a_word_that_stands_nowhere(written: Cast) -> None:
    assert kinds(written, "leader", "没有这个词") == []


@pytest.mark.django_db
def test_no_word_is_no_search(written: Cast) -> None:
    with pytest.raises(Refusal, match="请输入"):
        kinds(written, "leader", "  ")


@pytest.mark.django_db
def test_the_journal_tells_that_one_searched_and_not_for_what(written: Cast) -> None:
    kinds(written, "leader")
    newest = [row.body for row in see(Entry, written.audit).filter(act="findings.search")]
    assert newest
    assert not [body for body in newest if WORD in body]


@pytest.mark.django_db
def test_the_page_shows_the_passage_and_no_address_has_the_word(written: Cast, enter) -> None:
    address = f"/inspections/{written.inspection.pk}/search/"
    answer = enter(written.member).post(address, {"word": WORD})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"核实<mark>{WORD}</mark>的验收" in page
    assert "来信" not in page


@pytest.mark.django_db
def test_a_field_note_is_found_by_its_place(cast: Cast) -> None:
    write_note(
        by=cast.member, inspection=cast.inspection, method="visit", on=cast.round.entry_day, heading="走访",
        where=WORD, text="看了现场",
    )  # fmt: skip
    assert kinds(cast, "member") == ["note"]


@given(st.text(max_size=60), st.text(min_size=1, max_size=5), st.text(max_size=60))
def test_a_word_is_found_wherever_it_stands(before: str, word: str, after: str) -> None:
    found = passage(before + word + after, word)
    assert (found is None) == (not word.strip())


def test_width_and_case_are_alike() -> None:
    assert passage("合同ＡＢ１号", "ab1") == Passage("合同", "ＡＢ１", "号")


def test_a_long_text_is_cut_on_both_sides() -> None:
    found = passage("前" * 40 + "词" + "后" * 40, "词")
    assert found == Passage("…" + "前" * 24, "词", "后" * 24 + "…")
