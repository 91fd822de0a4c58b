"""What tests of rectification share: a finding that was reported and fed back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast
from tests.findings.conftest import approved, finding, observation, paper, sign, signed
from xuncha.findings.actions.draft_report import save_report, submit_report
from xuncha.findings.models import Finding
from xuncha.rectification.actions.feed_back import feed_back
from xuncha.rectification.models import Item
from xuncha.registry.models import Person, Tenure
from xuncha.rulebook.models import RuleRecord
from xuncha.trust.access import see

__all__ = ["approved", "finding", "observation", "paper", "sign", "signed"]

FED_BACK = date(2026, 11, 18)


@pytest.fixture
def next_year(db: None) -> None:
    """The arrangement of 2027, as the office enters it."""
    RuleRecord.objects.create(
        key="workdays.year",
        title="2027年放假安排",
        title_en="2027",
        value={"year": 2027, "off": ["2027-01-01"]},
        basis="通知(虚构)",
    )


@pytest.fixture
def reported(cast: Cast, approved: Finding) -> Finding:
    save_report(
        by=cast.member, inspection=cast.inspection, areas="four", overall="总体较好", suggestions=["压实责任"]
    )
    submit_report(by=cast.leader, inspection=cast.inspection)
    return see(Finding, cast.office).get()


@pytest.fixture
def item(cast: Cast, reported: Finding) -> Item:
    feed_back(
        by=cast.office,
        inspection=cast.inspection,
        organisation=cast.unit,
        on=FED_BACK,
        plan_clock="1个月",
        report_clock="6个月",
    )
    return see(Item, cast.office).get()


@pytest.fixture
def head_changed(cast: Cast, item: Item) -> Tenure:
    """The head who was told leaves; a third person comes on 2026-11-19."""
    Tenure.objects.filter(person=cast.new_head).update(ends="2026-11-19")
    third = Person.objects.create(name="接任丙", unit=cast.unit)
    return Tenure.objects.create(person=third, post=cast.head_post, starts="2026-11-19")
