"""What tests of findings share: steps of the round up to where a test begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import TODAY, Cast
from xuncha.findings.actions.attribute import approve_finding
from xuncha.findings.actions.confirm_facts import hand_over_slip, record_answer
from xuncha.findings.actions.merge import merge_papers
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.sign_paper import send_for_signature, take_signed
from xuncha.findings.actions.write_paper import PaperText, write_paper
from xuncha.findings.models import Finding, Observation, WorkingPaper
from xuncha.papers.actions.confirm_signoff import confirm_signoff
from xuncha.papers.actions.record_signoff import record_signoff

WRITTEN = PaperText(
    area="strict",
    title="专项资金长期滞留",
    text="2022年3月至2024年6月专项资金滞留",
    basis="《项目支出管理办法》第十二条",
    points_to="街道党工委",
    starts="2022-03",
    ends="2024-06",
)
DAY = date(2026, 11, 10)


@pytest.fixture
def observation(cast: Cast) -> Observation:
    return raise_observation(
        by=cast.member,
        inspection=cast.inspection,
        source="hit",
        text="专项资金余额三年未动",
        evidence=["余额表第3行"],
    )


@pytest.fixture
def paper(cast: Cast, observation: Observation) -> WorkingPaper:
    return write_paper(
        by=cast.member, inspection=cast.inspection, organisation=cast.unit, written=WRITTEN,
        authors=[cast.member, cast.member2], observations=[observation], evidence=["2022年3月凭证12号，第1页"],
    )  # fmt: skip


@pytest.fixture
def sign(cast: Cast) -> Callable[[WorkingPaper], WorkingPaper]:
    """Takes a confirmed paper through its four signatures."""

    def through(paper: WorkingPaper) -> WorkingPaper:
        sheet = send_for_signature(by=cast.member, paper=paper)
        for number, _ in enumerate(sheet.kind.signers):
            record_signoff(
                by=cast.member,
                paper=sheet,
                signer=f"签字人{number}",
                signed_on=TODAY,
                original_at="底稿盒1第1件",
            )
        confirm_signoff(by=cast.member2, code=sheet.code)
        return take_signed(by=cast.member, paper=paper)

    return through


@pytest.fixture
def signed(cast: Cast, paper: WorkingPaper, sign: Callable[[WorkingPaper], WorkingPaper]) -> WorkingPaper:
    hand_over_slip(by=cast.member, paper=paper, on=DAY)
    record_answer(by=cast.member, paper=paper, answer="属实", on=DAY)
    return sign(paper)


@pytest.fixture
def finding(cast: Cast, signed: WorkingPaper) -> Finding:
    return merge_papers(by=cast.member, inspection=cast.inspection, papers=[signed], written=WRITTEN)


@pytest.fixture
def approved(cast: Cast, finding: Finding) -> Finding:
    approve_finding(by=cast.leader, finding=finding)
    return finding
