"""A paper goes outside: put together by one of the office, looked into and approved by another, closed for its receiver alone."""

from __future__ import annotations

from xuncha.office.demo.cast import Cast
from xuncha.papers.models import Paper
from xuncha.sealed import age
from xuncha.stewards import outside
from xuncha.stewards.actions.export_outside import close_package, compose, fetch, may_go, open_part
from xuncha.stewards.models import OutsidePackage
from xuncha.trust.access import see
from xuncha.trust.actions.approve import approve
from xuncha.trust.models import DeedProposal
from xuncha.trust.refusal import Refusal

WORDS = {
    "what": "第3轮巡察工作方案(虚构)",
    "to": "市委巡察办(虚构)",
    "reason": "市委巡察办来函调阅〔2026〕8号(虚构)",
    "way": outside.BY_KEY,
}


def sent_outside(cast: Cast) -> None:
    """Raises RuntimeError where it leaves without the second person, or the receiver does not get what was approved."""
    identity, recipient = age.key_pair()
    paper: Paper = may_go(cast.director).filter(inspection_id=None).order_by("-serial")[0]
    made = compose(by=cast.director, **WORDS, recipient=recipient, papers=[paper])
    try:
        close_package(by=cast.director, package=made)
    except Refusal:
        pass
    else:
        raise RuntimeError("a package left without a second person")
    looked = open_part(by=cast.clerk, package=made, name="01.docx")
    approve(by=cast.clerk, proposal=see(DeedProposal, cast.clerk).get(pk=made.proposal_id), version=1)
    closed = close_package(by=cast.director, package=see(OutsidePackage, cast.director).get(pk=made.pk))
    got = age.open_age(fetch(by=cast.director, package=closed.package), identity)
    if outside.part_of(got, "01.docx") != looked:
        raise RuntimeError("the receiver did not get what was approved")
