"""What was drawn out of a letter is kept from whom the letter is kept from, on lists, in evidence and in a search."""

from __future__ import annotations

import pytest

from tests.cast import TODAY, Cast
from tests.findings.conftest import WRITTEN
from tests.findings.refusal import refused
from tests.letters.builders import matter_of, registered
from xuncha.findings.actions._kept_away import SAYS
from xuncha.findings.actions.confirm_facts import skip_confirmation
from xuncha.findings.actions.decide_observation import drop_observation
from xuncha.findings.actions.handle_lead import open_leads, record_explanation, transfer_lead
from xuncha.findings.actions.keep_lead import propose_keeping
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.actions.print_papers import draft_slip, draft_transfer
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.read import read
from xuncha.findings.actions.search import search
from xuncha.findings.actions.sign_paper import send_for_signature
from xuncha.findings.actions.write_paper import revise_paper, write_paper
from xuncha.findings.models import Evidence, Lead, Observation, WorkingPaper
from xuncha.papers.models import Paper
from xuncha.papers.withholding import bar_withheld
from xuncha.registry.models import Person
from xuncha.trust.access import see, whole
from xuncha.trust.act import Act
from xuncha.trust.actions.approve import approve
from xuncha.trust.models import Account, DeedProposal, ProposalCopy
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
NAME, WORDS = "被反映的组长", "秘标来信引出"


@pytest.fixture
def raised(cast: Cast) -> list[Observation]:
    """One out of the letter that reports the leader, one out of another letter, one out of none."""
    letter, other = registered(cast, reported=NAME), registered(cast, text="另一封", reported="别人")
    given = {"inspection": cast.inspection, "text": WORDS}
    rows = [
        raise_observation(by=cast.deputy, source="letter", source_id=matter_of(cast, letter).pk, evidence=["信封"], **given),
        raise_observation(by=cast.deputy, source="letter", source_id=other.pk, **given),
        raise_observation(by=cast.deputy, source="note", **given),
    ]  # fmt: skip
    is_the_person_reported(cast, cast.leader)
    return rows


def is_the_person_reported(cast: Cast, account: Account) -> None:
    unit = cast.other.target.members.get().organisation
    person, _ = Person.objects.get_or_create(name=NAME, unit=unit)
    Account.objects.filter(pk=account.pk).update(person_id=person.pk)
    account.refresh_from_db()


def written(cast: Cast, observations: list[Observation], **more) -> WorkingPaper:
    given = {"written": WRITTEN, "authors": [cast.member, cast.member2], "evidence": ["秘标信封所附"], **more}
    return write_paper(
        by=cast.deputy, inspection=cast.inspection, organisation=cast.unit, observations=observations, **given
    )


def titles(by: Account, papers: list[WorkingPaper]) -> list[str]:
    return [one["title"] for one in read(by=by, rows=papers, columns=["title"])]


def lead_of(cast: Cast, observation: Observation | None, person: str = "某人丙", **more) -> Lead:
    text = LeadText(person, "股长", "收受礼金", "廉洁纪律", "转账记录1份", "时间金额明确")
    make_lead(by=cast.deputy, inspection=cast.inspection, written=text, observation=observation, **more)
    return whole(Lead, "a test").get()


def texts(by: Account, rows: list[Observation]) -> list[str]:
    return [one["text"] for one in read(by=by, rows=rows, columns=["text"])]


def test_the_person_reported_is_told_why_and_reads_the_others(cast: Cast, raised) -> None:
    assert texts(cast.leader, raised) == [str(SAYS), WORDS, WORDS]
    assert texts(cast.deputy, raised) == [WORDS, WORDS, WORDS]


def test_its_evidence_is_kept_away_too(cast: Cast, raised) -> None:
    rows = list(see(Evidence, cast.leader).filter(observation=raised[0]))
    assert [one["says"] for one in read(by=cast.leader, rows=rows, columns=["says"])] == [str(SAYS)]
    assert [one["says"] for one in read(by=cast.deputy, rows=rows, columns=["says"])] == ["信封"]


def test_a_search_does_not_find_it(cast: Cast, raised) -> None:
    def found(by: Account) -> set[object]:
        return {one.row.pk for one in search(by=by, inspection=cast.inspection, word="秘标来信")}

    assert found(cast.leader) == {raised[1].pk, raised[2].pk}
    assert found(cast.deputy) == {one.pk for one in raised}


def test_a_working_paper_written_from_it_is_kept_away_with_its_evidence(cast: Cast, raised) -> None:
    papers = [written(cast, [raised[0], raised[2]]), written(cast, [raised[1]])]
    assert titles(cast.leader, papers) == [str(SAYS), WRITTEN.title]
    for by in (cast.deputy, cast.member):
        assert titles(by, papers) == [WRITTEN.title, WRITTEN.title]
    rows = [see(Evidence, cast.leader).get(working_paper=one) for one in papers]
    assert [one["says"] for one in read(by=cast.leader, rows=rows, columns=["says"])] == [
        str(SAYS),
        "秘标信封所附",
    ]


def test_a_search_does_not_find_that_paper(cast: Cast, raised) -> None:
    papers = [written(cast, [raised[0]]), written(cast, [raised[1]])]

    def found(by: Account) -> set[object]:
        return {one.row.pk for one in search(by=by, inspection=cast.inspection, word=WRITTEN.title)}

    assert found(cast.leader) == {papers[1].pk}
    assert found(cast.deputy) == {one.pk for one in papers}


@pytest.mark.parametrize(
    "verb",
    [
        lambda by, paper: revise_paper(by=by, paper=paper, written=WRITTEN),
        lambda by, paper: skip_confirmation(by=by, paper=paper, because="不作确认"),
        lambda by, paper: send_for_signature(by=by, paper=paper),
        lambda by, paper: draft_slip(by=by, paper=paper),
    ],
)
def test_that_paper_is_not_handled_by_the_person_reported(cast: Cast, raised, verb) -> None:
    paper = written(cast, [raised[0]])
    with refused("recused", WorkingPaper, Paper):
        verb(cast.leader, paper)


def test_its_slip_is_kept_away_whoever_drafted_it(cast: Cast, raised) -> None:
    slips = [draft_slip(by=cast.deputy, paper=written(cast, [one])) for one in raised[:2]]
    with pytest.raises(Refusal) as no:
        bar_withheld(Act(cast.leader, TODAY), slips[0])
    assert no.value.code == "recused"
    bar_withheld(Act(cast.leader, TODAY), slips[1])
    bar_withheld(Act(cast.deputy, TODAY), slips[0])


def test_the_person_reported_neither_drops_it_nor_writes_on_it_nor_is_made_an_author(
    cast: Cast, raised
) -> None:
    with refused("recused", Observation):
        drop_observation(by=cast.leader, observation=raised[0], because="不属实")
    is_the_person_reported(cast, cast.member)
    with refused("recused-author", WorkingPaper):
        written(cast, [raised[0]])
    assert written(cast, [raised[1]]).serial == 1


@pytest.mark.parametrize("way", ["letter", "letter kept open", "person"])
def test_a_lead_out_of_it_or_about_the_leader_is_kept_from_the_leader(cast: Cast, raised, way: str) -> None:
    observation, person = (None, NAME) if way == "person" else (raised[0], "某人丙")
    lead = lead_of(cast, observation, person, keep_open=way == "letter kept open")
    for verb in (
        lambda: open_leads(by=cast.leader, leads=[lead]),
        lambda: record_explanation(by=cast.leader, lead=lead, text="没有此事"),
        lambda: transfer_lead(by=cast.leader, lead=lead, to="县纪委监委", on=TODAY, document="会议纪要"),
        lambda: propose_keeping(by=cast.leader, lead=lead, way="clear", because="没有此事"),
        lambda: draft_transfer(by=cast.leader, lead=lead, organ="县委第一巡察组"),
    ):
        with refused("recused", Lead, DeedProposal):
            verb()


@pytest.mark.parametrize("which", [1, 2])
def test_a_lead_out_of_another_letter_or_of_none_is_read_and_tells_no_source(
    cast: Cast, raised, which: int
) -> None:
    (opened,) = open_leads(by=cast.leader, leads=[lead_of(cast, raised[which])])
    assert opened["person"] == "某人丙"
    assert "source" not in opened


def test_who_must_keep_away_from_a_lead_does_not_agree_to_let_it_end(cast: Cast, raised) -> None:
    Account.objects.filter(pk=cast.leader.pk).update(person_id=None)
    cast.leader.refresh_from_db()
    lead = lead_of(cast, raised[0])
    is_the_person_reported(cast, cast.deputy)
    proposal = propose_keeping(by=cast.leader, lead=lead, way="keep", because="证据不足")
    assert not whole(ProposalCopy, "a test").filter(proposal=proposal, account=cast.deputy).exists()
    with refused("no-copy", Lead):
        approve(by=cast.deputy, proposal=proposal, version=1)
