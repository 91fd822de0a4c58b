"""Two people open who wrote a letter: custodians are named, the key is shared out to them, one proposes, another approves."""

from __future__ import annotations

from xuncha.letters.actions.open_identity import OPEN, see_identity
from xuncha.letters.models import Letter
from xuncha.office.demo.cast import Cast
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.custodians import SHARE_ANEW, name_custodian
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, DeedProposal

#: The petition officer and the team of the running round at the street office.
OFFICER, TEAM = "xf-zhou", 41
WHY = "反映的补助名单要向本人核对，信里没有写明村组(虚构)"


def two_people(cast: Cast) -> None:
    """Raises RuntimeError where the two do not come to see the name, or somebody else does."""
    officer, leader = Account.objects.get(login=OFFICER), cast.one(TEAM, Role.LEADER)
    for one in (officer, leader, cast.director):
        name_custodian(by=cast.security, account=one, basis="身份保管人名单〔2026〕1号(虚构)")
    named = see(Letter, officer).filter(named=True, reporter__isnull=False).order_by("serial")
    opened, waiting = named[:2]
    place = see(Inspection, officer).get(pk=opened.inspection_id)
    _agreed(propose(by=officer, kind=SHARE_ANEW.kind, rows=[place], reason="指定了保管人(虚构)"), leader)
    _agreed(propose(by=officer, kind=OPEN.kind, rows=[opened], reason=WHY), leader)
    seen = [see_identity(by=one, letter=opened) is not None for one in (officer, leader, cast.director)]
    if seen != [True, True, False]:
        raise RuntimeError("an identity is seen by the two who opened it, and by nobody else")
    propose(by=officer, kind=OPEN.kind, rows=[waiting], reason=WHY)


def _agreed(proposal: DeedProposal, by: Account) -> None:
    approve(by=by, proposal=proposal, version=proposal.version)
