"""离组交接: nobody leaves half handed over, nobody receives from himself, and the rights end with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import TODAY, Cast
from tests.findings.conftest import WRITTEN
from xuncha.fieldwork.actions.borrow import ask_files, receive_files
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.write_paper import write_paper
from xuncha.leaving.actions.begin import begin_leaving
from xuncha.leaving.actions.complete import complete_leaving
from xuncha.leaving.actions.print_paper import print_leaving
from xuncha.leaving.actions.read import read_leaving
from xuncha.leaving.actions.write import confirm_points, evaluate, write_words
from xuncha.leaving.facts import left_behind, points_on
from xuncha.leaving.models import Leaving
from xuncha.papers.actions.print_paper import print_paper
from xuncha.trust.access import see, see_one, whole
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Entry
from xuncha.trust.refusal import NoRight, Refusal, Stale

pytestmark = pytest.mark.django_db
WORDS = "下一任请接着盯专项资金的第三笔拨付"
JUDGED = "该同志熟悉财务"


@pytest.fixture
def begun(cast: Cast) -> Leaving:
    return begin_leaving(by=cast.liaison, inspection=cast.inspection, account=cast.member)


def now(cast: Cast, leaving: Leaving) -> Leaving:
    return see(Leaving, cast.office).select_related("account", "successor").get(pk=leaving.pk)


def handed_over(cast: Cast, leaving: Leaving, **changed: object) -> Leaving:
    row = now(cast, leaving)
    given = {"done": [one.key for one in points_on(TODAY)], "remarks": {"devices": "U盾一枚"}, **changed}
    confirm_points(by=cast.liaison, leaving=row, version=row.version, **given)  # type: ignore[arg-type]
    row = now(cast, leaving)
    evaluate(by=cast.leader, leaving=row, version=row.version, evaluation=JUDGED)
    return now(cast, leaving)


def a_draft(cast: Cast) -> None:
    seen = raise_observation(by=cast.member, inspection=cast.inspection, source="hit", text="余额未动")
    write_paper(
        by=cast.member, inspection=cast.inspection, organisation=cast.unit, written=WRITTEN,
        authors=[cast.member, cast.member2], observations=[seen], evidence=["凭证12号"],
    )  # fmt: skip


def test_a_page_is_begun_once(cast: Cast, begun: Leaving) -> None:
    assert begin_leaving(by=cast.office, inspection=cast.inspection, account=cast.member).pk == begun.pk
    assert see(Leaving, cast.office).count() == 1


def test_who_is_not_in_the_team_does_not_leave_it(cast: Cast) -> None:
    with pytest.raises(Refusal) as no:
        begin_leaving(by=cast.liaison, inspection=cast.inspection, account=cast.stranger)
    assert no.value.code == "not-in-team"
    assert whole(Leaving, "a test looks at every row").count() == 0


def test_a_completed_leaving_ends_every_right_at_the_inspection(cast: Cast, begun: Leaving) -> None:
    row = handed_over(cast, begun)
    assert complete_leaving(by=cast.office, leaving=row, version=row.version) == 1
    done = now(cast, begun)
    assert (done.state, done.done_on, done.received_by_id) == (Leaving.DONE, TODAY, cast.office.pk)
    member = Account.objects.get(pk=cast.member.pk)
    assert not member.sight.has(frozenset(Role), cast.inspection.pk)
    assert see(Leaving, member).count() == 0
    assert Account.objects.get(pk=cast.member2.pk).sight.has({Role.MEMBER}, cast.inspection.pk)


def test_a_half_handed_over_leaving_is_refused_and_the_rights_stay(cast: Cast, begun: Leaving) -> None:
    row = now(cast, begun)
    with pytest.raises(Refusal, match=r"还没有清点确认.*还没有写鉴定"):
        complete_leaving(by=cast.office, leaving=row, version=row.version)
    assert now(cast, begun).state == Leaving.OPEN
    assert Account.objects.get(pk=cast.member.pk).sight.has({Role.MEMBER}, cast.inspection.pk)


def test_unsigned_papers_and_lent_files_need_a_successor(cast: Cast, begun: Leaving) -> None:
    a_draft(cast)
    files = ask_files(by=cast.member, inspection=cast.inspection, titles=["会议记录"])
    receive_files(by=cast.member, inspection=cast.inspection, files=files, on=TODAY)
    assert vars(left_behind(cast.member, cast.inspection.pk)) == {"drafts": 1, "files": 1}
    row = handed_over(cast, begun)
    with pytest.raises(Refusal, match=r"没有签字.*没有归还"):
        complete_leaving(by=cast.office, leaving=row, version=row.version)
    row = handed_over(cast, begun, successor=cast.member2)
    assert complete_leaving(by=cast.office, leaving=row, version=row.version) == 1


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_the_successor_is_another_member_of_the_team(cast: Cast, begun: Leaving, who: str) -> None:
    with pytest.raises(Refusal) as no:
        handed_over(cast, begun, successor=getattr(cast, who))
    assert no.value.code == "successor"
    assert now(cast, begun).points == {}


def test_nobody_receives_from_himself(cast: Cast) -> None:
    own = begin_leaving(by=cast.leader, inspection=cast.inspection, account=cast.leader)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: confirm_points(by=cast.leader, leaving=own, version=own.version, done=["papers"], remarks={}),
        lambda: evaluate(by=cast.leader, leaving=own, version=own.version, evaluation="优秀"),
    )
    for attempt in attempts:
        with pytest.raises(Refusal) as no:
            attempt()
        assert no.value.code == "own"
    assert now(cast, own).version == own.version


def test_only_the_office_completes(cast: Cast, begun: Leaving) -> None:
    row = handed_over(cast, begun)
    for who in ("leader", "liaison", "member", "stranger", "system"):
        with pytest.raises(NoRight):
            complete_leaving(by=getattr(cast, who), leaving=row, version=row.version)
    assert now(cast, begun).state == Leaving.OPEN


def test_the_member_writes_to_the_next_and_another_member_does_not(cast: Cast, begun: Leaving) -> None:
    write_words(by=cast.member, leaving=begun, version=begun.version, words=WORDS)
    row = now(cast, begun)
    with pytest.raises(NoRight):
        write_words(by=cast.member2, leaving=row, version=row.version, words="别的话")
    assert read_leaving(by=cast.leader, leaving=row).words == WORDS


def test_the_evaluation_is_not_shown_to_whom_it_is_about(cast: Cast, begun: Leaving) -> None:
    row = handed_over(cast, begun)
    assert read_leaving(by=cast.member, leaving=row).evaluation == ""
    assert read_leaving(by=cast.liaison, leaving=row).evaluation == ""
    assert read_leaving(by=cast.deputy, leaving=row).evaluation == JUDGED
    assert read_leaving(by=cast.office, leaving=row).evaluation == JUDGED


def test_the_successor_sees_the_page_and_other_members_do_not(cast: Cast, begun: Leaving) -> None:
    assert see(Leaving, cast.member2).count() == 0
    handed_over(cast, begun, successor=cast.member2)
    assert see(Leaving, cast.member2).get().pk == begun.pk
    assert [
        see(Leaving, getattr(cast, who)).count() for who in ("stranger", "nobody", "audit", "contact")
    ] == [0] * 4


def test_what_is_done_stays_as_it_is(cast: Cast, begun: Leaving) -> None:
    row = handed_over(cast, begun)
    complete_leaving(by=cast.office, leaving=row, version=row.version)
    with pytest.raises(Refusal, match="已经办结"):
        write_words(by=cast.liaison, leaving=now(cast, begun), version=now(cast, begun).version, words="晚了")
    with pytest.raises(Refusal, match="已经办结"):
        complete_leaving(by=cast.office, leaving=now(cast, begun), version=now(cast, begun).version)
    assert read_leaving(by=cast.office, leaving=now(cast, begun)).words == ""


def test_a_stale_page_is_not_completed(cast: Cast, begun: Leaving) -> None:
    row = handed_over(cast, begun)
    with pytest.raises(Stale):
        complete_leaving(by=cast.office, leaving=row, version=row.version - 1)
    assert Account.objects.get(pk=cast.member.pk).sight.has({Role.MEMBER}, cast.inspection.pk)


def test_the_sheet_is_printed_with_every_point(cast: Cast, begun: Leaving) -> None:
    paper = print_leaving(by=cast.liaison, leaving=handed_over(cast, begun))
    printed = print_paper(by=cast.office, paper=paper)
    assert (paper.form, printed.content[:2]) == ("leaving_handover", b"PK")


def test_no_word_of_it_is_in_the_journal(cast: Cast, begun: Leaving) -> None:
    write_words(by=cast.member, leaving=begun, version=begun.version, words=WORDS)
    handed_over(cast, begun)
    bodies = "".join(whole(Entry, "a test reads the journal").values_list("body", flat=True))
    assert WORDS not in bodies
    assert JUDGED not in bodies
    assert see_one(Leaving, cast.office, begun.pk).words is not None
