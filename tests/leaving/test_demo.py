"""The demo's chapter of leaving, on the small cast: the leaver's rights and keys are gone, the papers are there."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from xuncha.leaving.models import Leaving
from xuncha.office.demo import cast as demo
from xuncha.office.demo.member_leaves import member_leaves
from xuncha.papers.models import Paper
from xuncha.trust import key_folder
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
TEAM = 43


def test_a_member_leaves_and_another_has_begun(cast: Cast) -> None:
    seats = {
        Role.LEADER: [cast.leader],
        Role.LIAISON: [cast.liaison],
        Role.MEMBER: [cast.member, cast.member2],
    }
    told = demo.Cast(cast.office, cast.office2, cast.system, cast.security, cast.audit, {TEAM: seats})
    member_leaves(told, cast.inspection, TEAM)
    found = {one.account_id: one for one in see(Leaving, cast.office)}
    assert {key: one.state for key, one in found.items()} == {
        cast.member2.pk: Leaving.DONE, cast.member.pk: Leaving.OPEN,
    }  # fmt: skip
    left = Account.objects.get(pk=cast.member2.pk)
    assert not left.sight.anywhere(frozenset(Role))
    assert see(Paper, cast.office).get(form="leaving_handover").about_id == found[cast.member2.pk].pk
    holders = {
        name: set(key_folder.load(name).newest.wraps)
        for name in key_folder.names()
        if str(cast.inspection.pk) in name
    }
    assert f"work:{cast.inspection.pk}" in holders
    assert all(str(cast.member2.pk) not in whose for whose in holders.values())
    assert str(cast.member.pk) in holders[f"work:{cast.inspection.pk}"]
