"""Two-person acts on their pages, on paper, and as a gate before what leaves the house."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pytest

from tests.cast import TODAY
from xuncha.base.words import Sentence
from xuncha.desk.todo import all_todos
from xuncha.trust import clock, two
from xuncha.trust.access import see
from xuncha.trust.act import Act, action
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.propose import propose
from xuncha.trust.actions.record_signed import record_signed
from xuncha.trust.core.deeds import DEEDS, Deed, declare
from xuncha.trust.core.roles import INSIDE, OFFICE
from xuncha.trust.models import DeedProposal, FirstStart
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
WHAT = {"what": "第3轮整改台账", "to": "市委巡察办"}
LET_OUT = declare(
    Deed(
        "test.let_out", Sentence("向外导出（试）", "export (try)"), propose=OFFICE, approve=OFFICE,
        effect=lambda act, proposal, rows, payload, given: None,
        says=lambda rows, payload: [(Sentence("交给", "To"), payload["to"])],
    )
)  # fmt: skip


@action("test.let_out", roles=INSIDE, where="anywhere", says=Sentence("试", "try"))
def let_out(act: Act, **content) -> DeedProposal:
    return two.permitted(act, LET_OUT.kind, payload=content)


def proposed(cast, **content) -> DeedProposal:
    return propose(by=cast.office, kind=LET_OUT.kind, payload={**WHAT, **content}, reason="上级调阅")


@pytest.fixture
def proposal(cast) -> DeedProposal:
    return proposed(cast)


def where(proposal: DeedProposal, more: str = "") -> str:
    return f"/two/{proposal.pk}/{more}"


def words_of(document: bytes) -> str:
    read = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def test_every_deed_says_what_it_is_in_both_languages_and_asks_for_two():
    assert {
        "identity.open",
        "identity.share",
        "export.outside",
        "export.journal",
        "key.retire",
        "lead.keep",
        "shred",
        "clock.change",
        "key.recover",
        "restore",
    } <= set(DEEDS)
    for deed in DEEDS.values():
        assert deed.title.zh
        assert deed.title.en
        assert deed.custody or (deed.propose and deed.approve)


def test_nothing_leaves_without_a_second_person_and_only_what_was_approved(cast, proposal):
    with pytest.raises(Refusal) as refused:
        let_out(by=cast.office, **WHAT)
    assert refused.value.code == "needs-two"
    approve(by=cast.office2, proposal=proposal, version=1)
    for changed in ({"to": "别处"}, {"what": "别的"}):
        with pytest.raises(Refusal):
            let_out(by=cast.office, **{**WHAT, **changed})
    assert let_out(by=cast.office, **WHAT).used_on == TODAY
    with pytest.raises(Refusal):
        let_out(by=cast.office, **WHAT)


def test_a_permission_ends_with_its_days(cast, proposal):
    approve(by=cast.office2, proposal=proposal, version=1)
    with clock.on_day(proposal.expires + timedelta(days=1)), pytest.raises(Refusal):
        let_out(by=cast.office, **WHAT)


def test_it_waits_with_the_second_person_and_not_with_the_first(cast, proposal):
    def waiting(who):
        return [one for one in all_todos(who, TODAY) if str(proposal.pk) in one.href]

    assert [one.due for one in waiting(cast.office2)] == [proposal.expires]
    assert waiting(cast.office) == []
    approve(by=cast.office2, proposal=proposal, version=1)
    assert waiting(cast.office2) == []


def test_the_sheet_carries_the_code_the_reason_and_who_proposed(cast, proposal, enter):
    answer = enter(cast.office).get(where(proposal, "sheet/"))
    words = words_of(answer.content)
    for word in (two.code_of(proposal), "上级调阅", "市委巡察办", cast.office.name, "向外导出"):
        assert word in words
    assert "整改台账" not in answer["Content-Disposition"]


def test_a_signed_sheet_is_recorded_on_the_page_by_another(cast, proposal, enter):
    said = {
        "do": "record", "version": 1, "code": two.code_of(proposal), "signer": "县委副书记", "signed_on": TODAY.isoformat(),
        "original_at": "双人事项卷第1页",
    }  # fmt: skip
    refused = enter(cast.office).post(where(proposal), said)
    assert see(DeedProposal, cast.office).get().state == "open"
    assert refused.status_code in (200, 422)
    wrong = enter(cast.office2).post(where(proposal), {**said, "code": "AAAA-0000"})
    assert (wrong.status_code, see(DeedProposal, cast.office).get().state) == (422, "open")
    assert enter(cast.office2).post(where(proposal), said).status_code == 302
    assert see(DeedProposal, cast.office).get().state == "done"
    assert "县委副书记" in enter(cast.office).get(where(proposal)).content.decode()


def test_the_first_withdraws_and_the_second_declines(cast, proposal, enter):
    enter(cast.office).post(where(proposal), {"do": "end", "version": 1})
    assert see(DeedProposal, cast.office).get().state == "withdrawn"
    other = proposed(cast, to="别处")
    enter(cast.office2).post(where(other), {"do": "end", "version": 1})
    assert see(DeedProposal, cast.office).get(pk=other.pk).state == "declined"


def test_in_a_trial_nobody_approves_or_records_and_the_page_says_why_and_what_to_do(cast, proposal, enter):
    FirstStart.objects.create(held_on=TODAY, trial=True)
    for deed in (
        lambda: approve(by=cast.office2, proposal=proposal, version=1),
        lambda: record_signed(
            by=cast.office2, proposal=proposal, version=1, code=two.code_of(proposal), signer="县委副书记",
            signed_on=TODAY, original_at="卷第1页",
        ),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "trial"
    assert see(DeedProposal, cast.office).get().state == "open"
    for who in (cast.office, cast.office2):
        page = enter(who).get(where(proposal)).content.decode()
        assert str(two.TRIAL) in page
        assert str(two.TRIAL_DO) in page
        assert 'value="approve"' not in page
        assert 'value="record"' not in page
        assert where(proposal, "sheet/") not in page
    assert [one for one in all_todos(cast.office2, TODAY) if str(proposal.pk) in one.href] == []
    enter(cast.office).post(where(proposal), {"do": "end", "version": 1})
    assert see(DeedProposal, cast.office).get().state == "withdrawn"


@pytest.mark.parametrize(
    "who", ["member", "petition", "system", "security", "audit", "stranger", "nobody", "contact"]
)
def test_who_takes_no_part_finds_nothing(cast, proposal, enter, who):
    client = enter(getattr(cast, who))
    for page in ("", "sheet/"):
        assert client.get(where(proposal, page)).status_code in (403, 404)
    listed = client.get("/two/")
    assert "向外导出" not in listed.content.decode()


def test_the_list_shows_open_ones_first_and_reads_in_english(cast, proposal, enter):
    approve(by=cast.office2, proposal=proposal, version=1)
    proposed(cast, to="别处")
    client = enter(cast.office)
    page = client.get("/two/").content.decode()
    assert page.index("待批准") < page.index("已批准")
    client.cookies["xuncha_language"] = "en"
    assert "waits for approval" in client.get("/two/").content.decode()
