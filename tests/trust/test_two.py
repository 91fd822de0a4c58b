"""Two-person acts (T-AC-6): one person alone can do none, by no account of his, and changed content voids what was proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import TODAY, Cast, account, grant
from xuncha.base.ids import new_id
from xuncha.base.words import Sentence
from xuncha.registry.models import Person
from xuncha.rounds.models import Inspection
from xuncha.trust import clock, two
from xuncha.trust.access import see, whole
from xuncha.trust.act import Act, action
from xuncha.trust.actions.approve import approve, read_proposal
from xuncha.trust.actions.end_proposal import end_proposal
from xuncha.trust.actions.propose import propose
from xuncha.trust.actions.record_signed import record_signed
from xuncha.trust.core.deeds import DEEDS, Deed, declare
from xuncha.trust.core.roles import HEADS, OFFICE, Role
from xuncha.trust.models import Account, DeedProposal, Entry, ProposalCopy
from xuncha.trust.refusal import NoRight, NotSeen, Refusal

pytestmark = pytest.mark.django_db
KIND = "test.rename"
SECRET = "举报人张三的理由"


def _rename(act: Act, proposal: DeedProposal, rows, payload, given) -> None:
    act.change(rows[0], title=payload["title"])
    DONE.append((given.get("share", b""), given.get("word")))


DONE: list[tuple[bytes, str | None]] = []


@pytest.fixture(autouse=True)
def deed(monkeypatch: pytest.MonkeyPatch) -> Deed:
    DONE.clear()
    one = Deed(
        KIND, Sentence("改名", "rename"), propose=HEADS, approve=HEADS, record=frozenset({Role.LIAISON}), effect=_rename,
        model="Inspection", columns=("title", "stage"), share=lambda act, rows, payload, given: b"half",
    )  # fmt: skip
    monkeypatch.setitem(DEEDS, KIND, one)
    return one


def test_a_kind_is_declared_once(deed):
    with pytest.raises(ValueError, match=KIND):
        declare(replace(deed, title=Sentence("别的", "other")))
    assert DEEDS[KIND] is deed


def proposed(cast: Cast, by: str = "leader", **more) -> DeedProposal:
    return propose(
        by=getattr(cast, by),
        kind=KIND,
        rows=[cast.inspection],
        reason=SECRET,
        payload={"title": "新名"},
        **more,
    )


def title(cast: Cast) -> str:
    return whole(Inspection, "test").get(pk=cast.inspection.pk).title


def fresh(proposal: DeedProposal) -> DeedProposal:
    return whole(DeedProposal, "test").get(pk=proposal.pk)


def code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_another_person_approves_and_it_is_done_with_the_share_and_what_he_adds(cast):
    proposal = proposed(cast)
    done = approve(by=cast.deputy, proposal=proposal, version=proposal.version, given={"word": "x"})
    assert (done.state, done.decided_by, done.on_paper) == ("done", cast.deputy, False)
    assert title(cast) == "新名"
    assert DONE == [(b"half", "x")]


def test_nothing_is_done_by_proposing_alone(cast):
    before = title(cast)
    assert proposed(cast).state == "open"
    assert (title(cast), DONE) == (before, [])


def test_the_proposer_cannot_approve(cast):
    proposal, before = proposed(cast), title(cast)
    with pytest.raises(Refusal) as refused:
        approve(by=cast.leader, proposal=proposal, version=1)
    assert (code(refused), title(cast), fresh(proposal).state) == ("same-person", before, "open")


def test_a_second_account_of_the_same_person_cannot_approve(cast):
    person = Person.objects.create(name="同一人")
    second = account("leader-again", "组长另一个账号")
    grant(second, Role.DEPUTY, inspection=cast.inspection.pk)
    Account.objects.filter(pk__in=(second.pk, cast.leader.pk)).update(person_id=person.pk)
    cast.accounts["leader"], second = (Account.objects.get(pk=one.pk) for one in (cast.leader, second))
    proposal, before = proposed(cast), title(cast)
    with pytest.raises(Refusal) as refused:
        approve(by=second, proposal=proposal, version=1)
    assert (code(refused), title(cast)) == ("same-person", before)


def test_the_proposer_cannot_record_a_signature_on_his_own(cast):
    proposal, before = proposed(cast), title(cast)
    with pytest.raises(Refusal) as refused:
        record_signed(
            by=cast.leader,
            proposal=proposal,
            version=1,
            code=two.code_of(proposal),
            signer="书记",
            signed_on=TODAY,
            original_at="卷1",
        )
    assert (code(refused), title(cast)) == ("same-person", before)


@pytest.mark.parametrize("column", ["decided_by", "decider"])
def test_the_database_refuses_one_person_through_every_path(cast, column):
    proposal = proposed(cast)
    mine = {"decided_by": proposal.proposed_by_id, "decider": proposal.proposer}
    other = {"decided_by": cast.deputy.pk, "decider": new_id()}
    with pytest.raises(IntegrityError), transaction.atomic():
        whole(DeedProposal, "test").filter(pk=proposal.pk).update(
            state="done", **{**other, column: mine[column]}
        )


def test_the_database_refuses_done_without_a_second_person(cast):
    proposal = proposed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        whole(DeedProposal, "test").filter(pk=proposal.pk).update(state="done")


def test_changed_content_voids_the_proposal(cast):
    proposal = proposed(cast)
    whole(Inspection, "test").filter(pk=cast.inspection.pk).update(stage="closed")
    before = title(cast)
    came = approve(by=cast.deputy, proposal=proposal, version=1)
    assert (came.state, title(cast), DONE) == ("void", before, [])
    whole(Inspection, "test").filter(pk=cast.inspection.pk).update(stage="on_site")
    with pytest.raises(Refusal) as refused:
        approve(by=cast.deputy, proposal=proposal, version=came.version)
    assert (code(refused), title(cast)) == ("decided", before)


def test_a_column_it_is_not_bound_to_may_change(cast):
    proposal = proposed(cast)
    whole(Inspection, "test").filter(pk=cast.inspection.pk).update(ends=date(2027, 1, 1))
    assert approve(by=cast.deputy, proposal=proposal, version=1).state == "done"


def test_a_copy_put_in_place_by_a_writer_of_the_database_voids_it(cast):
    """Words of another proposal, sealed for the same reader, do not pass for these."""
    proposal = proposed(cast)
    copy = whole(ProposalCopy, "test").get(proposal=proposal, account=cast.deputy)
    two.deal_out(proposal, [cast.deputy], two.Told(SECRET, {"title": "换掉的名"}, b"half"))
    assert whole(ProposalCopy, "test").get(pk=copy.pk).body != copy.body
    assert approve(by=cast.deputy, proposal=proposal, version=1).state == "void"


def test_after_its_last_day_it_cannot_be_approved_and_its_shares_are_erased(cast):
    proposal = proposed(cast)
    with clock.on_day(proposal.expires):
        assert two.erase_expired(clock.today()) == 0
    with clock.on_day(proposal.expires + timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            approve(by=cast.deputy, proposal=proposal, version=1)
        assert code(refused) == "expired"
        assert two.erase_expired(clock.today()) == 2  # the deputy's and the liaison's
    assert not whole(ProposalCopy, "test").filter(share__isnull=False).exists()


def test_the_shares_are_erased_when_it_is_done(cast):
    proposal = proposed(cast)
    assert whole(ProposalCopy, "test").filter(share__isnull=False).exists()
    approve(by=cast.deputy, proposal=proposal, version=1)
    assert not whole(ProposalCopy, "test").filter(share__isnull=False).exists()


def test_who_holds_no_role_here_neither_proposes_nor_approves_nor_sees_it(cast):
    with pytest.raises(Refusal):
        proposed(cast, by="stranger")
    proposal = proposed(cast)
    for who in ("stranger", "member", "office", "nobody", "system", "security", "audit", "contact"):
        with pytest.raises((NotSeen, NoRight)):
            approve(by=getattr(cast, who), proposal=proposal, version=1)
        assert not see(DeedProposal, getattr(cast, who)).exists()


def test_who_may_only_record_cannot_approve(cast):
    proposal = proposed(cast)
    with pytest.raises(NoRight):
        approve(by=cast.liaison, proposal=proposal, version=1)


def test_a_signed_sheet_recorded_by_another_does_it(cast):
    proposal = proposed(cast)
    done = record_signed(
        by=cast.liaison, proposal=proposal, version=1, code=two.code_of(proposal).lower(), signer="县委书记", signed_on=TODAY,
        original_at="双人事项卷第3页",
    )  # fmt: skip
    assert (done.state, done.on_paper, title(cast)) == ("done", True, "新名")
    assert read_proposal(by=cast.leader, proposal=done).signed == {
        "signer": "县委书记", "signed_on": TODAY.isoformat(), "original_at": "双人事项卷第3页",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"code": "0000-0000"}, "code"),
        ({"signer": " "}, "unsigned"),
        ({"original_at": ""}, "unsigned"),
        ({"signed_on": TODAY + timedelta(days=1)}, "day"),
        ({"signed_on": TODAY - timedelta(days=1)}, "day"),
        ({"signer": "巡察组组长"}, "same-person"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(cast, changes, why):
    proposal, before = proposed(cast), title(cast)
    fits = {"code": two.code_of(proposal), "signer": "县委书记", "signed_on": TODAY, "original_at": "卷1"}
    with pytest.raises(Refusal) as refused:
        record_signed(by=cast.liaison, proposal=proposal, version=1, **{**fits, **changes})
    assert (code(refused), title(cast), fresh(proposal).state) == (why, before, "open")


def test_the_same_is_not_proposed_twice_at_a_time(cast):
    proposed(cast)
    with pytest.raises(Refusal) as refused:
        proposed(cast, by="deputy")
    assert code(refused) == "open-already"


def test_a_reason_is_needed(cast):
    with pytest.raises(Refusal) as refused:
        propose(by=cast.leader, kind=KIND, rows=[cast.inspection], reason=" ", payload={"title": "x"})
    assert code(refused) == "reason"
    assert not whole(DeedProposal, "test").exists()


def test_an_old_page_does_not_approve(cast):
    proposal = proposed(cast)
    with pytest.raises(Refusal) as refused:
        approve(by=cast.deputy, proposal=proposal, version=7)
    assert (code(refused), fresh(proposal).state) == ("stale", "open")


@pytest.mark.parametrize(
    ("who", "state"), [("leader", "withdrawn"), ("deputy", "declined"), ("liaison", "declined")]
)
def test_it_is_withdrawn_by_its_proposer_and_declined_by_others(cast, who, state):
    proposal = proposed(cast)
    assert end_proposal(by=getattr(cast, who), proposal=proposal).state == state
    with pytest.raises(Refusal):
        approve(by=cast.deputy, proposal=proposal, version=2)
    assert DONE == []


def test_what_the_effect_refuses_leaves_the_proposal_open(cast, deed, monkeypatch):
    def fails(act, proposal, rows, payload, given):
        act.refuse("fails", Sentence("不行", "no"))

    monkeypatch.setitem(DEEDS, KIND, replace(deed, effect=fails))
    proposal = proposed(cast)
    with pytest.raises(Refusal):
        approve(by=cast.deputy, proposal=proposal, version=1)
    assert fresh(proposal).state == "open"
    assert whole(ProposalCopy, "test").filter(share__isnull=False).exists()


def test_each_step_is_journalled_and_nothing_of_the_words(cast):
    proposal = proposed(cast)
    approve(by=cast.deputy, proposal=proposal, version=1)
    bodies = list(whole(Entry, "test").order_by("seq").values_list("act", "refused", "body"))
    acts = [act.removesuffix("+sealed") for act, refused, _ in bodies if not refused]
    assert "deed.propose" in acts
    assert "deed.approve" in acts
    assert not any(SECRET in body or "新名" in body for *_, body in bodies)


def test_nothing_of_the_words_lies_in_clear_in_the_database(cast):
    proposed(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM xuncha_deedproposal")
        rows = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM xuncha_proposalcopy")
        rows += repr(
            [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
        )
    assert SECRET not in rows
    assert "half" not in rows


# --- deeds that are permitted here and done afterwards -----------------------------------------------------------------


@action("test.export", roles=OFFICE | HEADS, where="anywhere", says=Sentence("试", "try"))
def use(act: Act, *, rows, payload) -> DeedProposal:
    return two.permitted(act, KIND, rows, payload)


@pytest.fixture
def only_permitted(deed: Deed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DEEDS, KIND, replace(deed, effect=lambda *given: None))


def test_a_permission_is_used_once_by_either_of_the_two(cast, only_permitted):
    proposal = proposed(cast)
    with pytest.raises(Refusal) as refused:
        use(by=cast.leader, rows=[cast.inspection], payload={"title": "新名"})
    assert code(refused) == "needs-two"
    approve(by=cast.deputy, proposal=proposal, version=1)
    assert use(by=cast.leader, rows=[cast.inspection], payload={"title": "新名"}).used_on == TODAY
    with pytest.raises(Refusal):
        use(by=cast.leader, rows=[cast.inspection], payload={"title": "新名"})


@pytest.mark.parametrize("payload", [{"title": "别的"}, {}])
def test_a_permission_is_for_exactly_what_was_approved(cast, only_permitted, payload):
    proposal = proposed(cast)
    approve(by=cast.deputy, proposal=proposal, version=1)
    with pytest.raises(Refusal):
        use(by=cast.leader, rows=[cast.inspection], payload=payload)
    assert fresh(proposal).used_on is None


def test_a_permission_ends_when_its_content_changes(cast, only_permitted):
    approve(by=cast.deputy, proposal=proposed(cast), version=1)
    whole(Inspection, "test").filter(pk=cast.inspection.pk).update(stage="closed")
    with pytest.raises(Refusal):
        use(by=cast.leader, rows=[cast.inspection], payload={"title": "新名"})
