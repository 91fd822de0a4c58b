"""What waits for this account as the second person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.trust import two
from xuncha.trust.access import see
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account, DeedProposal
from xuncha.trust.models.grants import on_trial


@todos(EVERYONE - {Role.CONTACT})
def second_person(account: Account, today: date) -> Iterator[Todo]:
    """One line a proposal of somebody else that this account might decide, with its last day; none in a trial, where nobody can."""
    if on_trial():
        return
    waiting = see(DeedProposal, account).filter(state=DeedProposal.OPEN, expires__gte=today)
    for one in waiting.exclude(proposer=two.person_of(account)).order_by("expires", "id"):
        deed = DEEDS.get(one.kind)
        if deed and two.may(account, deed, deed.decide, one.inspection):
            says = Sentence(f"双人事项：{deed.title.zh}，待批准", f"to be approved: {deed.title.en}")
            yield Todo(says, reverse("stewards-two_act", args=[one.pk]), one.expires)
