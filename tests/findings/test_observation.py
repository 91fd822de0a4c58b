"""Observations: raised from any source, seen by those who may, decided with a reason."""

from __future__ import annotations

import pytest

from tests.findings.refusal import refused
from xuncha.findings.actions.decide_observation import continue_observation, drop_observation
from xuncha.findings.actions.raise_observation import SOURCES, raise_observation
from xuncha.findings.actions.read import read
from xuncha.findings.models import Evidence, Observation
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db


def opened(account, rows, column):
    return [one[column] for one in read(by=account, rows=list(rows), columns=[column])]


def test_observation_keeps_text_and_evidence_under_seal(cast, observation):
    assert opened(cast.member, [observation], "text") == ["专项资金余额三年未动"]
    assert opened(cast.member2, see(Evidence, cast.member2).filter(observation=observation), "says") == [
        "余额表第3行"
    ]
    assert "专项资金".encode() not in bytes(see(Observation, cast.member).get().text)


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_every_source_can_raise_one_and_serials_run_on(cast, source):
    first = raise_observation(by=cast.leader, inspection=cast.inspection, source=source, text="甲")
    second = raise_observation(by=cast.leader, inspection=cast.inspection, source=source, text="乙")
    assert (first.serial, second.serial) == (1, 2)


def test_unknown_source_is_refused(cast):
    with refused("source", Observation):
        raise_observation(by=cast.member, inspection=cast.inspection, source="rumour", text="甲")


def test_empty_text_is_refused(cast):
    with refused("empty", Observation):
        raise_observation(by=cast.member, inspection=cast.inspection, source="hit", text=" ")


def test_member_cannot_raise_a_letters_matter(cast):
    with refused("no-right", Observation):
        raise_observation(by=cast.member, inspection=cast.inspection, source="letter", text="甲")


@pytest.mark.parametrize("who", ["office", "stranger", "contact", "system", "nobody"])
def test_outsiders_neither_raise_nor_see(cast, observation, who):
    account = cast.accounts[who]
    with refused("no-right", Observation):
        raise_observation(by=account, inspection=cast.inspection, source="hit", text="甲")
    assert see(Observation, account).count() == 0


def test_observation_out_of_a_letter_and_its_evidence_exist_for_letter_readers_only(cast):
    raise_observation(
        by=cast.petition, inspection=cast.inspection, source="letter", text="甲", evidence=["来信第1页"]
    )
    seen = {
        who: see(Observation, cast.accounts[who]).count()
        for who in ("petition", "leader", "deputy", "member", "liaison")
    }
    assert seen == {"petition": 1, "leader": 1, "deputy": 1, "member": 0, "liaison": 0}
    assert see(Evidence, cast.member).count() == 0
    assert see(Evidence, cast.deputy).count() == 1


def test_dropping_needs_a_reason(cast, observation):
    with refused("reason", Observation):
        drop_observation(by=cast.leader, observation=observation, because="")


def test_dropped_with_its_reason_and_not_decided_twice(cast, observation):
    drop_observation(by=cast.leader, observation=observation, because="已核实不成立")
    assert opened(cast.leader, see(Observation, cast.leader), "outcome") == ["已核实不成立"]
    with refused("decided", Observation):
        drop_observation(by=cast.leader, observation=observation, because="再次")


def test_member_may_look_further_but_not_drop(cast, observation):
    with refused("no-right", Observation):
        drop_observation(by=cast.member, observation=observation, because="不成立")
    assert (
        continue_observation(by=cast.member, observation=observation, next_step="调阅凭证").state
        == "continued"
    )


def test_reading_somebody_elses_observation_is_refused(cast, observation):
    with refused("not-seen", Observation):
        read(by=cast.stranger, rows=[observation], columns=["text"])
